import type { Chance } from './chance.ts'
import { men } from './portrait-hair-men.ts'
import { women } from './portrait-hair-women.ts'
import type { Hair } from './portrait-hairline.ts'

/** A hair style of a person. */
export function drawHair(chance: Chance, hair: string, sex: 'FEMALE' | 'MALE'): Hair {
  return chance.weighted(sex === 'FEMALE' ? women : men)(chance, hair)
}
