import { describe, expect, it } from 'vitest'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const sizes = { metastudioJobs: 600, iceJobs: 137 }

/** Twenty addresses as pages poll them: lists, counts and a histogram of both clouds. */
const views = [
  ...['', '?phase=failed', '?phase=training', '?actor=you', '?hidden_failure=true', '?tag=vip', '?limit=100', '?sort_dir=asc', '?offset=50', '?phase=-done'].map(
    (query) => `/api/sources/${metastudio}/jobs${query}`,
  ),
  ...['', '?states_of=failed', '?tag=vip', '?phase=failed'].map((query) => `/api/sources/${metastudio}/counts${query}`),
  `/api/sources/${metastudio}/histogram?by=day`,
  ...['', '?phase=failed', '?sort_key=update_time'].map((query) => `/api/sources/${ice}/jobs${query}`),
  `/api/sources/${ice}/counts`,
  `/api/sources/${ice}/histogram?by=week`,
]

/** Asks for one view as a page does: from an address of its own, and with the tag of what it holds. */
function createClient(world: World, number: number) {
  let held = ''
  return async (address: string) => {
    const headers = { 'X-Forwarded-For': `203.0.${number >> 8}.${number & 255}`, ...(held !== '' && { 'If-None-Match': held }) }
    const { status, headers: answered } = await world.proxy.fetch(new Request(`http://localhost${address}`, { headers }), { address: '127.0.0.1' })
    held = answered.get('ETag') ?? ''
    return status
  }
}

/** A minute, second by second. `asks` asks for what is asked for in a second. The calls are those that the clouds saw. */
async function minute(world: World, asks: (second: number) => readonly Promise<number>[]) {
  const answers = { whole: 0, unchanged: 0 }
  for (let second = 0; second < 60; second += 1) {
    const statuses = await Promise.all(asks(second))
    answers.whole += statuses.filter((status) => status === 200).length
    answers.unchanged += statuses.filter((status) => status === 304).length
    expect(statuses.filter((status) => status !== 200 && status !== 304)).toEqual([])
    world.clock.advance(1_000)
  }
  return { answers, calls: world.calls('metastudio') + world.calls('ice') }
}

describe('a thousand readers', () => {
  it('cause no more calls than one who looks at the same views all the time', async () => {
    expect(views).toHaveLength(20)
    const lonely = createWorld(sizes)
    const alone = views.map(() => createClient(lonely, 1))
    const one = await minute(lonely, () => views.map((view, index) => alone[index]?.(view) ?? Promise.resolve(0)))
    // Each polls one view every ten seconds, and no two seconds are alike.
    const crowded = createWorld(sizes)
    const clients = Array.from({ length: 1_000 }, (_, number) => createClient(crowded, number))
    const many = await minute(crowded, (second) =>
      clients.flatMap((ask, number) => (number % 10 === second % 10 ? [ask(views[Math.floor(number / 10) % views.length] ?? '')] : [])),
    )
    expect(many.answers.whole + many.answers.unchanged).toBe(6_000)
    expect(many.answers.unchanged, 'most of what is polled has not changed').toBeGreaterThan(2_000)
    expect(many.calls).toBeLessThanOrEqual(one.calls)
    // A list view is asked for every eight seconds, what is read as a whole every fifteen or less often.
    expect(one.calls).toBeLessThan(200)
  })
})

describe('memory', () => {
  it('keeps a bounded number of answers: what was not asked for longest is forgotten', async () => {
    const world = createWorld({ metastudioJobs: 20, iceJobs: 3 })
    const view = (number: number) => world.get(`/api/sources/${metastudio}/jobs?offset=${number}`)
    for (let number = 0; number < 100; number += 1) await view(number)
    await view(0)
    expect(world.calls('metastudio'), 'all of them are still there').toBe(100)
    await view(100)
    await view(0)
    expect(world.calls('metastudio')).toBe(101)
    await view(1)
    expect(world.calls('metastudio'), 'the oldest one was given up for the newest').toBe(102)
  })
})
