import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { findNginx, startNginx } from '../../setup/nginx.mjs'
import { startProduct } from '../../setup/product.mjs'
import { createCaller, type Answered } from '../callers.ts'
import { listenAsClouds } from '../clouds/emulated-accounts.ts'
import { ice, metastudio } from '../world.ts'

/** The built product as processes: how it ends, and how several are one to the reader. */

const endings: (() => unknown)[] = []
const atEnd = <Thing>(thing: Thing, end: (thing: Thing) => unknown): Thing => {
  endings.push(() => end(thing))
  return thing
}
beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../../', import.meta.url))), 120_000)
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const hasNginx = findNginx() !== undefined
if (!hasNginx) console.log('nginx is not installed: two processes behind it were not tried')

const jobs = `/api/sources/${metastudio}/jobs`
/** All that a cloud answers, and how the sources are. */
const questions = ['/api/sources', jobs, `${jobs}?limit=100&sort_dir=asc`, `/api/sources/${ice}/jobs`, `/api/sources/${metastudio}/counts`, `/api/sources/${metastudio}/histogram?by=week`]

async function startConnected() {
  const accounts = atEnd(await listenAsClouds({ metastudioJobs: 120, iceJobs: 30 }), ({ close }) => close())
  const start = async (env: Record<string, string> = {}) => atEnd(await startProduct({ ...accounts.env, ...env }), ({ stop }) => stop())
  return { accounts, start }
}
const callAt = (origin: string) => atEnd(createCaller(origin), ({ close }) => close())

describe('a process that is told to stop', () => {
  it('loses no request of a stream: what it took it answers, then it ends well', async () => {
    const { start } = await startConnected()
    const product = await start({ UNDERSTUDY_DRAIN_SECONDS: '5', UNDERSTUDY_LOG_LEVEL: 'info' })
    const [caller, balancer] = [callAt(product.address), callAt(product.address)]
    const lost: unknown[] = []
    const answered: Answered[] = []
    const enough = new AbortController()
    const stream = async (path: string) => {
      while (!enough.signal.aborted) await caller.ask(path).then((answer) => answered.push(answer), (error: unknown) => lost.push(error))
    }
    const streams = Promise.all([...questions, ...questions].map(stream))
    while (answered.length < 100) await balancer.ask('/readyz')
    const ended = product.stop()
    // A balancer looks until it is told no, then sends nobody any more; until then all are answered.
    let ready = await balancer.ask('/readyz')
    while (ready.status === 200) ready = await balancer.ask('/readyz')
    expect(ready.status).toBe(503)
    const before = answered.length
    const [alive, last] = await Promise.all([balancer.ask('/healthz'), caller.ask(jobs)])
    while (answered.length < before + 20) await balancer.ask('/healthz')
    enough.abort()
    await streams
    expect(lost).toEqual([])
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]))
    expect(alive).toMatchObject({ status: 200, headers: { connection: 'close' } })
    expect(last.headers.connection, 'no connection is kept any more').toBe('close')
    const { code, stdout } = await ended
    expect(code).toBe(0)
    const log = stdout.split('\n').filter((line) => line.startsWith('{"level"')).map((line) => JSON.parse(line) as Record<string, unknown>)
    const begun = log.findIndex(({ msg }) => msg === 'stopping')
    expect(log[begun]).toMatchObject({ level: 'info', signal: 'SIGTERM', drainMs: 5000 })
    const meanwhile = log.slice(begun + 1, -1).filter(({ msg }) => msg === 'request')
    const told = meanwhile.filter(({ route }) => route === '/readyz')
    expect(new Set(told.map(({ level, status, code: word }) => `${String(level)} ${String(status)} ${String(word)}`))).toEqual(new Set(['info 503 draining']))
    // Those who look whether it lives have no line of their own, but are counted.
    expect(log.at(-1)).toMatchObject({ level: 'info', msg: 'stopped', durationMs: expect.any(Number), requests: expect.any(Number) })
    expect(log.at(-1)?.['requests']).toBeGreaterThanOrEqual(meanwhile.length - told.length)
    expect(meanwhile.length).toBeGreaterThan(told.length)
  })

  it('in the middle of a long list gives what it has, reads no further for it and ends well', async () => {
    const accounts = atEnd(await listenAsClouds({ metastudioJobs: 3, iceJobs: 3_000 }), ({ close }) => close())
    const product = await startProduct({ ...accounts.env, UNDERSTUDY_CLOUD_RPS: '3', UNDERSTUDY_DRAIN_SECONDS: '0' })
    const answer = callAt(product.address).ask(`/api/sources/${ice}/jobs`)
    const pages = () => accounts.clouds.requests.filter(({ to }) => to === 'ice').length
    await expect.poll(pages).toBeGreaterThanOrEqual(2)
    const ended = product.stop()
    const { status, body } = await answer
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ scanned: { of: 3_000 } })
    expect(await ended).toMatchObject({ code: 0 })
    // Thirty pages make the list.
    expect(pages()).toBeLessThan(30)
  })

  it('ends at once at the second signal', async () => {
    const { accounts } = await startConnected()
    const product = await startProduct({ ...accounts.env, UNDERSTUDY_DRAIN_SECONDS: '60' })
    const caller = callAt(product.address)
    const first = product.stop()
    let ready = await caller.ask('/readyz')
    while (ready.status === 200) ready = await caller.ask('/readyz')
    void product.stop()
    expect(await first).toMatchObject({ code: 130 })
  })
})

describe('a process that nobody told how often it may call', () => {
  it('calls a cloud five times a second, and the rest wait their turn', async () => {
    const accounts = atEnd(await listenAsClouds({ metastudioJobs: 120, iceJobs: 3 }), ({ close }) => close())
    const { UNDERSTUDY_CLOUD_RPS: _faster, ...env } = accounts.env
    const product = atEnd(await startProduct(env), ({ stop }) => stop())
    const { ask } = callAt(product.address)
    const askedAt = performance.now()
    const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => ask(`${jobs}?limit=${number + 1}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(accounts.clouds.requests.filter(({ to }) => to === 'metastudio')).toHaveLength(12)
    // Seven of them waited for their turn: that takes so long at least, however fast the machine is.
    expect(performance.now() - askedAt).toBeGreaterThan(7 * 200 - 20)
  })
})

describe('two processes', () => {
  it('give the same bodies and tags, so that either knows what the other sent', async () => {
    const { accounts, start } = await startConnected()
    const [one, two] = await Promise.all([start(), start()])
    const [first, second] = [callAt(one.address), callAt(two.address)]
    // Another history must not show.
    await second.ask(`${jobs}?limit=3`)
    await second.ask(`/api/sources/${ice}/jobs`)
    for (const question of questions) {
      const [a, b] = [await first.ask(question), await second.ask(question)]
      expect(a.status).toBe(200)
      expect(b.body, question).toBe(a.body)
      expect(b.headers.etag).toBe(a.headers.etag)
      const held = await second.ask(question, { 'If-None-Match': a.headers.etag ?? '' })
      expect(held).toMatchObject({ status: 304, body: '' })
    }
    expect(accounts.clouds.requests.length).toBeGreaterThan(0)
  })

  it.skipIf(!hasNginx)('behind nginx are one, also while one of them is restarted', async () => {
    const { start } = await startConnected()
    const [one, two] = [await startAtFixed(start), await start()]
    const front = callAt(await startBalancer([one.address, two.address]))
    for (const question of questions) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => front.ask(question)))
      expect(new Set(answers.map(({ status, headers, body }) => JSON.stringify([status, headers.etag, body]))).size, question).toBe(1)
      expect((await front.ask(question, { 'If-None-Match': answers[0]?.headers.etag ?? '' })).status).toBe(304)
    }
    const answered: Answered[] = []
    const lost: unknown[] = []
    const enough = new AbortController()
    const streams = Promise.all(
      questions.map(async (question) => {
        while (!enough.signal.aborted) await front.ask(question, nextClient()).then((answer) => answered.push(answer), (error: unknown) => lost.push(error))
      }),
    )
    while (answered.length < 20) await front.ask('/healthz')
    const ended = await one.stop()
    const again = await start({ PORT: new URL(one.address).port })
    expect((await callAt(again.address).ask(jobs)).status).toBe(200)
    const after = answered.length
    while (answered.length < after + 20) await front.ask('/healthz')
    enough.abort()
    await streams
    expect(ended.code).toBe(0)
    expect(lost).toEqual([])
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]))
  })
})

/** Each request from a client of its own, as nginx passes it on: one client may not ask so often. */
let clients = 0
const nextClient = () => {
  clients += 1
  return { 'X-Forwarded-For': `198.18.${(clients >> 8) & 255}.${clients & 255}` }
}

/** On a port below those that the system gives out by itself: nobody is given it while the process that had it is started again. */
async function startAtFixed(start: (env: Record<string, string>) => ReturnType<typeof startProduct>): ReturnType<typeof startProduct> {
  const first = 20_000 + (process.pid % 1_000) * 10
  for (let port = first; port < first + 9; port += 1) {
    const product = await start({ PORT: String(port) }).catch(() => undefined)
    if (product !== undefined) return product
  }
  return start({ PORT: String(first + 9) })
}

/** nginx before these. Gives its address. */
async function startBalancer(addresses: readonly string[]): Promise<string> {
  const servers = addresses.map((address) => `server ${new URL(address).host} max_fails=0;`).join(' ')
  const location = 'location / { proxy_pass http://understudy; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; }'
  const { address } = atEnd(await startNginx(location, `upstream understudy { ${servers} keepalive 8; }`), ({ close }) => close())
  return address
}
