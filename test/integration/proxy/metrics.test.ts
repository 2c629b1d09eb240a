import { describe, expect, it } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { createMetrics } from '#proxy/node/metrics.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createClock } from '../clock.ts'
import { createWorld, ice, metastudio, type WorldOptions } from '../world.ts'

/** A world whose proxy counts, wired as in the product. */
function createCountingWorld(options: { token?: string; sources?: WorldOptions['sources']; requestsPerSecond?: number; cloudAheadMs?: number } = {}) {
  const clock = createClock(Date.parse('2026-03-14T08:00:00Z'))
  const metrics = createMetrics({ version: '1.2.3', commit: '0123abc', sources: () => sources.map(({ cloud: { cloud }, isKeyResting, isDown }) => ({ cloud, isKeyResting: isKeyResting(), isDown: isDown() })) })
  const first = createWorld({ metastudioJobs: 40, iceJobs: 8 })
  const { metastudio: huawei, ice: alibaba } = first.clouds.credentials
  const accounts: Parameters<typeof createWatchedSources>[0] = [
    { id: metastudio, label: 'M', cloud: 'metastudio', region: huawei.region, endpoint: 'https://clouds.test', projectId: huawei.projectId, credentials: { kind: 'aksk', accessKey: huawei.accessKey, secretKey: huawei.secretKey } },
    { id: ice, label: 'I', cloud: 'ice', region: alibaba.region, endpoint: 'https://clouds.test', credentials: { accessKeyId: alibaba.accessKeyId, accessKeySecret: alibaba.accessKeySecret } },
  ]
  const sources = createWatchedSources(options.sources?.([...accounts]) ?? accounts, {
    demo: true,
    now: first.clock.now,
    fetch: async (url, init) => {
      const answer = await first.clouds.fetch(new Request(url, init))
      answer.headers.set('Date', new Date(first.clock.now() + (options.cloudAheadMs ?? 0)).toUTCString())
      return answer
    },
    // Who waits for his turn lets the time pass, once all that can be done before is done.
    sleep: async (ms) => {
      if (ms > 10_000) return clock.sleep(ms)
      await new Promise((resolve) => setImmediate(resolve))
      if (options.requestsPerSecond !== undefined) first.clock.advance(ms)
    },
    random: () => 0.5,
    requestsPerSecond: options.requestsPerSecond ?? 10_000,
    onAttempt: metrics.attempt,
  })
  const world = createWorld({
    metastudioJobs: 40,
    iceJobs: 8,
    proxy: { sources, now: first.clock.now, metrics: { read: metrics.read, token: options.token }, onCacheRead: metrics.cacheRead, onCoverFetch: metrics.coverFetched, onCoverRead: metrics.coverRead, log: metrics.request, openCover: async (url, signal) => {
      const answer = await first.clouds.fetch(new Request(url, { signal }))
      return { status: answer.status, body: [new Uint8Array(await answer.arrayBuffer())] }
    } },
  })
  const read = async () => (await world.get('/metrics')).text()
  return { world, clouds: first.clouds, clock: first.clock, read }
}

describe('the metrics', () => {
  it('count requests, calls and cache results, by words of small sets', async () => {
    const { world, read } = createCountingWorld()
    const { body } = await world.json(`/api/sources/${metastudio}/jobs`)
    const id = (body as { jobs: { job_id: string }[] }).jobs[0]?.job_id ?? ''
    await world.get(`/api/sources/${metastudio}/jobs`)
    await world.get(`/api/sources/${metastudio}/jobs/${id}?x=15312340046`)
    await world.get('/guess/15312340046')
    const text = await read()
    expect(text.split('\n')).toContain('http_requests_total{route="/api/sources/:source/jobs",method="GET",status="200"} 2')
    expect(text.split('\n')).toContain('http_requests_total{route="/api/sources/:source/jobs/:job_id",method="GET",status="400"} 1')
    expect(text.split('\n')).toContain('upstream_requests_total{cloud="metastudio",operation="list",outcome="ok"} 1')
    expect(text.split('\n')).toContain('cache_requests_total{result="miss"} 1')
    expect(text.split('\n')).toContain('cache_requests_total{result="hit"} 1')
    expect(text.split('\n')).toContain('build_info{version="1.2.3",commit="0123abc"} 1')
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="0.001",route="\/api\/sources\/:source\/jobs"\} \d+$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m)
    expect(text).not.toContain(id)
    expect(text).not.toMatch(/guess|1531234/)
  })

  it('tell of retries and of a key that rests', async () => {
    const { world, clouds, clock, read } = createCountingWorld({
      sources: (accounts) => accounts.map((account) => (account.cloud === 'ice' ? { ...account, credentials: { ...account.credentials, accessKeySecret: 'test-wrong-secret' } } : account)),
    })
    clouds.fail('metastudio', 'outage', 1)
    await world.get(`/api/sources/${metastudio}/jobs`)
    await world.get(`/api/sources/${ice}/jobs`)
    const text = await read()
    expect(text.split('\n')).toContain('upstream_retries_total{cloud="metastudio"} 1')
    expect(text.split('\n')).toContain('upstream_requests_total{cloud="metastudio",operation="list",outcome="cloud_error"} 1')
    expect(text.split('\n')).toContain('upstream_circuit_state{cloud="metastudio"} 0')
    expect(text.split('\n')).toContain('upstream_circuit_state{cloud="ice"} 1')
    // The rest ends by itself: an alarm must not go on because nobody looks at that cloud any more.
    clock.advance(299_000)
    expect((await read()).split('\n')).toContain('upstream_circuit_state{cloud="ice"} 1')
    clock.advance(1_000)
    expect((await read()).split('\n')).toContain('upstream_circuit_state{cloud="ice"} 0')
  })

  it('tell of a cloud that is down, until it answers', async () => {
    const { world, clouds, clock, read } = createCountingWorld()
    const linesOf = async () => (await read()).split('\n').filter((line) => /^upstream_(?:down|circuit_state)\{/.test(line))
    const [metastudioDown, rest] = ['upstream_down{cloud="metastudio"} 1', ['upstream_circuit_state{cloud="metastudio"} 0', 'upstream_circuit_state{cloud="ice"} 0', 'upstream_down{cloud="ice"} 0']]
    clouds.fail('metastudio', 'outage')
    for (const limit of [1, 2]) await world.get(`/api/sources/${metastudio}/jobs?limit=${limit}`)
    expect(await linesOf()).not.toContain(metastudioDown)
    await world.get(`/api/sources/${metastudio}/jobs?limit=3`)
    expect(await linesOf()).toEqual(expect.arrayContaining([metastudioDown, ...rest]))
    clouds.recover()
    clock.advance(5_000)
    expect((await world.get(`/api/sources/${metastudio}/jobs?limit=1`)).status).toBe(200)
    expect(await linesOf()).toEqual(expect.arrayContaining(['upstream_down{cloud="metastudio"} 0', ...rest]))
  })

  it('tell how long attempts wait for their turn, those that nobody waits for apart', async () => {
    const { world, read } = createCountingWorld({ requestsPerSecond: 2 })
    await Promise.all([1, 2, 3, 4].map((limit) => world.get(`/api/sources/${metastudio}/jobs?limit=${limit}`)))
    await world.get(`/api/sources/${metastudio}/counts`)
    const text = await read()
    expect(text.split('\n')).toContain('upstream_budget_wait_seconds_count{cloud="metastudio",priority="interactive"} 4')
    expect(text.split('\n')).toContain('upstream_budget_wait_seconds_count{cloud="metastudio",priority="background"} 1')
    // Two go at once, the third after half a second, the fourth after a whole one.
    expect(text).toContain('upstream_budget_wait_seconds_sum{cloud="metastudio",priority="interactive"} 1.5')
  })

  it('tell by how much a cloud’s clock is off, and what became of questions in the cache', async () => {
    const { world, clouds, clock, read } = createCountingWorld({ cloudAheadMs: 90_000 })
    const jobs = `/api/sources/${metastudio}/jobs`
    await world.get(jobs)
    await Promise.all([world.get(`${jobs}?limit=7`), world.get(`${jobs}?limit=7`)])
    clock.advance(1_000)
    await world.get(jobs)
    clouds.fail('metastudio', 'denied')
    clock.advance(60_000)
    for (let time = 0; time < 3; time += 1) await world.get(jobs)
    const text = await read()
    expect(text.split('\n')).toContain('clock_skew_seconds{cloud="metastudio"} 90')
    expect(text.split('\n')).toContain('cache_requests_total{result="hit"} 1')
    expect(text.split('\n')).toContain('cache_requests_total{result="shared"} 1')
    expect(text.split('\n')).toContain('cache_requests_total{result="stale"} 2')
  })

  it('tell where covers came from', async () => {
    const { world, clouds, read } = createCountingWorld()
    await world.get(`/api/sources/${metastudio}/jobs?limit=100`)
    const withCover = (await world.json(`/api/sources/${metastudio}/jobs?limit=100`)).body as { jobs: { job_id: string; cover: string }[] }
    const id = withCover.jobs.find(({ cover }) => cover === 'yes')?.job_id ?? ''
    const cover = `/api/sources/${metastudio}/jobs/${id}/cover?width=96`
    const statuses = [...(await Promise.all([world.get(cover), world.get(cover)])), await world.get(cover)].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200])
    expect(clouds.requests.filter(({ to }) => to === 'storage')).toHaveLength(1)
    const text = await read()
    for (const result of ['made', 'shared', 'memory']) expect(text).toContain(`cover_cache_requests_total{result="${result}"} 1`)
    expect(text.split('\n')).toContain('cover_fetch_total{outcome="ok"} 1')
  })

  it('are all there from the start, with a sentence each', async () => {
    const { read } = createCountingWorld()
    const names = new Set([...(await read()).matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name))
    const expected =
      'http_requests_total http_request_duration_seconds upstream_requests_total upstream_request_duration_seconds upstream_retries_total ' +
      'upstream_circuit_state upstream_down upstream_budget_wait_seconds token_refresh_total cache_requests_total cover_fetch_total cover_cache_requests_total ' +
      'pii_reveal_total ssrf_blocked_total clock_skew_seconds build_info process_resident_memory_bytes nodejs_eventloop_lag_seconds'
    for (const name of expected.split(' ')) expect(names).toContain(name)
  })

  it('are for callers on this machine who ask for themselves', async () => {
    const { world } = createCountingWorld()
    const ask = (address: string, headers: Record<string, string> = {}) => world.proxy.fetch(new Request('http://localhost/metrics', { headers }), { address })
    expect((await ask('127.0.0.1')).status).toBe(200)
    for (const answer of [await ask('203.0.113.7'), await ask('127.0.0.1', { 'X-Forwarded-For': '203.0.113.7' })]) {
      expect(answer.status).toBe(403)
      expect(Problem.parse(await answer.json()).detail).toMatch(/UNDERSTUDY_METRICS_TOKEN/)
    }
  })

  it('are for whoever shows the token, where there is one', async () => {
    const { world } = createCountingWorld({ token: 'test-token-of-metrics' })
    const ask = (authorization?: string) =>
      world.proxy.fetch(new Request('http://localhost/metrics', authorization === undefined ? {} : { headers: { Authorization: authorization } }), { address: '203.0.113.7' })
    expect((await ask('Bearer test-token-of-metrics')).status).toBe(200)
    for (const answer of [await ask(), await ask('Bearer test-token-of-metric'), await ask('Basic test-token-of-metrics')]) {
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('do not exist where nobody counts', async () => {
    expect((await createWorld({ metastudioJobs: 1, iceJobs: 1 }).get('/metrics')).status).toBe(404)
  })
})

describe('a client that asks too often', () => {
  it('is told how long to wait, alone, and not for the page’s files', async () => {
    const { proxy, clock } = createWorld({ metastudioJobs: 5, iceJobs: 5, proxy: { page: () => new Response('view') } })
    const ask = (client: string, path = '/api/sources') =>
      proxy.fetch(new Request(`http://localhost${path}`, { headers: { 'X-Forwarded-For': client } }), { address: '127.0.0.1' })
    const statuses = new Set<number>()
    for (let time = 0; time < 500; time += 1) statuses.add((await ask('203.0.113.7')).status)
    expect([...statuses]).toEqual([200])
    const refused = await ask('203.0.113.7')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'throttled', retry_after_seconds: 1 })
    expect((await ask('203.0.113.8')).status).toBe(200)
    expect((await ask('203.0.113.7', '/')).status).toBe(200)
    clock.advance(1_000)
    expect((await ask('203.0.113.7')).status).toBe(200)
  })
})
