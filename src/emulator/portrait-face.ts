import type { Chance } from './chance.ts'
import type { Complexion } from './portrait-paint.ts'
import { circle, ellipse, line, mirrored, path, round, shade } from './portrait-paint.ts'

/** The head without hair: ears, face, features. Drawn around x = 0, skull at y 22, chin at 61. */
export function drawFace(chance: Chance, { skin, hair, lips, eyes }: Complexion, sex: 'FEMALE' | 'MALE'): string {
  const female = sex === 'FEMALE'
  const jaw = round(chance.between(female ? 6.4 : 7.8, female ? 8.4 : 10.2))
  const chin = round(chance.between(female ? 59.6 : 60.6, female ? 61.2 : 62.6))
  const brow = hair.startsWith('#b') || hair.startsWith('#d') || hair.startsWith('#c') ? shade(hair, -0.35) : hair
  return [
    mirrored(`${ellipse(14.6, 43.4, 2.5, 4.1, shade(skin, -0.1))}${ellipse(14.9, 43.6, 1.2, 2.3, shade(skin, -0.24))}`),
    path(
      `M-14.6 37C-14.8 18.5 14.8 18.5 14.6 37C14.6 46 13.4 ${chin - 8} ${jaw} ${chin - 3}C${round(jaw / 2)} ${chin} ${round(-jaw / 2)} ${chin} ${-jaw} ${chin - 3}C-13.4 ${chin - 8} -14.6 46 -14.6 37Z`,
      'url(#skin)',
    ),
    drawCheeks(lips, female),
    drawEyes(chance, skin, brow, eyes, female),
    drawNose(chance, skin),
    drawMouth(chance, lips, skin, female),
  ].join('')
}

const drawCheeks = (lips: string, female: boolean) =>
  mirrored(ellipse(8.6, 49.5, 3.6, 2.4, lips, `opacity="${female ? 0.17 : 0.08}"`))

function drawEyes(chance: Chance, skin: string, brow: string, eyes: string, female: boolean): string {
  const apart = round(chance.between(5.8, 6.6))
  const open = round(chance.between(1.5, 2.05))
  const raise = round(chance.between(-0.6, 0.7))
  const thick = female ? chance.between(0.8, 1.2) : chance.between(1.2, 1.8)
  const lid = shade(eyes, -0.45)
  const white = `M${apart - 3} 42.8Q${apart} ${round(42.6 - open * 1.35)} ${apart + 3} 42.5Q${apart + 0.4} ${round(42.7 + open * 0.95)} ${apart - 3} 42.8Z`
  const eye = [
    path(white, '#fbf8f6'),
    circle(apart, 42.35, 1.55, eyes),
    circle(apart, 42.35, 0.8, '#141013'),
    circle(apart + 0.55, 41.8, 0.42, '#ffffff', 'opacity="0.9"'),
    line(
      `M${apart - 3.1} 42.7Q${apart} ${round(42.4 - open * 1.4)} ${round(apart + 3.2)} ${female ? 42 : 42.4}`,
      lid,
      female ? 0.85 : 0.65,
    ),
    line(
      `M${apart - 2.4} ${round(40.6 - open * 0.5)}Q${apart} ${round(39.5 - open * 0.5)} ${apart + 2.6} ${round(40.5 - open * 0.5)}`,
      shade(skin, -0.25),
      0.35,
      'opacity="0.6"',
    ),
    female ? line(`M${apart + 2.9} 42.1l1 -0.8`, lid, 0.7) : '',
    line(
      `M${apart - 3.2} ${round(37.9 - raise)}Q${apart} ${round(36 - raise)} ${apart + 3.6} ${round(37.7 - raise)}`,
      brow,
      round(thick),
      'opacity="0.85"',
    ),
  ].join('')
  return mirrored(eye)
}

function drawNose(chance: Chance, skin: string): string {
  const wide = round(chance.between(1.5, 2.5))
  const dark = shade(skin, -0.3)
  return [
    path(`M0.4 41C0.9 45 1.4 47 ${wide} 49.4C1 50.6 -0.2 50.4 -0.6 50Z`, dark, 'opacity="0.16"'),
    line(`M${-wide} 49.5Q0 51.4 ${wide} 49.5`, dark, 0.6, 'opacity="0.65"'),
    ellipse(-0.5, 46.5, 0.6, 2.4, '#ffffff', 'opacity="0.14"'),
  ].join('')
}

function drawMouth(chance: Chance, lips: string, skin: string, female: boolean): string {
  const wide = round(chance.between(3.6, 4.9))
  const smile = round(chance.between(0.8, 2.1))
  const corner = 54.4
  const under = ellipse(0, 58, 2.6, 0.7, shade(skin, -0.3), 'opacity="0.18"')
  if (chance.happens(0.3)) {
    const low = round(corner + smile + 1.7)
    return [
      path(
        `M${-wide} ${corner}Q0 ${corner + 0.9} ${wide} ${corner}Q0 ${round(low * 2 - corner - 0.2)} ${-wide} ${corner}Z`,
        shade(lips, -0.35),
      ),
      path(
        `M${round(-wide * 0.86)} ${corner + 0.25}Q0 ${corner + 1} ${round(wide * 0.86)} ${corner + 0.25}Q0 ${round(corner + smile + 1.9)} ${round(-wide * 0.86)} ${corner + 0.25}Z`,
        '#fbfaf8',
      ),
      line(`M${-wide} ${corner}Q0 ${round(low * 2 - corner)} ${wide} ${corner}`, lips, female ? 0.9 : 0.5),
    ].join('')
  }
  if (!female)
    return `${line(`M${-wide} ${corner}Q0 ${round(corner + smile * 1.5)} ${wide} ${corner}`, shade(lips, -0.18), 0.95)}${under}`
  return [
    path(
      `M${-wide} ${corner}Q-1.6 ${corner - 1.5} 0 ${corner - 0.7}Q1.6 ${corner - 1.5} ${wide} ${corner}Q0 ${round(corner + smile + 2.4)} ${-wide} ${corner}Z`,
      lips,
    ),
    line(`M${-wide} ${corner}Q0 ${round(corner + smile)} ${wide} ${corner}`, shade(lips, -0.4), 0.5),
    ellipse(0, corner + 1.6, 1.6, 0.4, '#ffffff', 'opacity="0.25"'),
    under,
  ].join('')
}

/** Beard, glasses, earrings or a headset, over the face. */
export function drawExtras(chance: Chance, { hair, skin }: Complexion, sex: 'FEMALE' | 'MALE', covered: boolean): string {
  const parts: string[] = []
  if (sex === 'MALE' && chance.happens(0.34)) parts.push(drawBeard(chance, hair))
  if (chance.happens(0.24)) parts.push(drawGlasses(chance))
  if (sex === 'FEMALE' && !covered && chance.happens(0.4)) {
    const metal = chance.pick(['#d9b35c', '#e6e8ee', '#f3f1ec'])
    parts.push(
      mirrored(chance.happens(0.5) ? circle(15, 48.6, 0.95, metal) : line('M15 47.8a1.7 1.9 0 1 0 0.1 0', metal, 0.55)),
    )
  }
  if (!covered && chance.happens(0.06)) parts.push(drawHeadset(skin))
  return parts.join('')
}

function drawBeard(chance: Chance, hair: string): string {
  const jaw =
    'M-14.3 42C-14.2 54 -9.6 63.8 0 63.8C9.6 63.8 14.2 54 14.3 42C13.2 47.6 11.6 51 8 51.6C4.6 51.2 2.6 51.6 0 52C-2.6 51.6 -4.6 51.2 -8 51.6C-11.6 51 -13.2 47.6 -14.3 42Z'
  const mouth = 'M-4.6 54C-2 53 2 53 4.6 54C3.4 57.6 -3.4 57.6 -4.6 54Z'
  const kind = chance.pick(['full', 'stubble', 'stubble', 'goatee', 'moustache', 'short'] as const)
  if (kind === 'full' || kind === 'short')
    return `<path d="${jaw}${mouth}" fill="${hair}" fill-rule="evenodd" opacity="${kind === 'full' ? 0.94 : 0.62}"/>`
  if (kind === 'stubble') return `<path d="${jaw}${mouth}" fill="${hair}" fill-rule="evenodd" opacity="0.2"/>`
  const upper = 'M-5.4 54.2C-5 51.6 -1.6 50.9 0 51.7C1.6 50.9 5 51.6 5.4 54.2C3 53 -3 53 -5.4 54.2Z'
  if (kind === 'moustache') return path(upper, hair, 'opacity="0.9"')
  return (
    path(upper, hair, 'opacity="0.85"') +
    path('M-4.8 55.6C-4.6 62.6 -2 64 0 64C2 64 4.6 62.6 4.8 55.6C3 58.2 -3 58.2 -4.8 55.6Z', hair, 'opacity="0.85"')
  )
}

function drawGlasses(chance: Chance): string {
  const rim = chance.pick(['#22252c', '#3b2a22', '#6b5534', '#8b929d', '#4a2430'])
  const thick = chance.between(0.6, 1.15)
  const lens = chance.pick([
    '<rect x="2" y="38.4" width="9.4" height="7.6" rx="2.2"/>',
    '<circle cx="6.4" cy="42.4" r="4.7"/>',
    '<path d="M1.9 39.6Q6.4 37.6 11.6 39.2Q12 46.4 7.4 46.8Q2.4 46.8 1.9 39.6Z"/>',
  ])
  const frame = `<g fill="#ffffff" fill-opacity="0.13" stroke="${rim}" stroke-width="${round(thick)}">${lens}</g>${line('M11.6 41L14.8 41.8', rim, round(thick))}`
  return mirrored(frame) + line('M-2 41.4Q0 40.2 2 41.4', rim, round(thick))
}

const drawHeadset = (skin: string) =>
  [
    line('M-16.4 40C-17 14.5 17 14.5 16.4 40', '#2b2f38', 1.5),
    '<rect x="13.6" y="38.4" width="4.6" height="9.4" rx="2.2" fill="#2b2f38"/><rect x="-18.2" y="38.4" width="4.6" height="9.4" rx="2.2" fill="#2b2f38"/>',
    line('M16.2 47C16 54 11 57.4 6.4 57', '#2b2f38', 0.9),
    circle(6, 57, 1.3, shade(skin, -0.75)),
  ].join('')
