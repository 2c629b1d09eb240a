import type { Chance } from './chance.ts'
import { circle, ellipse, line, mirrored, path, shade } from './portrait-paint.ts'

const bright = [
  '#c8553d',
  '#2f6f73',
  '#d9a441',
  '#7a4b8c',
  '#3d6ea5',
  '#b23a48',
  '#5b8a5a',
  '#e08d79',
  '#4a5a9a',
  '#a44a6b',
  '#2a9d8f',
  '#d96f4a',
  '#e7c6b0',
  '#f1ede4',
]
const sober = ['#26303f', '#2f3d55', '#3a3f4a', '#1f2530', '#4a4038', '#51384a', '#2c4a4a', '#5a6270', '#6b5c4c', '#1d3557']
const pale = ['#f4f6f8', '#e6edf4', '#f6efe6', '#dfe9ee', '#f3e4e4', '#e9e4f2']

/** A torso down to y 178, arms at the sides. */
const torso = (wide: number, fill: string) =>
  path(
    `M-8.6 65C-13 70.4 ${6 - wide} 71 ${-wide} 81C${-wide - 4} 92 ${-wide - 7} 136 ${-wide - 8} 178L${wide + 8} 178C${wide + 7} 136 ${wide + 4} 92 ${wide} 81C${wide - 6} 71 13 70.4 8.6 65Z`,
    fill,
  )
const folds = (wide: number, dark: string) =>
  mirrored(
    line(`M${wide - 8} 100C${wide - 6} 126 ${wide - 5} 150 ${wide - 6} 178`, dark, 1, 'opacity="0.35"') +
      line(`M${wide - 4} 82C${wide - 7} 88 ${wide - 9} 92 ${wide - 10} 97`, dark, 0.7, 'opacity="0.3"'),
  )
const neck = (skin: string) =>
  path('M-6.6 52L-6.6 66C-6.6 72.6 6.6 72.6 6.6 66L6.6 52Z', 'url(#neck)') +
  path('M-6.6 58.4C-4 64.4 4 64.4 6.6 58.4L6.6 62C4 68 -4 68 -6.6 62Z', shade(skin, -0.35), 'opacity="0.28"')
const opening = {
  round: 'M-8.8 64.6Q0 76.6 8.8 64.6L6.6 60L-6.6 60Z',
  scoop: 'M-11.4 67.4C-8 84 8 84 11.4 67.4L6.6 60L-6.6 60Z',
  vee: 'M-9.2 65L0 86L9.2 65L6.6 60L-6.6 60Z',
} as const

const collar = (fill: string) =>
  mirrored(path('M7 62.4L13 69.4L5 80L0 72.6Z', fill, `stroke="${shade(fill, -0.16)}" stroke-width="0.4"`))
const lapels = (fill: string) =>
  mirrored(
    path(
      'M8.6 64.6L16.4 71.6L13.2 84L16.4 87L1 122L0 112Z',
      shade(fill, 0.08),
      `stroke="${shade(fill, -0.25)}" stroke-width="0.4"`,
    ),
  )
const tie = (fill: string) =>
  path('M-2.6 74.4L2.6 74.4L1.9 79L4.4 112L0 119L-4.4 112L-1.9 79Z', fill) +
  path('M-2.6 74.4L2.6 74.4L1.9 79L-1.9 79Z', shade(fill, -0.25))

type Outfit = (chance: Chance, skin: string, wide: number) => string

const plain: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick([...bright, ...sober, ...pale])
  const cut = chance.pick(['round', 'scoop', 'vee'] as const)
  const trim = cut === 'round' ? line('M-9 65Q0 77.4 9 65', shade(fabric, -0.18), 1.3) : ''
  return torso(wide, fabric) + folds(wide, shade(fabric, -0.4)) + path(opening[cut], skin) + neck(skin) + trim
}
const shirt: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick([...pale, '#bcd0e4', '#d4e2d8', '#3d5a80', '#5b7a6a', '#b7a9c9'])
  const stripes = chance.happens(0.25)
    ? [-24, -18, -12, 12, 18, 24]
        .map((x) => line(`M${x} 76L${x * 1.1} 178`, shade(fabric, -0.15), 0.7, 'opacity="0.7"'))
        .join('')
    : ''
  const buttons = [88, 102, 116, 130, 144, 158].map((y) => circle(0, y, 0.75, shade(fabric, -0.3))).join('')
  return (
    torso(wide, fabric) +
    stripes +
    folds(wide, shade(fabric, -0.4)) +
    line('M0 74L0 178', shade(fabric, -0.18), 0.5) +
    buttons +
    path('M-8 64L0 76L8 64Z', skin) +
    neck(skin) +
    collar(shade(fabric, 0.12))
  )
}
const suit: Outfit = (chance, skin, wide) => {
  const jacket = chance.pick([...sober, '#7a3b46', '#3f5f7a', '#6a7f6e', '#8a5a44', '#c9b8a0'])
  const inner = chance.pick([...pale, '#cfe0ee', '#20242c'])
  const formal = chance.happens(0.55)
  const neckline = formal
    ? collar(shade(inner, inner === '#20242c' ? 0.08 : 0.3)) +
      tie(chance.pick(['#7a2e39', '#2d4a7a', '#2f5d50', '#4b3a6b', '#a5682a', '#333842']))
    : ''
  const blouse =
    path('M-9.4 64.4L0 116L9.4 64.4Z', inner) + (formal ? '' : path(chance.happens(0.5) ? opening.vee : opening.round, skin))
  const pocket = chance.happens(0.35) ? path('M17 96L25 95L25 92.6L21 91L17 94Z', chance.pick(pale)) : ''
  return (
    torso(wide, jacket) +
    folds(wide, shade(jacket, -0.5)) +
    blouse +
    neck(skin) +
    neckline +
    lapels(jacket) +
    line('M0 120L0 178', shade(jacket, -0.35), 0.6) +
    circle(1.8, 128, 1, shade(jacket, -0.45)) +
    circle(1.8, 142, 1, shade(jacket, -0.45)) +
    pocket
  )
}
const coat: Outfit = (chance, skin, wide) => {
  const inner = chance.pick(['#7fa6c4', '#8fb8a8', '#5b7f95', '#c9d9e6', '#6b86b0'])
  const badge =
    '<rect x="16" y="96" width="9" height="6" rx="1" fill="#ffffff" stroke="#b9c4cd" stroke-width="0.5"/><rect x="17.4" y="97.6" width="3" height="3" fill="#5b7f95"/>'
  return (
    torso(wide, '#f3f6f8') +
    folds(wide, '#8fa0ad') +
    path('M-9.4 64.4L0 116L9.4 64.4Z', inner) +
    (chance.happens(0.5) ? path(opening.vee, skin) + neck(skin) : neck(skin) + collar('#ffffff') + tie(shade(inner, -0.4))) +
    lapels('#e6ecf0') +
    badge
  )
}
const rollneck: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick([...sober, ...bright])
  return (
    torso(wide, fabric) +
    folds(wide, shade(fabric, -0.4)) +
    neck(skin) +
    path('M-8 60.6C-3 63 3 63 8 60.6L9.4 68.6C4 73 -4 73 -9.4 68.6Z', shade(fabric, 0.07)) +
    line('M-8.8 65.6C-3 68.6 3 68.6 8.8 65.6', shade(fabric, -0.25), 0.5, 'opacity="0.7"')
  )
}
const hoodie: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick(['#6b7280', '#44546a', '#a3b18a', '#9a6b5a', '#33415c', '#c2b8a3', '#5a4a78'])
  return (
    path('M-18 72C-20 58 20 58 18 72L10 84L-10 84Z', shade(fabric, -0.22)) +
    torso(wide, fabric) +
    folds(wide, shade(fabric, -0.4)) +
    path(opening.round, '#f1efe9') +
    neck(skin) +
    mirrored(
      path('M8.6 64C15 66 17 74 12 82C8 78 4 76.6 0 78L0 74Z', shade(fabric, 0.08)) +
        line('M4.6 79L5.4 98', shade(fabric, 0.4), 0.9),
    )
  )
}
const mandarin: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick(['#9d2a35', '#20445a', '#e8ddcb', '#2f5148', '#b98b3e', '#5a2a45', '#eef0ef'])
  const trim = fabric.startsWith('#e') ? '#9d2a35' : '#e2c47a'
  return (
    torso(wide, fabric) +
    folds(wide, shade(fabric, -0.4)) +
    neck(skin) +
    path('M-7.8 61.6C-3 65 3 65 7.8 61.6L9.6 68.6C4 73.6 -4 73.6 -9.6 68.6Z', shade(fabric, 0.06)) +
    line('M0 67C2 76 10 84 22 88', trim, 0.9) +
    line('M-7.8 61.6C-3 65 3 65 7.8 61.6', trim, 0.8) +
    [
      [1.4, 72],
      [7, 80.4],
      [15, 86],
    ]
      .map(([x = 0, y = 0]) => ellipse(x, y, 1.5, 0.9, trim))
      .join('')
  )
}
const cardigan: Outfit = (chance, skin, wide) => {
  const outside = chance.pick([...bright, ...sober])
  const inside = chance.pick(pale)
  return (
    torso(wide, outside) +
    folds(wide, shade(outside, -0.4)) +
    path('M-12 66.8C-8 100 -7 140 -8 178L8 178C7 140 8 100 12 66.8Z', inside) +
    path(opening[chance.pick(['round', 'scoop'] as const)], skin) +
    neck(skin) +
    mirrored(line('M12 66.8C8 100 7 140 8 178', shade(outside, -0.2), 1.6))
  )
}
const uniform: Outfit = (chance, skin, wide) => {
  const fabric = chance.pick(['#1d3557', '#5a2a45', '#2f5148', '#7a2e39', '#33415c'])
  const scarf = chance.pick(['#e2c47a', '#d96f4a', '#5fa8a0', '#c9d9e6'])
  const knot =
    path('M-9 64C-4 72 4 72 9 64L10 70C5 76.6 -5 76.6 -10 70Z', scarf) + path('M0 73L-5 88L0 84L5 88Z', shade(scarf, -0.15))
  return (
    torso(wide, fabric) +
    folds(wide, shade(fabric, -0.5)) +
    neck(skin) +
    lapels(fabric) +
    knot +
    '<rect x="15" y="92" width="12" height="3.6" rx="0.8" fill="#e8e2d2"/>'
  )
}

const women: readonly (readonly [Outfit, number])[] = [
  [plain, 6],
  [suit, 5],
  [shirt, 3],
  [coat, 1],
  [rollneck, 2],
  [mandarin, 2],
  [cardigan, 4],
  [uniform, 2],
  [hoodie, 1],
]
const men: readonly (readonly [Outfit, number])[] = [
  [plain, 3],
  [suit, 7],
  [shirt, 5],
  [coat, 1.5],
  [rollneck, 2],
  [mandarin, 1],
  [hoodie, 2],
  [cardigan, 1.5],
]

/** Neck, torso and what is worn on it. */
export function drawClothes(chance: Chance, skin: string, sex: 'FEMALE' | 'MALE'): string {
  const female = sex === 'FEMALE'
  const worn = chance.weighted(female ? women : men)(
    chance,
    skin,
    female ? chance.between(27.5, 30.5) : chance.between(32, 36),
  )
  const necklace =
    female && chance.happens(0.18)
      ? line('M-7.4 66C-5 75.6 5 75.6 7.4 66', '#d9b35c', 0.5) + circle(0, 73.6, 1, '#e7c877')
      : ''
  return worn + necklace
}
