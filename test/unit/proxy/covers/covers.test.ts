import { describe, expect, it } from 'vitest'
import type { ListedJob, TrainingCloud } from '#proxy/clouds/cloud.ts'
import { createCovers, type Cover } from '#proxy/covers/covers.ts'
import { createSourceReader } from '#proxy/sources/source-reader.ts'

const jobId = '35f67ab0500624754c974e8b92060f1b'
const listed = (version: string, id = jobId): ListedJob => ({
  job: {
    source: 'one',
    cloud: 'metastudio',
    job_id: id,
    name: 'Ada',
    state: 'TRAINING',
    phase: 'training',
    actor: 'nobody',
    hidden_failure: false,
    cover: 'yes',
    cover_version: version,
  },
  coverUrl: `https://covers.test/${version}.jpg?Signature=TESTSIGNATURE`,
})

/** A cloud whose answers are given by `notice`; it is never called. */
const cloud: TrainingCloud = {
  cloud: 'metastudio',
  filters: [],
  sortKeys: [],
  sweep: { jobs: 0, pageSize: 1 },
  listJobs: () => Promise.reject(new Error('no call is expected')),
  getJob: () => Promise.reject(new Error('no call is expected')),
  getContact: () => Promise.reject(new Error('no call is expected')),
}

function setUp() {
  const stored = new Map<string, Cover>()
  const opened: string[] = []
  const now = () => 0
  const covers = createCovers({
    now,
    open: async (url) => {
      const { pathname } = new URL(url)
      opened.push(pathname)
      return { status: 200, body: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), new TextEncoder().encode(pathname)] }
    },
    resize: async (picture) => picture,
    store: {
      read: async (key, version) => (stored.get(key)?.version === version ? stored.get(key) : undefined),
      write: async (key, cover) => void stored.set(key, cover),
    },
  })
  const reader = readerOf(now)
  const ask = async () => {
    const { bytes, version } = await covers.read(reader, jobId, { width: 96, type: 'image/webp' })
    return { version, text: new TextDecoder().decode(bytes.subarray(4)) }
  }
  return { covers, ask, stored, opened }
}

const readerOf = (now: () => number) =>
  createSourceReader({ source: { id: 'one', label: 'One', region: 'r', demo: false, cloud, health: () => ({ status: 'ok' }), isDown: () => false, isKeyResting: () => false }, now, sleep: () => new Promise(() => {}) })

it('covers in memory take 64 MiB at most: what was not asked for longest is made again', async () => {
  const results: string[] = []
  const now = () => 0
  const covers = createCovers({
    now,
    open: async () => ({ status: 200, body: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0])] }),
    resize: async ({ type }) => ({ bytes: new Uint8Array(8 * 1024 * 1024 - 200), type }),
    onRead: (result) => void results.push(result),
  })
  const reader = readerOf(now)
  const ids = Array.from({ length: 9 }, (_, number) => `job-${number}`)
  for (const id of ids) covers.notice('one', listed('v1', id))
  const ask = (id: string) => covers.read(reader, id, { width: 640, type: 'image/webp' })
  for (const id of ids.slice(0, 8)) await ask(id)
  await ask('job-0')
  expect(results.splice(0)).toEqual([...Array.from({ length: 8 }, () => 'made'), 'memory'])
  await ask('job-8')
  for (const id of ['job-0', 'job-2', 'job-1']) await ask(id)
  expect(results).toEqual(['made', 'memory', 'memory', 'made'])
})

describe('a cover that changes', () => {
  it('takes the place of the old one, in memory and in the store', async () => {
    const { covers, ask, stored, opened } = setUp()
    covers.notice('one', listed('v1'))
    expect(await ask()).toEqual({ version: 'v1', text: '/v1.jpg' })
    covers.notice('one', listed('v2'))
    expect(await ask()).toEqual({ version: 'v2', text: '/v2.jpg' })
    expect(await ask()).toEqual({ version: 'v2', text: '/v2.jpg' })
    expect(opened).toEqual(['/v1.jpg', '/v2.jpg'])
    expect([...stored.values()].map(({ version }) => version)).toEqual(['v2'])
  })

  it('is another picture while the old one is still being fetched', async () => {
    const { covers, ask } = setUp()
    covers.notice('one', listed('v1'))
    const first = ask()
    covers.notice('one', listed('v2'))
    await first
    expect(await ask()).toEqual({ version: 'v2', text: '/v2.jpg' })
  })
})

it('a cover that the store has is not fetched', async () => {
  const { covers, ask, stored, opened } = setUp()
  covers.notice('one', listed('v1'))
  await ask()
  const again = setUp()
  for (const [key, cover] of stored) again.stored.set(key, cover)
  again.covers.notice('one', listed('v1'))
  expect(await again.ask()).toEqual({ version: 'v1', text: '/v1.jpg' })
  expect([opened, again.opened]).toEqual([['/v1.jpg'], []])
})

it('a cover that failed is tried again after the clock was set back', async () => {
  let at = Date.parse('2026-03-14T08:00:00Z')
  let status = 500
  const now = () => at
  const covers = createCovers({ now, open: async () => ({ status, body: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0])] }), resize: async (picture) => picture })
  const reader = readerOf(now)
  covers.notice('one', listed('v1'))
  const ask = () => covers.read(reader, jobId, { width: 96, type: 'image/webp' })
  await expect(ask()).rejects.toMatchObject({ code: 'unreadable' })
  status = 200
  await expect(ask()).rejects.toMatchObject({ code: 'unreadable' })
  at -= 3_600_000
  expect((await ask()).version).toBe('v1')
})
