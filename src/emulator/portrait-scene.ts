import type { Chance } from './chance.ts'
import { circle, ellipse, path, round, shade } from './portrait-paint.ts'

/** The room behind a person: definitions and drawing, for x from -90 to 90 and y from 0 to 178. */
export interface Scene {
  defs: string
  drawing: string
}

const walls = [
  ['#f1ede6', '#d3c9ba'],
  ['#e8edf3', '#b9c6d6'],
  ['#eef2ee', '#bccbbf'],
  ['#f5e9e6', '#dcbcb4'],
  ['#ece8f4', '#c3b9da'],
  ['#f7efdc', '#dcc594'],
  ['#e3eef0', '#9fc0c4'],
  ['#dfe4ec', '#98a6ba'],
  ['#f3dfd2', '#cf9f86'],
  ['#d9e6dc', '#86ab92'],
  ['#efe2ea', '#c698b2'],
  ['#4b5a72', '#1f2838'],
  ['#5d6b63', '#29332d'],
  ['#6a5a6e', '#2c2233'],
  ['#c9d8ea', '#5f83b0'],
  ['#f2d9b8', '#c98f55'],
] as const

const everywhere = (fill: string) => `<rect x="-100" y="-1" width="200" height="181" fill="${fill}"/>`
const gradient = (from: string, to: string) =>
  `<linearGradient id="wall" x1="0" y1="0" x2="0.7" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
const glow = (x: number, y: number, r: number, colour: string, strength: number) =>
  `<radialGradient id="glow" gradientUnits="userSpaceOnUse" cx="${round(x)}" cy="${round(y)}" r="${round(r)}"><stop stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`

type Furniture = (chance: Chance, wall: string) => string

const nothing: Furniture = () => ''
const arch: Furniture = (_, wall) => path('M-38 180L-38 46C-38 4 38 4 38 46L38 180Z', shade(wall, 0.28), 'opacity="0.75"')
const disc: Furniture = (chance, wall) =>
  circle(chance.between(-8, 8), 42, chance.between(32, 38), shade(wall, 0.32), 'opacity="0.7"')
const lamp: Furniture = () =>
  `<circle cx="0" cy="42" r="36" fill="none" stroke="#ffffff" stroke-width="3.4" opacity="0.75"/><circle cx="0" cy="42" r="39" fill="none" stroke="#ffffff" stroke-width="2" opacity="0.25"/>`
const blinds: Furniture = () =>
  Array.from(
    { length: 12 },
    (_, at) =>
      `<rect x="-100" y="${at * 9}" width="76" height="4.6" fill="#ffffff" opacity="${round(0.26 - at * 0.015)}" transform="skewY(-8)"/>`,
  ).join('')
const sunshine: Furniture = () =>
  path('M20 -2L62 -2L8 180L-52 180Z', '#ffffff', 'opacity="0.16"') +
  path('M74 -2L90 -2L44 180L22 180Z', '#ffffff', 'opacity="0.12"')
const shelf: Furniture = (chance, wall) =>
  [30, 62, 94, 126]
    .map((y) => {
      const board = `<rect x="-100" y="${y}" width="200" height="1.8" fill="${shade(wall, -0.28)}" opacity="0.7"/>`
      const books = Array.from({ length: 26 }, (_, at) => {
        if (chance.happens(0.3)) return ''
        const high = chance.between(10, 20)
        return `<rect x="${-98 + at * 7.6}" y="${round(y - high)}" width="${round(chance.between(3.4, 6.4))}" height="${round(high)}" fill="${chance.pick(['#8a5a44', '#4f6b7a', '#b98b5e', '#6a7f6e', '#a4606a', '#d8c7a6', '#54496b'])}" opacity="0.55"/>`
      })
      return books.join('') + board
    })
    .join('')
const bokeh: Furniture = (chance) =>
  Array.from({ length: 22 }, () =>
    circle(
      chance.between(-88, 88),
      chance.between(2, 120),
      chance.between(2.5, 8),
      chance.pick(['#ffffff', '#ffe3a8', '#ffd0c0', '#cfe6ff']),
      `opacity="${round(chance.between(0.1, 0.34))}"`,
    ),
  ).join('')
const skyline: Furniture = (chance, wall) =>
  Array.from({ length: 16 }, (_, at) => {
    const high = chance.between(30, 92)
    return `<rect x="${-96 + at * 12}" y="${round(130 - high)}" width="${round(chance.between(8, 12.6))}" height="${round(high + 60)}" fill="${shade(wall, -0.3)}" opacity="${round(chance.between(0.25, 0.5))}"/>`
  }).join('')
const screens: Furniture = (chance) => {
  const blue = chance.pick(['#2c5f9e', '#1f4d7a', '#7a2438', '#24606a'])
  return `<rect x="-96" y="14" width="66" height="44" rx="2" fill="${blue}" opacity="0.85"/><rect x="30" y="14" width="66" height="44" rx="2" fill="${blue}" opacity="0.85"/><rect x="-96" y="64" width="192" height="3" fill="#ffffff" opacity="0.35"/>${path('M-90 50L-74 40L-62 45L-44 26', 'none', 'stroke="#ffffff" stroke-width="1.4" opacity="0.6"')}${path('M36 46L52 34L66 40L90 22', 'none', 'stroke="#ffffff" stroke-width="1.4" opacity="0.6"')}`
}
const plant: Furniture = (chance) => {
  const side = chance.happens(0.5) ? 1 : -1
  const green = chance.pick(['#5b8a5a', '#3f6b52', '#7a9a62'])
  const leaves = [-58, -34, -12, 12, 34].map(
    (turn, at) =>
      `<g transform="translate(${side * 42} 104) rotate(${turn * side})">${ellipse(0, -26 - (at % 2) * 8, 6, 25, at % 2 === 0 ? green : shade(green, 0.18))}</g>`,
  )
  return `<g opacity="0.8">${leaves.join('')}${path(`M${side * 42 - 11} 104L${side * 42 + 11} 104L${side * 42 + 8} 126L${side * 42 - 8} 126Z`, '#c9a48a')}</g>`
}
const frames: Furniture = (chance, wall) =>
  [
    [-44, 14, 20, 26],
    [-46, 48, 16, 12],
    [27, 10, 18, 14],
    [28, 30, 20, 28],
  ]
    .map(
      ([x = 0, y = 0, wide = 0, high = 0]) =>
        `<rect x="${x}" y="${y}" width="${wide}" height="${high}" fill="${shade(wall, chance.between(0.3, 0.6))}" stroke="${shade(wall, -0.35)}" stroke-width="1" opacity="0.75"/>`,
    )
    .join('')
const hills: Furniture = (_, wall) =>
  path('M-100 96C-60 66 -40 86 -10 74C24 60 50 84 100 62L100 180L-100 180Z', shade(wall, -0.18), 'opacity="0.6"') +
  path('M-100 118C-50 92 0 116 100 92L100 180L-100 180Z', shade(wall, -0.32), 'opacity="0.55"')

const furniture: readonly (readonly [Furniture, number])[] = [
  [nothing, 5],
  [arch, 3],
  [disc, 4],
  [lamp, 2],
  [blinds, 2],
  [sunshine, 3],
  [shelf, 3],
  [bokeh, 4],
  [skyline, 2],
  [screens, 3],
  [plant, 3],
  [frames, 2],
  [hills, 2],
]

/** The background of a cover: a green screen, or a wall with something on it. */
export function drawScene(chance: Chance, greenScreen: boolean): Scene {
  if (greenScreen) {
    const green = chance.pick(['#3fae62', '#35b06a', '#4cb85a', '#2fa35c'])
    return {
      defs: gradient(shade(green, 0.2), shade(green, -0.14)) + glow(0, 40, 80, '#ffffff', 0.22),
      drawing: everywhere('url(#wall)') + everywhere('url(#glow)'),
    }
  }
  const [from, to] = chance.pick(walls)
  const things = chance.weighted(furniture)(chance, to)
  return {
    defs: gradient(from, to) + glow(chance.between(-40, 40), chance.between(10, 50), 84, '#ffffff', 0.42),
    drawing: everywhere('url(#wall)') + things + everywhere('url(#glow)'),
  }
}
