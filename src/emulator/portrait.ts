import type { Frame } from './cast.ts'

/** What a portrait shows: the face belongs to the key, clothes and background also to the version. */
export interface Sitter {
  key: string
  sex: 'FEMALE' | 'MALE'
  frame: Frame
  greenScreen: boolean
  version: number
}

/** A head-and-shoulders drawing as SVG, deterministic. */
export function drawPortrait(sitter: Sitter): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 0 100 178"><rect x="-50" width="100" height="178" fill="${sitter.greenScreen ? '#4c9' : '#ccd'}"/></svg>`
}
