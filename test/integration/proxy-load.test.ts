import { describe, expect, it } from 'vitest'
import { createWorld, ice, metastudio, type World } from './world.ts'

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

/** A minute, second by second. `asks` says which addresses are asked for in a second. */
async function minute(world: World, asks: (second: number) => readonly string[]) {
  let answers = 0
  for (let second = 0; second < 60; second += 1) {
    const statuses = await Promise.all(asks(second).map(async (address) => (await world.get(address)).status))
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    answers += statuses.length
    world.clock.advance(1_000)
  }
  return { answers, calls: world.calls('metastudio') + world.calls('ice') }
}

describe('a thousand readers', () => {
  it('cause no more calls than one who looks at the same views all the time', { timeout: 60_000 }, async () => {
    expect(views).toHaveLength(20)
    const one = await minute(createWorld(sizes), () => views)
    // Each polls one view every ten seconds, and no two seconds are alike.
    const many = await minute(createWorld(sizes), (second) =>
      Array.from({ length: 1_000 }, (_, client) => client)
        .filter((client) => client % 10 === second % 10)
        .map((client) => views[Math.floor(client / 10) % views.length] ?? ''),
    )
    expect(many.answers).toBe(6_000)
    expect(many.calls).toBeLessThanOrEqual(one.calls)
    // A list view is asked for every eight seconds, what is read as a whole every fifteen or less often.
    expect(one.calls).toBeLessThan(200)
  })
})

describe('memory', () => {
  it('keeps a bounded number of answers: what was not asked for longest is forgotten', { timeout: 20_000 }, async () => {
    const world = createWorld({ metastudioJobs: 20, iceJobs: 3 })
    const view = (number: number) => world.get(`/api/sources/${metastudio}/jobs?offset=${number}`)
    for (let number = 0; number < 200; number += 1) await view(number)
    await view(0)
    expect(world.calls('metastudio'), 'all of them are still there').toBe(200)
    await view(200)
    await view(0)
    expect(world.calls('metastudio')).toBe(201)
    await view(1)
    expect(world.calls('metastudio'), 'the oldest one was given up for the newest').toBe(202)
  })
})
