import { describe, expect, it } from 'vitest'
import { firstColumns, leastWidth, readColumns } from '#web/jobs/table/column-choice.ts'

describe('the columns as they were kept', () => {
  it('come back as a reader left them', () => {
    const kept = { order: ['tags', 'state', 'reason', 'location', 'updated', 'created', 'batch'], hidden: ['batch'], widths: { name: 300 } }
    expect(readColumns(JSON.stringify(kept))).toEqual(kept)
  })

  it('are as at first where nothing or nonsense was kept', () => {
    for (const text of [null, '', 'null', '[]', '{"order":"state"}', '{"order":[],"hidden":[]}']) expect(readColumns(text)).toBe(firstColumns)
  })

  it('forget a column that is gone, and put one that is new last, hidden if it is so at first', () => {
    const { order, hidden } = readColumns('{"order":["tags","cost","created"],"hidden":["cost","name"],"widths":{}}')
    expect(order).toEqual(['tags', 'created', 'state', 'reason', 'updated', 'batch', 'location'])
    expect(hidden).toEqual(['updated', 'location'])
  })

  it('are never too narrow to be found, and never wider than a screen', () => {
    expect(readColumns('{"order":[],"hidden":[],"widths":{"state":1,"tags":99999,"batch":"wide"}}').widths).toEqual({ state: 72, tags: 560 })
  })

  it('leave the reason its least width', () => {
    expect(leastWidth(['cover', 'name', 'reason'], { ...firstColumns, widths: { name: 100 } })).toBe(68 + 100 + 160)
  })
})
