import type { Frame } from './cast.ts'
import { createChance } from './chance.ts'
import { drawClothes } from './portrait-clothes.ts'
import { drawExtras, drawFace } from './portrait-face.ts'
import { drawHair } from './portrait-hair.ts'
import { round, shade, toComplexion } from './portrait-paint.ts'
import { drawScene } from './portrait-scene.ts'

/** What a portrait shows: the face belongs to the key, clothes and room also to the version. */
export interface Sitter {
  key: string
  sex: 'FEMALE' | 'MALE'
  chinese: boolean
  frame: Frame
  greenScreen: boolean
  version: number
}

/** The upper square of each frame shows the bust. */
const views: Record<Frame, string> = {
  portrait: '-50 0 100 177.78',
  landscape: '-88.89 0 177.78 100',
  square: '-50 0 100 100',
}

/** A person drawn from head to hips as SVG: deterministic, different for each key, no filters, so that it is quick to rasterise. */
export function drawPortrait({ key, sex, chinese, frame, greenScreen, version }: Sitter): string {
  const chance = createChance('portrait', key)
  const worn = createChance('worn', key, version)
  const complexion = toComplexion(chance, chinese)
  const { skin, hair } = complexion
  const scene = drawScene(worn, greenScreen)
  const style = drawHair(chance, hair, sex)
  const face = drawFace(chance, complexion, sex)
  const extras = drawExtras(chance, complexion, sex, style.covered)
  const clothes = drawClothes(worn, skin, sex)
  const scale = round(chance.between(1.07, 1.15))
  const tilt = round(worn.between(-2.2, 2.2))
  const light = worn.happens(0.5)
  const defs = [
    scene.defs,
    `<linearGradient id="skin" x1="${light ? 0 : 1}" x2="${light ? 1 : 0}"><stop stop-color="${shade(skin, 0.12)}"/><stop offset="0.55" stop-color="${skin}"/><stop offset="1" stop-color="${shade(skin, -0.16)}"/></linearGradient>`,
    `<linearGradient id="neck" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${shade(skin, -0.22)}"/><stop offset="1" stop-color="${shade(skin, -0.06)}"/></linearGradient>`,
    `<linearGradient id="hair" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${shade(hair, 0.14)}"/><stop offset="1" stop-color="${shade(hair, -0.1)}"/></linearGradient>`,
  ].join('')
  const lean = `transform="rotate(${tilt} 0 64)"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${views[frame]}"><defs>${defs}</defs>${scene.drawing}`,
    `<g transform="translate(${round(worn.between(-2.5, 2.5))} ${round(96 - 92 * scale + worn.between(-1, 1.5))}) scale(${scale})">`,
    `<g ${lean}>${style.back}</g>${clothes}<g ${lean}>${face}${style.front}${extras}</g>`,
    '</g></svg>',
  ].join('')
}
