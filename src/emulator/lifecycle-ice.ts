import { createChance } from './chance.ts'
import type { Story } from './story.ts'
import { createPen } from './story.ts'

/**
 * The whole life of an ICE job: a draft, then submissions that queue, train and end in success or failure.
 * This cloud keeps no history; the logs here only let the answers say the right message and training times.
 */
export function tellIceStory(birth: { seed: number; index: number; bornAt: number; quick: boolean }): Story {
  const chance = createChance(birth.seed, 'ice-story', birth.index)
  const pen = createPen(chance, birth.bornAt, birth.quick ? 0.012 : 1)
  pen.become('Init', { type: 'created', by: 'USER' })
  if (chance.happens(0.08)) return pen.story()
  pen.pass(0.1, 20, 'people')
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    pen.become('Queuing', { type: 'submitted', by: 'USER', sentence: pen.sentence('ice-queue') })
    pen.pass(0.5, 14)
    pen.become('Training', { type: 'training', by: 'SYSTEM', sentence: pen.sentence('ice-training') })
    pen.pass(12, 70)
    if (!chance.happens(birth.index % 9 === 4 ? 0.8 : 0.11)) {
      pen.become('Success', { type: 'succeeded', by: 'SYSTEM' })
      return pen.story()
    }
    const explained = chance.happens(0.85)
    pen.become('Fail', { type: 'failed', by: 'SYSTEM', ...(explained ? { sentence: pen.sentence('ice-fail') } : {}) })
    if (!chance.happens(0.6)) return pen.story()
    pen.pass(5, 90, 'people')
  }
  return pen.story()
}
