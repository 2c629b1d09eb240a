import { afterEach, describe, expect, it } from 'vitest'
import { createProxy } from '#proxy/app.ts'
import { createCloudFetch } from '#proxy/node/cloud-fetch.ts'
import { listen } from '#proxy/node/listen.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createCaller, type Answered } from '../callers.ts'
import { createClock } from '../clock.ts'
import { listenAsClouds } from '../clouds/emulated-accounts.ts'
import { metastudio } from '../world.ts'

/** Real servers, before and behind the proxy; only its clock stands until it is moved. Two calls a second may go to the cloud. */

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function startBusy() {
  const clock = createClock(Date.now())
  const { clouds, env, close } = await listenAsClouds({ metastudioJobs: 240, iceJobs: 3 })
  endings.push(close)
  const { accessKey, secretKey, projectId, region } = clouds.credentials.metastudio
  const endpoint = env['METASTUDIO_ENDPOINT'] ?? ''
  let answered = 0
  const network = createCloudFetch()
  endings.push(network.close)
  const proxy = createProxy({
    sources: createWatchedSources([{ id: metastudio, label: 'M', cloud: 'metastudio', region, endpoint, projectId, credentials: { kind: 'aksk', accessKey, secretKey } }], {
      demo: false,
      now: clock.now,
      sleep: clock.sleep,
      fetch: network.fetch,
      random: () => 0.5,
      requestsPerSecond: 2,
      onAttempt: () => void (answered += 1),
    }),
    now: clock.now,
    sleep: clock.sleep,
    openCover: () => Promise.reject(new Error('nobody asks for covers')),
    resizeCover: async (picture) => picture,
  })
  let taken = 0
  const server = await listen(
    (request, caller) => {
      taken += 1
      return proxy.fetch(request, caller)
    },
    '127.0.0.1',
    0,
  )
  endings.push(() => server.close(0))
  const { ask, close: hangUp } = createCaller(`http://127.0.0.1:${server.port}`)
  endings.push(hangUp)
  /** Asks, and resolves when the question stands in the proxy. */
  async function send(client: string, query: string): Promise<void> {
    const before = taken
    answers.push(ask(`/api/sources/${metastudio}/${query}`, { 'X-Forwarded-For': client }))
    await expect.poll(() => taken).toBe(before + 1)
  }
  /** The sizes of the pages that the cloud was asked for: each question of a test has its own. */
  const asked = () => clouds.requests.map(({ query }) => Number(new URLSearchParams(query).get('limit')))
  /** As much time as so many calls need to get their turn, until their answers are there. */
  async function letThrough(calls: number) {
    for (let call = 0; call < calls; call += 1) {
      const before = asked().length
      clock.advance(500)
      await expect.poll(() => answered).toBe(before + 1)
    }
  }
  /** The calls that needed no turn. */
  const begun = () => expect.poll(() => answered).toBe(2)
  const answers: Promise<Answered>[] = []
  const statuses = async () => new Set((await Promise.all(answers)).map(({ status }) => status))
  return { send, begun, asked, letThrough, statuses }
}

const list = (limit: number) => `jobs?limit=${limit}`
/** A sweep asks for pages of a hundred. */
const swept = 100

describe('calls to a cloud, of which there are few', () => {
  it('go by turns: who asks once does not wait for all that another has asked', async () => {
    const { send, begun, asked, letThrough, statuses } = await startBusy()
    for (let limit = 1; limit <= 8; limit += 1) await send('203.0.113.7', list(limit))
    await begun()
    await send('203.0.113.8', list(20))
    await send('203.0.113.9', list(30))
    await letThrough(8)
    expect(asked()).toEqual([1, 2, 3, 20, 30, 4, 5, 6, 7, 8])
    expect(await statuses()).toEqual(new Set([200]))
  })

  it('are made for who waits for them first, then for numbers, page by page', async () => {
    const { send, begun, asked, letThrough, statuses } = await startBusy()
    for (const limit of [1, 2]) await send('203.0.113.7', list(limit))
    await begun()
    await send('203.0.113.7', 'counts')
    await send('203.0.113.8', list(20))
    await send('203.0.113.7', list(3))
    await letThrough(2)
    expect(asked().slice(2)).toEqual([20, 3])
    await letThrough(1)
    await send('203.0.113.8', list(21))
    await letThrough(2)
    expect(asked().slice(4)).toContain(21)
    await letThrough(1)
    expect(asked().slice(4).filter((limit) => limit === swept)).toHaveLength(3)
    expect(await statuses()).toEqual(new Set([200]))
  })

  it('of a search do not stand before the same reader’s list', async () => {
    const { send, begun, asked, letThrough, statuses } = await startBusy()
    for (const limit of [1, 2]) await send('203.0.113.7', list(limit))
    await begun()
    await send('203.0.113.7', 'jobs?phase=unknown')
    await letThrough(1)
    // Now its other two pages wait.
    await send('203.0.113.7', list(3))
    await letThrough(2)
    expect(asked().slice(2)).toEqual([swept, swept, 3])
    await letThrough(1)
    expect(await statuses()).toEqual(new Set([200]))
  })
})
