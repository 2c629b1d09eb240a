import { circle, ellipse, line, mirrored, path, shade } from './portrait-paint.ts'
import type { Style } from './portrait-hairline.ts'
import { capBack, fringe, fringes, lock, sheen } from './portrait-hairline.ts'

/** How women wear their hair, and how often. */
export const women: readonly (readonly [Style, number])[] = [
  [
    // Bob.
    (chance, hair) => ({
      back: path(
        'M-16.8 40C-20 11.8 20 11.8 16.8 40C18.6 50 19.4 58 18 65.4C12 69.6 -12 69.6 -18 65.4C-19.4 58 -18.6 50 -16.8 40Z',
        shade(hair, -0.18),
      ),
      front:
        fringe(chance, hair, ['bangs', 'side', 'middle', 'swept']) +
        lock(hair, 'M16.4 40C17.6 50 18.6 58 17.8 65.8C15.4 67 13.6 66.4 13.2 64C14.4 56 14.6 48 14 40Z'),
      covered: true,
    }),
    5,
  ],
  [
    // Long and straight.
    (chance, hair) => ({
      back: path(
        'M-16.8 40C-20 11.6 20 11.6 16.8 40C19.6 58 22.6 76 21.4 93C9 98 -9 98 -21.4 93C-22.6 76 -19.6 58 -16.8 40Z',
        shade(hair, -0.2),
      ),
      front:
        fringe(chance, hair, ['side', 'middle', 'bangs', 'swept']) +
        lock(hair, 'M16.4 39C18.4 56 22.6 74 21 94C18 97 14.6 96 13.6 93C16 78 14.4 58 13.9 40Z'),
      covered: true,
    }),
    6,
  ],
  [
    // Long and wavy.
    (chance, hair) => ({
      back: path(
        'M-17 40C-20.4 11.2 20.4 11.2 17 40C24 48 17.6 56 23 64C27.4 72 20 80 24 90C10 98 -10 98 -24 90C-20 80 -27.4 72 -23 64C-17.6 56 -24 48 -17 40Z',
        shade(hair, -0.2),
      ),
      front:
        fringe(chance, hair, ['side', 'middle', 'swept']) +
        lock(
          hair,
          'M16.4 38C22.6 47 17 55 22 64C26 73 18.4 80 21.4 91C18.6 95 14.6 93 14 89C13.6 80 19 73 15.6 65C12 57 15.4 48 13.9 40Z',
        ),
      covered: true,
    }),
    6,
  ],
  [
    // Bun on top.
    (chance, hair) => ({
      back: circle(0, 14.6, 7.6, shade(hair, -0.1)) + capBack(hair),
      front:
        fringe(chance, hair, ['high', 'middle', 'side']) +
        line('M-4.6 16.4C-2 18.6 3 18.2 5 15.8', shade(hair, -0.4), 0.6, 'opacity="0.6"'),
      covered: false,
    }),
    4,
  ],
  [
    // Low bun.
    (chance, hair) => ({
      back: ellipse(chance.happens(0.5) ? 10 : -10, 58, 7, 6.2, shade(hair, -0.25)) + capBack(hair),
      front: fringe(chance, hair, ['side', 'middle', 'swept']),
      covered: false,
    }),
    3,
  ],
  [
    // Ponytail, to one side.
    (chance, hair) => {
      const tail = path(
        'M9 22C22 20 27 34 23.6 50C21 62 25 72 20 86C17 78 14.6 72 16 60C18 46 17 34 9 30Z',
        shade(hair, -0.12),
      )
      return {
        back: (chance.happens(0.5) ? tail : `<g transform="scale(-1 1)">${tail}</g>`) + capBack(hair),
        front: fringe(chance, hair, ['high', 'bangs', 'swept', 'side']),
        covered: false,
      }
    },
    4,
  ],
  [
    // Braid over a shoulder.
    (chance, hair) => {
      const braid = [58, 64.5, 71, 77.5, 84, 90]
        .map((y, at) => ellipse(14.6 + at * 0.5, y, 4.3 - at * 0.32, 4.3, at % 2 === 0 ? hair : shade(hair, 0.12)))
        .join('')
      return {
        back: capBack(hair),
        front:
          fringe(chance, hair, ['side', 'swept', 'middle']) +
          braid +
          circle(17.2, 94, 1.6, chance.pick(['#c8553d', '#3c6e71', '#e9c46a'])),
        covered: false,
      }
    },
    2,
  ],
  [
    // Pixie.
    (_, hair) => ({
      back: capBack(hair),
      front:
        path(
          'M-15.9 44C-20 11.6 19.6 10.6 15.9 44L14.4 41C14 36 12.4 33.8 10 32.4C2 36 -8 34.4 -11.4 28C-13.6 32 -14.2 36 -14.4 41Z',
          'url(#hair)',
        ) + sheen(hair),
      covered: false,
    }),
    3,
  ],
  [
    // Curls all around.
    (chance, hair) => {
      const curls = Array.from({ length: 15 }, (_, at) => {
        const turn = Math.PI * (0.94 + (at / 14) * 1.12)
        return circle(
          Math.cos(turn) * 19.6,
          38 + Math.sin(turn) * 19.6 + Math.abs(Math.cos(turn)) * 6,
          chance.between(6.6, 8.4),
          at % 2 === 0 ? hair : shade(hair, 0.07),
        )
      })
      return {
        back: curls.join('') + mirrored(circle(17.4, 54, 7.4, hair) + circle(16.6, 62, 6.2, shade(hair, 0.07))),
        front:
          path(fringes.high, hair) +
          [-9, -3, 4, 10].map((x) => circle(x, 26.4 + Math.abs(x) * 0.24, 4.4, shade(hair, x > 0 ? 0.05 : 0))).join(''),
        covered: true,
      }
    },
    3,
  ],
  [
    // Headscarf.
    (chance) => {
      const cloth = chance.pick(['#3f4f6b', '#7a4b57', '#4f6b5c', '#b08a6a', '#2f3640', '#8c6f9a', '#d8cdbd'])
      return {
        back: path(
          'M-18.6 42C-22.6 9.6 22.6 9.6 18.6 42C19.4 56 27 64 32 88L-32 88C-27 64 -19.4 56 -18.6 42Z',
          shade(cloth, -0.14),
        ),
        front: `<path d="M-18.6 42C-22.4 9.8 22.4 9.8 18.6 42C18.8 58 10 69 0 70C-10 69 -18.8 58 -18.6 42ZM-13.6 40C-13.6 53 -7.4 61.2 0 61.2C7.4 61.2 13.6 53 13.6 40C13.4 25 -13.4 25 -13.6 40Z" fill="${cloth}" fill-rule="evenodd"/>${path('M-16 56C-8 68 8 70 26 76C28 82 30 86 31 90C10 90 -12 80 -16 56Z', shade(cloth, 0.1))}${line('M-15.4 34C-13 21 -4 16.6 4 16.4', shade(cloth, 0.3), 1, 'opacity="0.5"')}`,
        covered: true,
      }
    },
    2,
  ],
]
