import type { Chance } from './chance.ts'
import { line, mirrored, path, shade } from './portrait-paint.ts'

/** Hair in two layers: behind head and shoulders, and over forehead and shoulders. */
export interface Hair {
  back: string
  front: string
  /** Ears are hidden: no earrings, no headset. */
  covered: boolean
}

const outer = 'M-16.4 43C-19.6 12.6 19.6 12.6 16.4 43'
/** Hair at the back of the head, down to the nape. */
export const capBack = (hair: string) =>
  path(`${outer}C16 51 14 55 11 58L-11 58C-14 55 -16 51 -16.4 43Z`, shade(hair, -0.18))

/** Hairlines: from the right temple over the forehead to the left one. */
export const fringes = {
  side: `${outer}L14.2 43C14.8 35.5 10.5 30.4 -4.4 25.4C-10.2 28.6 -14 33.6 -14.2 43Z`,
  middle: `${outer}L14.2 43C14.2 35.6 8.8 32.4 0 25.6C-8.8 32.4 -14.2 35.6 -14.2 43Z`,
  bangs: `${outer}L14.4 43L14 36.4C7 33.6 -7 33.6 -14 36.4L-14.4 43Z`,
  swept: `${outer}L14.4 43C14 37 13 34 10.6 32.4C4 34.8 -6 33.4 -10.6 27.4C-13.4 31.4 -14.2 36 -14.4 43Z`,
  high: `${outer}L14.4 43C14.8 34.6 10.2 28.8 0 28.2C-10.2 28.8 -14.8 34.6 -14.4 43Z`,
} as const

/** A highlight on top. */
export const sheen = (hair: string) => line('M-10 26.4C-6 22.6 3 21.8 8.4 24', shade(hair, 0.3), 1.3, 'opacity="0.32"')
/** Hair over the forehead in one of the given hairlines, parted on either side. */
export const fringe = (chance: Chance, hair: string, kinds: readonly (keyof typeof fringes)[]) => {
  const drawn = path(fringes[chance.pick(kinds)], 'url(#hair)') + sheen(hair)
  return chance.happens(0.5) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`
}
/** A lock in front of each shoulder. */
export const lock = (hair: string, d: string) => mirrored(path(d, hair))

/** A way to wear hair. */
export type Style = (chance: Chance, hair: string) => Hair
