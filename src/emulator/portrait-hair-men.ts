import type { Chance } from './chance.ts'
import { circle, ellipse, line, mirrored, path, shade } from './portrait-paint.ts'
import type { Style } from './portrait-hairline.ts'
import { fringe, fringes, sheen } from './portrait-hairline.ts'

/** Two rows of curls over the forehead. */
const curlyTop = (chance: Chance, hair: string) =>
  Array.from({ length: 20 }, (_, at) => {
    const turn = Math.PI * (1.08 + ((at % 10) / 9) * 0.84)
    const reach = at < 10 ? 15.4 : 11.2
    return circle(
      Math.cos(turn) * reach,
      37.4 + Math.sin(turn) * reach,
      chance.between(3, 4.1),
      at % 3 === 0 ? shade(hair, 0.1) : hair,
    )
  }).join('')

/** How men wear their hair, and how often. */
export const men: readonly (readonly [Style, number])[] = [
  [
    // Side part.
    (chance, hair) => {
      const drawn =
        path(
          'M-15.6 41.6C-19 15.4 17.6 9.6 15.8 41.6L14.4 38.4C14.2 33 12.4 30.4 9.6 28.6C2 31.4 -6.4 31 -10.6 27C-13.4 30.4 -14 34 -14.3 38.4Z',
          'url(#hair)',
        ) + sheen(hair)
      return { back: '', front: chance.happens(0.5) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`, covered: false }
    },
    7,
  ],
  [
    // Crew cut.
    (_, hair) => ({
      back: '',
      front: path(
        'M-15.2 40.4C-17.4 16.8 17.4 16.8 15.2 40.4L14.2 37C13.4 30.6 10 27.8 0 27.8C-10 27.8 -13.4 30.6 -14.2 37Z',
        hair,
        'opacity="0.95"',
      ),
      covered: false,
    }),
    5,
  ],
  [
    // Quiff.
    (chance, hair) => {
      const drawn =
        path(
          'M-15.4 40C-17.6 24 -14 17.6 -9 16.4C-4 8.4 12 9.4 15.4 18.6C17.4 25 16.4 33 15.4 40L14.2 36.8C14 31 11.6 28.4 8 27.4C0 29.4 -8 29 -11.4 28.4C-13.2 31 -13.9 33 -14.2 36.8Z',
          'url(#hair)',
        ) + line('M-6 18C0 12.6 8 13 12 18.4', shade(hair, 0.3), 1.3, 'opacity="0.4"')
      return { back: '', front: chance.happens(0.6) ? drawn : `<g transform="scale(-1 1)">${drawn}</g>`, covered: false }
    },
    5,
  ],
  [
    // Fringe to the brows.
    (_, hair) => ({
      back: '',
      front:
        path(
          'M-15.8 43C-19.4 12.4 19.4 12.4 15.8 43L14.3 40L13.6 35C9 36.4 5 33.6 2 35.4C-3 33.4 -8 36.4 -13.4 34.4L-14.3 40Z',
          'url(#hair)',
        ) + sheen(hair),
      covered: false,
    }),
    5,
  ],
  [
    // Curls on top.
    (chance, hair) => ({
      back: '',
      front:
        path('M-15.2 40.4C-17.4 17.4 17.4 17.4 15.2 40.4L14.2 37C13.4 30 10 28.4 0 28.4C-10 28.4 -13.4 30 -14.2 37Z', hair) +
        curlyTop(chance, hair),
      covered: false,
    }),
    4,
  ],
  [
    // Bald or shaved.
    (chance, hair) => ({
      back: '',
      front: chance.happens(0.5)
        ? path(
            'M-14.9 40C-16.6 18.4 16.6 18.4 14.9 40L14.2 36C13 29.6 10 27.4 0 27.4C-10 27.4 -13 29.6 -14.2 36Z',
            hair,
            'opacity="0.22"',
          )
        : ellipse(-4, 26.6, 4, 2, '#ffffff', 'opacity="0.22"'),
      covered: false,
    }),
    2,
  ],
  [
    // Receding, grey at the sides.
    (_, hair) => ({
      back: '',
      front:
        mirrored(path('M15.8 43C16.6 34 15.4 27 9.6 23.2C11.8 29 13.6 33 14.2 41Z', hair)) +
        path('M-10.4 26.6C-6 20.6 6 20.6 10.4 26.6C5 24 -5 24 -10.4 26.6Z', hair, 'opacity="0.5"'),
      covered: false,
    }),
    2,
  ],
  [
    // To the shoulders.
    (chance, hair) => ({
      back: path(
        'M-16.4 40C-19.6 12.4 19.6 12.4 16.4 40C18.6 52 19 62 16.6 70C8 74 -8 74 -16.6 70C-19 62 -18.6 52 -16.4 40Z',
        shade(hair, -0.2),
      ),
      front: fringe(chance, hair, ['middle', 'side']),
      covered: true,
    }),
    1,
  ],
  [
    // Knot on top, sides short.
    (_, hair) => ({
      back: circle(0, 18, 5.6, shade(hair, -0.1)),
      front:
        path(
          'M-15.2 40C-17.4 16.6 17.4 16.6 15.2 40L14.2 37C13.6 30.4 10 28.4 0 28C-10 28.4 -13.6 30.4 -14.2 37Z',
          'url(#hair)',
        ) + sheen(hair),
      covered: false,
    }),
    1,
  ],
  [
    // Round and full.
    (chance, hair) => ({
      back: Array.from({ length: 13 }, (_, at) => {
        const turn = Math.PI * (1 + at / 12)
        return circle(
          Math.cos(turn) * 15.6,
          35 + Math.sin(turn) * 15.4,
          chance.between(5.4, 6.6),
          at % 2 === 0 ? hair : shade(hair, 0.07),
        )
      }).join(''),
      front: path(fringes.high, hair),
      covered: false,
    }),
    2,
  ],
]
