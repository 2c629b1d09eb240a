import type { Chance } from './chance.ts'
import { circle, ellipse, line, mirrored, path, shade } from './portrait-paint.ts'

/** Hair in two layers: behind head and shoulders, and over forehead and shoulders. */
export interface Hair {
  back: string
  front: string
  /** Ears are hidden: no earrings, no headset. */
  covered: boolean
}

const outer = 'M-16.4 43C-19.6 12.6 19.6 12.6 16.4 43'
const capBack = (hair: string) => path(`${outer}C16 51 14 55 11 58L-11 58C-14 55 -16 51 -16.4 43Z`, shade(hair, -0.18))

/** Hairlines: from the right temple over the forehead to the left one. */
const fringes = {
  side: `${outer}L14.2 43C14.8 35.5 10.5 30.4 -4.4 25.4C-10.2 28.6 -14 33.6 -14.2 43Z`,
  middle: `${outer}L14.2 43C14.2 35.6 8.8 32.4 0 25.6C-8.8 32.4 -14.2 35.6 -14.2 43Z`,
  bangs: `${outer}L14.4 43L14 36.4C7 33.6 -7 33.6 -14 36.4L-14.4 43Z`,
  swept: `${outer}L14.4 43C14 37 13 34 10.6 32.4C4 34.8 -6 33.4 -10.6 27.4C-13.4 31.4 -14.2 36 -14.4 43Z`,
  high: `${outer}L14.4 43C14.8 34.6 10.2 28.8 0 28.2C-10.2 28.8 -14.8 34.6 -14.4 43Z`,
} as const

const sheen = (hair: string) => line('M-10 26.4C-6 22.6 3 21.8 8.4 24', shade(hair, 0.3), 1.3, 'opacity="0.32"')
const fringe = (chance: Chance, hair: string, kinds: readonly (keyof typeof fringes)[]) => {
  const drawn = path(fringes[chance.pick(kinds)], 'url(#hair)') + sheen(hair)
  return chance.happens(0.5) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`
}
const lock = (hair: string, d: string) => mirrored(path(d, hair))

/** Two rows of curls over the forehead. */
const curlyTop = (chance: Chance, hair: string) =>
  Array.from({ length: 20 }, (_, at) => {
    const turn = Math.PI * (1.08 + ((at % 10) / 9) * 0.84)
    const reach = at < 10 ? 15.4 : 11.2
    return circle(Math.cos(turn) * reach, 37.4 + Math.sin(turn) * reach, chance.between(3, 4.1), at % 3 === 0 ? shade(hair, 0.1) : hair)
  }).join('')

type Style = (chance: Chance, hair: string) => Hair

const women: readonly (readonly [Style, number])[] = [
  [
    // Bob.
    (chance, hair) => ({
      back: path('M-16.8 40C-20 11.8 20 11.8 16.8 40C18.6 50 19.4 58 18 65.4C12 69.6 -12 69.6 -18 65.4C-19.4 58 -18.6 50 -16.8 40Z', shade(hair, -0.18)),
      front: fringe(chance, hair, ['bangs', 'side', 'middle', 'swept']) + lock(hair, 'M16.4 40C17.6 50 18.6 58 17.8 65.8C15.4 67 13.6 66.4 13.2 64C14.4 56 14.6 48 14 40Z'),
      covered: true,
    }),
    5,
  ],
  [
    // Long and straight.
    (chance, hair) => ({
      back: path('M-16.8 40C-20 11.6 20 11.6 16.8 40C19.6 58 22.6 76 21.4 93C9 98 -9 98 -21.4 93C-22.6 76 -19.6 58 -16.8 40Z', shade(hair, -0.2)),
      front: fringe(chance, hair, ['side', 'middle', 'bangs', 'swept']) + lock(hair, 'M16.4 39C18.4 56 22.6 74 21 94C18 97 14.6 96 13.6 93C16 78 14.4 58 13.9 40Z'),
      covered: true,
    }),
    6,
  ],
  [
    // Long and wavy.
    (chance, hair) => ({
      back: path('M-17 40C-20.4 11.2 20.4 11.2 17 40C24 48 17.6 56 23 64C27.4 72 20 80 24 90C10 98 -10 98 -24 90C-20 80 -27.4 72 -23 64C-17.6 56 -24 48 -17 40Z', shade(hair, -0.2)),
      front: fringe(chance, hair, ['side', 'middle', 'swept']) + lock(hair, 'M16.4 38C22.6 47 17 55 22 64C26 73 18.4 80 21.4 91C18.6 95 14.6 93 14 89C13.6 80 19 73 15.6 65C12 57 15.4 48 13.9 40Z'),
      covered: true,
    }),
    6,
  ],
  [
    // Bun on top.
    (chance, hair) => ({
      back: circle(0, 14.6, 7.6, shade(hair, -0.1)) + capBack(hair),
      front: fringe(chance, hair, ['high', 'middle', 'side']) + line('M-4.6 16.4C-2 18.6 3 18.2 5 15.8', shade(hair, -0.4), 0.6, 'opacity="0.6"'),
      covered: false,
    }),
    4,
  ],
  [
    // Low bun.
    (chance, hair) => ({ back: ellipse(chance.happens(0.5) ? 10 : -10, 58, 7, 6.2, shade(hair, -0.25)) + capBack(hair), front: fringe(chance, hair, ['side', 'middle', 'swept']), covered: false }),
    3,
  ],
  [
    // Ponytail, to one side.
    (chance, hair) => {
      const tail = path('M9 22C22 20 27 34 23.6 50C21 62 25 72 20 86C17 78 14.6 72 16 60C18 46 17 34 9 30Z', shade(hair, -0.12))
      return { back: (chance.happens(0.5) ? tail : `<g transform="scale(-1 1)">${tail}</g>`) + capBack(hair), front: fringe(chance, hair, ['high', 'bangs', 'swept', 'side']), covered: false }
    },
    4,
  ],
  [
    // Braid over a shoulder.
    (chance, hair) => {
      const braid = [58, 64.5, 71, 77.5, 84, 90].map((y, at) => ellipse(14.6 + at * 0.5, y, 4.3 - at * 0.32, 4.3, at % 2 === 0 ? hair : shade(hair, 0.12))).join('')
      return { back: capBack(hair), front: fringe(chance, hair, ['side', 'swept', 'middle']) + braid + circle(17.2, 94, 1.6, chance.pick(['#c8553d', '#3c6e71', '#e9c46a'])), covered: false }
    },
    2,
  ],
  [
    // Pixie.
    (_, hair) => ({ back: capBack(hair), front: path('M-15.9 44C-20 11.6 19.6 10.6 15.9 44L14.4 41C14 36 12.4 33.8 10 32.4C2 36 -8 34.4 -11.4 28C-13.6 32 -14.2 36 -14.4 41Z', 'url(#hair)') + sheen(hair), covered: false }),
    3,
  ],
  [
    // Curls all around.
    (chance, hair) => {
      const curls = Array.from({ length: 15 }, (_, at) => {
        const turn = Math.PI * (0.94 + (at / 14) * 1.12)
        return circle(Math.cos(turn) * 19.6, 38 + Math.sin(turn) * 19.6 + Math.abs(Math.cos(turn)) * 6, chance.between(6.6, 8.4), at % 2 === 0 ? hair : shade(hair, 0.07))
      })
      return { back: curls.join('') + mirrored(circle(17.4, 54, 7.4, hair) + circle(16.6, 62, 6.2, shade(hair, 0.07))), front: path(fringes.high, hair) + [-9, -3, 4, 10].map((x) => circle(x, 26.4 + Math.abs(x) * 0.24, 4.4, shade(hair, x > 0 ? 0.05 : 0))).join(''), covered: true }
    },
    3,
  ],
  [
    // Headscarf.
    (chance) => {
      const cloth = chance.pick(['#3f4f6b', '#7a4b57', '#4f6b5c', '#b08a6a', '#2f3640', '#8c6f9a', '#d8cdbd'])
      return {
        back: path('M-18.6 42C-22.6 9.6 22.6 9.6 18.6 42C19.4 56 27 64 32 88L-32 88C-27 64 -19.4 56 -18.6 42Z', shade(cloth, -0.14)),
        front: `<path d="M-18.6 42C-22.4 9.8 22.4 9.8 18.6 42C18.8 58 10 69 0 70C-10 69 -18.8 58 -18.6 42ZM-13.6 40C-13.6 53 -7.4 61.2 0 61.2C7.4 61.2 13.6 53 13.6 40C13.4 25 -13.4 25 -13.6 40Z" fill="${cloth}" fill-rule="evenodd"/>${path('M-16 56C-8 68 8 70 26 76C28 82 30 86 31 90C10 90 -12 80 -16 56Z', shade(cloth, 0.1))}${line('M-15.4 34C-13 21 -4 16.6 4 16.4', shade(cloth, 0.3), 1, 'opacity="0.5"')}`,
        covered: true,
      }
    },
    2,
  ],
]

const men: readonly (readonly [Style, number])[] = [
  [
    // Side part.
    (chance, hair) => {
      const drawn = path('M-15.6 41.6C-19 15.4 17.6 9.6 15.8 41.6L14.4 38.4C14.2 33 12.4 30.4 9.6 28.6C2 31.4 -6.4 31 -10.6 27C-13.4 30.4 -14 34 -14.3 38.4Z', 'url(#hair)') + sheen(hair)
      return { back: '', front: chance.happens(0.5) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`, covered: false }
    },
    7,
  ],
  [
    // Crew cut.
    (_, hair) => ({ back: '', front: path('M-15.2 40.4C-17.4 16.8 17.4 16.8 15.2 40.4L14.2 37C13.4 30.6 10 27.8 0 27.8C-10 27.8 -13.4 30.6 -14.2 37Z', hair, 'opacity="0.95"'), covered: false }),
    5,
  ],
  [
    // Quiff.
    (chance, hair) => {
      const drawn = path('M-15.4 40C-17.6 24 -14 17.6 -9 16.4C-4 8.4 12 9.4 15.4 18.6C17.4 25 16.4 33 15.4 40L14.2 36.8C14 31 11.6 28.4 8 27.4C0 29.4 -8 29 -11.4 28.4C-13.2 31 -13.9 33 -14.2 36.8Z', 'url(#hair)') + line('M-6 18C0 12.6 8 13 12 18.4', shade(hair, 0.3), 1.3, 'opacity="0.4"')
      return { back: '', front: chance.happens(0.6) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`, covered: false }
    },
    5,
  ],
  [
    // Fringe to the brows.
    (_, hair) => ({ back: '', front: path('M-15.8 43C-19.4 12.4 19.4 12.4 15.8 43L14.3 40L13.6 35C9 36.4 5 33.6 2 35.4C-3 33.4 -8 36.4 -13.4 34.4L-14.3 40Z', 'url(#hair)') + sheen(hair), covered: false }),
    5,
  ],
  [
    // Curls on top.
    (chance, hair) => ({
      back: '',
      front: path('M-15.2 40.4C-17.4 17.4 17.4 17.4 15.2 40.4L14.2 37C13.4 30 10 28.4 0 28.4C-10 28.4 -13.4 30 -14.2 37Z', hair) + curlyTop(chance, hair),
      covered: false,
    }),
    4,
  ],
  [
    // Bald or shaved.
    (chance, hair) => ({ back: '', front: chance.happens(0.5) ? path('M-14.9 40C-16.6 18.4 16.6 18.4 14.9 40L14.2 36C13 29.6 10 27.4 0 27.4C-10 27.4 -13 29.6 -14.2 36Z', hair, 'opacity="0.22"') : ellipse(-4, 26.6, 4, 2, '#ffffff', 'opacity="0.22"'), covered: false }),
    2,
  ],
  [
    // Receding, grey at the sides.
    (_, hair) => ({ back: '', front: mirrored(path('M15.8 43C16.6 34 15.4 27 9.6 23.2C11.8 29 13.6 33 14.2 41Z', hair)) + path('M-10.4 26.6C-6 20.6 6 20.6 10.4 26.6C5 24 -5 24 -10.4 26.6Z', hair, 'opacity="0.5"'), covered: false }),
    2,
  ],
  [
    // To the shoulders.
    (chance, hair) => ({
      back: path('M-16.4 40C-19.6 12.4 19.6 12.4 16.4 40C18.6 52 19 62 16.6 70C8 74 -8 74 -16.6 70C-19 62 -18.6 52 -16.4 40Z', shade(hair, -0.2)),
      front: fringe(chance, hair, ['middle', 'side']),
      covered: true,
    }),
    1,
  ],
  [
    // Knot on top, sides short.
    (_, hair) => ({ back: circle(0, 18, 5.6, shade(hair, -0.1)), front: path('M-15.2 40C-17.4 16.6 17.4 16.6 15.2 40L14.2 37C13.6 30.4 10 28.4 0 28C-10 28.4 -13.6 30.4 -14.2 37Z', 'url(#hair)') + sheen(hair), covered: false }),
    1,
  ],
  [
    // Round and full.
    (chance, hair) => ({ back: Array.from({ length: 13 }, (_, at) => { const turn = Math.PI * (1 + at / 12); return circle(Math.cos(turn) * 15.6, 35 + Math.sin(turn) * 15.4, chance.between(5.4, 6.6), at % 2 === 0 ? hair : shade(hair, 0.07)) }).join(''), front: path(fringes.high, hair), covered: false }),
    2,
  ],
]

/** A hair style of a person. */
export function drawHair(chance: Chance, hair: string, sex: 'FEMALE' | 'MALE'): Hair {
  return chance.weighted(sex === 'FEMALE' ? women : men)(chance, hair)
}
