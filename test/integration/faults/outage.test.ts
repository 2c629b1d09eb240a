import { describe, expect, it } from 'vitest'
import { both, good, setUp } from './setup.ts'
import { replyJson, type Script } from './misbehaving-server.ts'

/** A cloud that is down while a hundred people look at twenty views of it, each of them every ten seconds. */

const views = Array.from({ length: 20 }, (_, number) => `?limit=${number + 1}`)
const pollSeconds = 10
const viewsOf = (second: number) => Array.from({ length: 100 / pollSeconds }, (_, person) => views[(person * 2 + (second % 2)) % views.length] ?? '')

const answering: Record<string, Script> = {
  'answers with errors': replyJson(503, { error_code: 'MSS.00000004', Code: 'ServiceUnavailable' }),
  'closes each connection': (socket) => void socket.end(),
}

async function setUpWatched(source: (typeof both)[number]) {
  const world = await setUp()
  world.server.does(good[source])
  for (const view of views) expect((await world.list(source, view)).status).toBe(200)
  world.clock.advance(pollSeconds * 1_000)
  return { ...world, before: world.server.requests.length }
}

describe.each(both)('%s', (source) => {
  it.each(Object.keys(answering))('that %s is tried every five seconds, and all views show what they had', async (failure) => {
    const { server, list, clock, health, before } = await setUpWatched(source)
    server.does(answering[failure] ?? good[source])
    for (let second = 0; second < 580; second += 1) {
      // The clock stands meanwhile: nobody waits for longer than the cloud's own "no" takes.
      for (const answer of await Promise.all(viewsOf(second).map((view) => list(source, view)))) expect(answer.status).toBe(200)
      clock.advance(1_000)
    }
    // Three calls with their retries, until it is known to be down; each view once; then twelve a minute. Without an end to it: 2,800.
    expect(server.requests.length - before).toBeLessThanOrEqual(9 + views.length + 580 / 5)
    expect(server.requests.length - before).toBeGreaterThan(100)
    expect(await health(source)).toMatchObject({ status: 'failing', code: failure === 'answers with errors' ? 'cloud_error' : 'unreachable' })
    server.does(good[source])
    clock.advance(5_000)
    expect((await list(source, views[0])).headers.get('age')).toBe('0')
    expect(await health(source)).toMatchObject({ status: 'ok' })
  })

  it('that is silent holds nobody up, and nobody who opens an old view waits for it', async () => {
    const { server, list, job, clock, before } = await setUpWatched(source)
    server.does(() => undefined)
    // Two calls that nobody answers.
    const first = [1, 2].map((number) => job(source, `job-${number}`))
    await server.arrived(before + 2)
    clock.advance(15_000)
    for (const answer of first) expect((await answer).status).toBe(504)
    // From then on the clock stands: nobody waits.
    expect((await job(source, 'job-4')).status).toBe(504)
    expect(server.requests).toHaveLength(before + 2)
    clock.advance(135_000)
    const probe = job(source, 'job-5')
    await server.arrived(before + 3)
    // The clock stands: these are answered though the cloud is silent.
    for (const view of views) {
      const answer = await list(source, view)
      expect(answer.status).toBe(200)
      expect(Number(answer.headers.get('age'))).toBeGreaterThan(150)
    }
    expect((await job(source, 'job-6')).status).toBe(504)
    expect(server.requests).toHaveLength(before + 3)
    clock.advance(15_000)
    expect((await probe).status).toBe(504)
  })

  it('that is silent from the start costs one caller his patience: all others are told at once, and one call at a time finds out when it speaks', async () => {
    const { server, list, job, problem, clock } = await setUp()
    server.does(() => undefined)
    const first = problem(list(source))
    await server.arrived(1)
    clock.advance(15_000)
    expect(await first).toMatchObject({ status: 504, code: 'timeout' })
    // From then on nothing moves the clock while somebody waits, and the server says no word: whoever is answered did not wait for it.
    const isTold = async () => {
      for (const answer of [await list(source), await list(source, '?limit=7'), await job(source)]) {
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([504, '5'])
      }
    }
    await isTold()
    const afterASecond = async () => {
      clock.advance(1_000)
      return list(source)
    }
    for (const tries of [2, 3]) {
      await expect.poll(async () => ((await afterASecond()).status, server.requests.length)).toBe(tries)
      await isTold()
      expect(server.requests).toHaveLength(tries)
    }
    server.does(good[source])
    await expect.poll(async () => (await afterASecond()).status).toBe(200)
    expect((await list(source, '?limit=7')).status).toBe(200)
  })

  it('that is back is asked by one call first, and serves all again when that is answered', async () => {
    const { server, job, clock } = await setUpWatched(source)
    server.does(replyJson(500, {}))
    for (const id of ['a', 'b', 'c', 'd']) expect((await job(source, `job-${id}`)).status).toBe(502)
    const down = server.requests.length
    clock.advance(5_000)
    let answer = () => {}
    server.does((socket, seen) => {
      answer = () => replyJson(404, { error_code: 'MSS.00000002', Code: 'JobNotFound' })(socket, seen)
    }, replyJson(404, {}))
    const probe = job(source, 'job-e')
    await server.arrived(down + 1)
    for (const id of ['f', 'g', 'h']) expect((await job(source, `job-${id}`)).status).toBe(502)
    expect(server.requests).toHaveLength(down + 1)
    answer()
    expect((await probe).status).toBe(404)
    for (const id of ['f', 'g', 'h']) expect((await job(source, `job-${id}`)).status).toBe(404)
  })

  it('one question of which always fails is not down: what else is asked is answered in between', async () => {
    const { server, job } = await setUpWatched(source)
    server.does((socket, seen) => (seen.path.includes('job-bad') ? replyJson(500, {}) : replyJson(404, {}))(socket, seen))
    for (let number = 0; number < 10; number += 1) {
      expect((await job(source, `job-bad-${number}`)).status).toBe(502)
      expect((await job(source, `job-${number}`)).status).toBe(404)
    }
  })

  it('one question of which always fails is not down, even where nothing else is asked for a while', async () => {
    const { server, job } = await setUpWatched(source)
    server.does((socket, seen) => (seen.path.includes('job-bad') ? replyJson(500, {}) : replyJson(404, {}))(socket, seen))
    for (let number = 0; number < 6; number += 1) expect((await job(source, 'job-bad')).status).toBe(502)
    expect((await job(source, 'job-good')).status).toBe(404)
  })

  it('some questions of which always fail answers others within a second, though those are asked again first each time', async () => {
    const { server, job, clock } = await setUpWatched(source)
    server.does((socket, seen) => (seen.path.includes('job-bad') ? replyJson(500, {}) : replyJson(404, {}))(socket, seen))
    const askBad = async () => {
      for (const number of [1, 2, 3]) expect((await job(source, `job-bad-${number}`)).status).toBe(502)
    }
    await askBad()
    for (let round = 0; round < 5; round += 1) {
      clock.advance(5_000)
      await askBad()
    }
    clock.advance(1_000)
    await askBad()
    expect((await job(source, 'job-good')).status).toBe(404)
  })
})

it('IAM that is silent from the start costs one caller his patience too, and the first token that it gives serves', async () => {
  const { server, list, job, problem, clock } = await setUp()
  server.does(() => undefined)
  const first = problem(list('iam'))
  await server.arrived(1)
  clock.advance(15_000)
  expect(await first).toMatchObject({ status: 504, code: 'timeout' })
  for (const answer of [await list('iam'), await job('iam')]) expect([answer.status, answer.headers.get('retry-after')]).toEqual([504, '5'])
  expect(server.requests).toHaveLength(1)
  const token = replyJson(201, { token: { expires_at: '2026-03-15T08:00:00Z' } }, { 'x-subject-token': 'TESTSUBJECT' })
  server.does((socket, seen) => (seen.method === 'POST' ? token : good.metastudio)(socket, seen))
  await expect.poll(async () => {
    clock.advance(1_000)
    return (await list('iam')).status
  }).toBe(200)
  // One may have been given to a call for which nobody waited any more.
  expect(server.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(3)
})
