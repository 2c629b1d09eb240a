import type { Chance } from './chance.ts'

/** Mixes a colour (`#rrggbb`) with white (`amount` above zero) or black (below). */
export function shade(colour: string, amount: number): string {
  const target = amount > 0 ? 255 : 0
  const part = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16)
    return Math.round(value + (target - value) * Math.abs(amount))
      .toString(16)
      .padStart(2, '0')
  }
  return `#${part(1)}${part(3)}${part(5)}`
}

/** A filled path, with further attributes as written. */
export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}"${more === '' ? '' : ` ${more}`}/>`

/** A drawn line. */
export const line = (d: string, stroke: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more === '' ? '' : ` ${more}`}/>`

/** A filled circle. */
export const circle = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}"${more === '' ? '' : ` ${more}`}/>`

/** A filled ellipse. */
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${more === '' ? '' : ` ${more}`}/>`

/** Two decimals are finer than any pixel. */
export const round = (value: number) => Math.round(value * 100) / 100

/** The same drawing on both sides of the middle line. */
export const mirrored = (drawing: string) => `${drawing}<g transform="scale(-1 1)">${drawing}</g>`

/** The colours of a person. */
export interface Complexion {
  skin: string
  hair: string
  lips: string
  eyes: string
}

const complexions: readonly (readonly [skin: string, hairs: readonly string[], lips: string, weight: number])[] = [
  ['#f6dcc9', ['#1d1a1c', '#2a2022', '#3a2a24', '#6b4327', '#b98d54', '#8c3f24', '#d8b982'], '#c4625c', 5],
  ['#f2cfb4', ['#17161a', '#211c1e', '#2d2220', '#4a3022', '#7b4d2a', '#c79f63'], '#bd5f56', 9],
  ['#eac1a0', ['#17161a', '#1e1a1c', '#2b201d', '#4b2f20'], '#b4584e', 8],
  ['#dca983', ['#17161a', '#221b1b', '#38251c'], '#a85248', 5],
  ['#c08a62', ['#15130f', '#1f1815', '#33211a'], '#9a4a41', 4],
  ['#9a6744', ['#141113', '#1d1614', '#2b1b16'], '#86423a', 3],
  ['#714830', ['#121012', '#1a1514'], '#7c3f3a', 3],
  ['#573725', ['#0f0e10', '#171313'], '#71393a', 2],
]

/** A complexion; Chinese names mostly get dark hair and the lighter half of the skins. */
export function toComplexion(chance: Chance, chinese: boolean): Complexion {
  const found = chance.weighted(complexions.slice(0, chinese ? 4 : complexions.length).map((one) => [one, one[3]] as const))
  const [skin, hairs, lips] = found
  const grey = chance.happens(0.07)
  const hair = grey
    ? chance.pick(['#8d8f94', '#b9bcc1', '#6d6f75'])
    : chinese && chance.happens(0.85)
      ? chance.pick(hairs.slice(0, 3))
      : chance.pick(hairs)
  return {
    skin,
    hair,
    lips,
    eyes: chance.pick(
      skin < '#ea' || chinese ? ['#2b201c', '#33241c', '#1f1a1c'] : ['#2b201c', '#33241c', '#3f5a63', '#4d5a3c', '#4a6a86'],
    ),
  }
}
