import { LRUCache } from 'lru-cache'
import type { Unreadable } from '../clouds/lenient.ts'

const quietMs = 60_000

/** What could not be read, and in how many answers since it was told last. `rows` are those of all of them. */
export interface UnreadableSeen extends Unreadable {
  times: number
}

/**
 * Tells what could not be read once a minute for each shape, that is, for the same fields; what comes in between is counted and
 * told with the next one. A cloud that changes a field changes it in every answer, and answers come every few seconds.
 */
export function createUnreadableCounter({ now, tell }: { now: () => number; tell: (seen: UnreadableSeen) => void }): (parts: Unreadable) => void {
  const shapes = new LRUCache<string, { quietUntil: number; times: number; rows: number }>({ max: 100 })
  return ({ rows, fields }) => {
    const shape = [rows > 0 ? 'rows' : '', ...fields.toSorted()].join(' ')
    const known = shapes.get(shape)
    const times = (known?.times ?? 0) + 1
    const allRows = (known?.rows ?? 0) + rows
    if (known !== undefined && now() < known.quietUntil) {
      known.times = times
      known.rows = allRows
      return
    }
    shapes.set(shape, { quietUntil: now() + quietMs, times: 0, rows: 0 })
    tell({ rows: allRows, fields, times })
  }
}
