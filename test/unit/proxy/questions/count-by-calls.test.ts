import { describe, expect, it } from 'vitest'
import type { ListAnswer, TrainingCloud } from '#proxy/clouds/cloud.ts'
import { countByCalls } from '#proxy/questions/count-by-calls.ts'
import { createKeptCounts } from '#proxy/questions/kept-counts.ts'
import { createSourceReader } from '#proxy/sources/source-reader.ts'

/** What counting comes to at a cloud that says so many of every state, all of them drafts, with these words beside the number. */
async function count(words: Partial<ListAnswer>) {
  const cloud: TrainingCloud = {
    cloud: 'ice',
    filters: [],
    sortKeys: ['create_time'],
    sweep: { jobs: 1, pageSize: 1 },
    listJobs: async ({ states }) => ({ count: states === undefined || states.includes('Init') ? 12 : 0, jobs: [], ...words }),
    getJob: () => Promise.reject(new Error('nobody asks')),
    getContact: () => Promise.reject(new Error('nobody asks')),
  }
  const source = { id: 'one', label: 'One', region: 'here', demo: false, cloud, health: () => ({ status: 'ok' as const }), isDown: () => false, isKeyResting: () => false }
  const reader = createSourceReader({ source, now: () => 0, sleep: () => new Promise(() => {}) })
  const kept = createKeptCounts({ now: () => 0 })
  const all = { count: 12, at: 0, isFresh: true, isExact: true }
  const patience = () => new Promise<void>(() => {})
  const { counts } = await countByCalls({ reader, kept, cloudFilters: {}, wanted: { kind: 'all' }, statesOf: [], all, mayAsk: true, patience })
  return counts
}

describe('counting by calls', () => {
  it('is exact where every number came', async () => {
    expect(await count({})).toMatchObject({ total: 12, matching: 12, phases: { draft: 12, failed: 0 }, exact: true })
  })

  it('is not exact where the cloud’s list was read in part, and says how far', async () => {
    expect(await count({ scanned: { jobs: 12, of: 30 } })).toMatchObject({ total: 12, exact: false, scanned: { jobs: 12, of: 30 } })
  })

  it('is not exact where the cloud did not honour a filter', async () => {
    expect(await count({ cloudIgnored: ['update_until'] })).toMatchObject({ total: 12, exact: false })
  })
})
