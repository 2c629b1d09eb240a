import { expect, it } from 'vitest'
import type { TrainingCloud } from '#proxy/clouds/cloud.ts'
import { createKeptCounts } from '#proxy/questions/kept-counts.ts'
import { createSourceReader } from '#proxy/sources/source-reader.ts'

it.each([60_000, 3_600_000])('a number that was kept before the clock was set back by %d ms is asked for again', async (ms) => {
  let at = Date.parse('2026-03-14T08:00:00Z')
  const now = () => at
  let count = 0
  const cloud: TrainingCloud = {
    cloud: 'ice',
    filters: [],
    sortKeys: ['create_time'],
    sweep: { jobs: 1, pageSize: 1 },
    listJobs: async () => ({ count: (count += 1), jobs: [] }),
    getJob: () => Promise.reject(new Error('nobody asks')),
    getContact: () => Promise.reject(new Error('nobody asks')),
  }
  const source = { id: 'one', label: 'One', region: 'here', demo: false, cloud, health: () => ({ status: 'ok' as const }), isDown: () => false, isKeyResting: () => false }
  const reader = createSourceReader({ source, now, sleep: () => new Promise(() => {}) })
  const kept = createKeptCounts({ now })
  const question = { source: 'one', filters: {}, freshMs: 60_000 }
  await kept.ask(reader, [[question]])
  expect(kept.recall(question)).toMatchObject({ count: 1, isFresh: true })
  at -= ms
  expect(kept.recall(question)).toMatchObject({ count: 1, isFresh: false })
  await kept.ask(reader, [[question]])
  expect(kept.recall(question)).toMatchObject({ count: 2, isFresh: true })
})
