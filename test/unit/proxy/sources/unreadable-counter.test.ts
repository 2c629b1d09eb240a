import { expect, it } from 'vitest'
import { createUnreadableCounter } from '#proxy/sources/unreadable-counter.ts'
import type { UnreadableSeen } from '#proxy/sources/unreadable-counter.ts'

it('what cannot be read is told once a minute for each shape, with a count of what was not told', () => {
  let at = 0
  const told: UnreadableSeen[] = []
  const count = createUnreadableCounter({ now: () => at, tell: (seen) => void told.push(seen) })
  for (let second = 0; second < 60; second += 1) {
    at = second * 1000
    count({ rows: 2, fields: ['state', 'create_time'] })
    if (second % 2 === 0) count({ rows: 0, fields: ['batch_name'] })
  }
  expect(told).toEqual([
    { rows: 2, fields: ['state', 'create_time'], times: 1 },
    { rows: 0, fields: ['batch_name'], times: 1 },
  ])
  at = 60_000
  count({ rows: 1, fields: ['create_time', 'state'] })
  expect(told.at(-1)).toEqual({ rows: 119, fields: ['create_time', 'state'], times: 60 })
  at = 120_000
  count({ rows: 1, fields: ['state', 'create_time'] })
  expect(told.at(-1)).toMatchObject({ rows: 1, times: 1 })
})
