import { describe, expect, it } from 'vitest'
import { filterNames } from '#contract/job-filters.ts'
import { JobList } from '#contract/job-list.ts'
import { Problem } from '#contract/problem.ts'
import { createWorld, ice, metastudio } from '../world.ts'

const world = createWorld()
const jobs = `/api/sources/${metastudio}/jobs`
const histogram = `/api/sources/${metastudio}/histogram`

/** Address, the parameter that the problem must name, and a piece of what it must say is allowed. */
const refused: [address: string, parameter: string, allowed: RegExp][] = [
  [`${jobs}?limit=0`, 'limit', /from 1 to 100/],
  [`${jobs}?limit=101`, 'limit', /from 1 to 100/],
  [`${jobs}?limit=ten`, 'limit', /from 1 to 100/],
  [`${jobs}?limit=1e1`, 'limit', /from 1 to 100/],
  [`${jobs}?limit=%2B5`, 'limit', /from 1 to 100/],
  [`${jobs}?offset=-1`, 'offset', /from 0 to 2147483647/],
  [`${jobs}?offset=2147483648`, 'offset', /from 0 to 2147483647/],
  [`${jobs}?create_since=yesterday`, 'create_since', /2026-03-14T00:20:00Z/],
  [`${jobs}?create_since=2026-03-14`, 'create_since', /RFC 3339/],
  [`${jobs}?update_until=2026-02-30T00:00:00Z`, 'update_until', /RFC 3339/],
  [`${jobs}?create_since=2026-03-14T00:00:00Z&create_until=2026-03-13T00:00:00Z`, 'create_since', /after create_until/],
  [`${jobs}?update_since=2026-03-14T01:00:00%2B08:00&update_until=2026-03-13T16:00:00Z`, 'update_since', /after update_until/],
  [`${jobs}?create_since=2026-03-14T24:00:00Z`, 'create_since', /RFC 3339/],
  [`${jobs}?name=%zz`, 'name', /percent-encoded.*two hexadecimal digits/],
  [`${jobs}?limit=5&name=a%ffb`, 'name', /percent-encoded.*UTF-8/],
  [`${jobs}?name=50%`, 'name', /percent-encoded/],
  [`${jobs}?%zz=1`, '%zz', /percent-encoded/],
  [`/api/sources?%ff`, '%ff', /percent-encoded/],
  [`${jobs}?sort_key=name`, 'sort_key', /create_time, update_time, asset_order/],
  [`${jobs}?sort_dir=sideways`, 'sort_dir', /asc, desc/],
  [`${jobs}?phase=nope`, 'phase', /draft, review, training/],
  [`${jobs}?actor=me`, 'actor', /you, provider, nobody/],
  [`${jobs}?hidden_failure=false`, 'hidden_failure', /must be true/],
  [`${jobs}?is_flexus=yes`, 'is_flexus', /true, false/],
  [`${jobs}?job_id=a/b`, 'job_id', /letters, digits/],
  [`${jobs}?name=a%00b`, 'name', /control characters/],
  [`${jobs}?state=`, 'state', /no value/],
  [`${jobs}?state=NOPE&state=TRAINING`, 'state', /only once/],
  [`${jobs}?state=A,,B`, 'state', /comma list/],
  [`${jobs}?colour=red`, 'colour', /Allowed here: offset, limit/],
  [`${jobs}?Limit=5`, 'Limit', /Allowed here/],
  [`${jobs}?__proto__=1`, '__proto__', /Allowed here/],
  [`/api/sources/${ice}/jobs?tag=vip`, 'tag', new RegExp(`source ${ice} has no filter tag`)],
  [`/api/sources/${ice}/jobs?hidden_failure=true`, 'hidden_failure', /has no filter hidden_failure/],
  [`/api/sources/${ice}/jobs?sort_key=asset_order`, 'sort_key', /cannot sort by asset_order/],
  [`/api/sources/${metastudio}/counts?limit=5`, 'limit', /Allowed here/],
  [`/api/sources/${metastudio}/counts?states_of=failed,nope`, 'states_of', /comma list of draft/],
  [`${jobs}?failed_since=yesterday`, 'failed_since', /RFC 3339/],
  [`/api/sources/${ice}/jobs?failed_since=2026-03-14T00:00:00Z`, 'failed_since', new RegExp(`source ${ice} has no filter failed_since`)],
  [`/api/sources/${metastudio}/counts?failed_since=2026-03-14T00:00:00Z`, 'failed_since', /Allowed here: state/],
  [`${histogram}?failed_since=2026-03-14T00:00:00Z`, 'failed_since', /Allowed here: state/],
  [`${histogram}?by=month`, 'by', /hour, day, week/],
  [`${histogram}?by=`, 'by', /hour, day, week/],
  [`${histogram}?by=hour&create_since=2026-01-01T00:00:00Z`, 'by', /more than 400 buckets.*day or week/],
  [`${histogram}?by=week&create_since=1970-01-01T00:00:00Z`, 'by', /more than 400 buckets/],
  [`${histogram}?tz=Beijing`, 'tz', /Asia\/Shanghai/],
  [`${histogram}?tz=%2B08:00`, 'tz', /IANA name/],
  [`${histogram}?tz=UTC%0A`, 'tz', /IANA name/],
  [`${histogram}?limit=5`, 'limit', /Allowed here/],
  [`/api/sources/${ice}/histogram?tag=vip`, 'tag', /has no filter tag/],
  [`/api/sources/${metastudio}/reasons`, 'ids', /is missing/],
  [`/api/sources/${metastudio}/reasons?ids=a,b%20c`, 'ids', /1 to 100 job ids/],
  [`/api/sources/${metastudio}/reasons?ids=${Array.from({ length: 101 }, (_, index) => `id${index}`).join(',')}`, 'ids', /1 to 100/],
  ['/api/sources?verbose=1', 'verbose', /no parameters/],
  ['/api/find', 'q', /is missing/],
  ['/api/find?q=a', 'q', /2 to 256/],
  ['/api/find?q=%20a%20', 'q', /2 to 256/],
  [`${jobs}/abc/cover?width=100`, 'width', /96, 192, 640/],
  [`${jobs}/a.b`, 'job_id', /letters, digits/],
]

describe('a question that cannot be asked', () => {
  it.each(refused)('%s is refused, naming %s and what is allowed', async (address, parameter, allowed) => {
    const before = world.clouds.requests.length
    const { status, headers, body } = await world.json(address)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(headers.get('cache-control')).toBe('no-store')
    const problem = Problem.parse(body)
    expect(problem).toMatchObject({ code: 'bad_request', status: 400, parameter })
    expect(problem.detail).toMatch(allowed)
    expect(world.clouds.requests.length, 'no cloud was asked').toBe(before)
  })

  it('repeats a bad value bounded and without control characters', async () => {
    const { body } = await world.json(`${jobs}?limit=${encodeURIComponent(`7\r\n\u202Eevil${'x'.repeat(5000)}`)}`)
    const { detail } = Problem.parse(body)
    expect(detail.length).toBeLessThan(200)
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it.each([
    ['/api/sources/elsewhere/jobs', 404, 'unknown_source'],
    ['/api/sources/constructor/jobs', 404, 'unknown_source'],
    ['/api/sources/..%2Fx/jobs', 404, 'unknown_source'],
    ['/api/nothing', 404, 'not_found'],
    ['/nothing', 404, 'not_found'],
    [`${jobs}/`, 404, 'not_found'],
    ['/api/openapi.yaml', 404, 'not_found'],
    [`${jobs}/0000000000000000000000000000beef`, 404, 'not_found'],
    [`/api/sources/${ice}/jobs/0000000000000000000000000000beef`, 404, 'not_found'],
  ])('%s is %i %s', async (address, status, code) => {
    const answer = await world.json(address)
    expect(answer.status).toBe(status)
    expect(Problem.parse(answer.body).code).toBe(code)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not answered', async (method) => {
    const response = await world.proxy.fetch(new Request('http://localhost/api/sources', { method }))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
    expect(Problem.parse(await response.json())).toMatchObject({ status: 405, code: 'method_not_allowed', detail: expect.stringMatching(/GET and HEAD/) })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('HEAD has the headers of GET and no body', async () => {
    const head = await world.proxy.fetch(new Request(`http://localhost${jobs}`, { method: 'HEAD' }))
    const get = await world.get(jobs)
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  })
})

describe('an odd question that can be asked', () => {
  it('a state that stands in no catalogue is sent on as it is', async () => {
    const { status, body } = await world.json(`${jobs}?state=NOPE`)
    expect(status).toBe(200)
    expect(JobList.parse(body)).toMatchObject({ count: 0, jobs: [] })
    expect(world.clouds.requests.at(-1)?.query).toContain('state=NOPE')
  })

  it('a resolution nobody knows is sent on as it is', async () => {
    expect((await world.json(`${jobs}?model_resolution=8K`)).status).toBe(200)
    expect(world.clouds.requests.at(-1)?.query).toContain('model_resolution=8K')
  })

  it.each([metastudio, ice])('a page past the end of %s is empty and knows how many there are', async (source) => {
    const first = JobList.parse((await world.json(`/api/sources/${source}/jobs?limit=1`)).body)
    const past = JobList.parse((await world.json(`/api/sources/${source}/jobs?offset=100000`)).body)
    expect(past).toMatchObject({ jobs: [], count: first.count, offset: 100_000, limit: 50 })
    expect(first.count).toBeGreaterThan(30)
  })

  it('times of any offset reach the cloud in UTC', async () => {
    await world.json(`${jobs}?create_since=2026-03-10T08:00:00.500%2B08:00`)
    expect(world.clouds.requests.at(-1)?.query).toContain('create_since=2026-03-10T00%3A00%3A00Z')
  })
})

describe('the door', () => {
  it.each(['evil.test', '127.0.0.1.evil.test', 'localhost.evil.test:8420', '10.0.0.7:8420', '169.254.169.254'])(
    'a request by the foreign name %s is refused, whatever it asks',
    async (host) => {
      for (const path of ['/api/sources', '/healthz', '/', '/nothing']) {
        const byAddress = await world.proxy.fetch(new Request(`http://${host}${path}`))
        expect(byAddress.status).toBe(421)
        expect(Problem.parse(await byAddress.json())).toMatchObject({ status: 421, code: 'wrong_host', detail: expect.stringContaining(`“${host}” is not a name`) })
        const byHeader = await world.get(path, { Host: host })
        expect(byHeader.status).toBe(421)
        const route = { '/': '/*', '/nothing': '/*' }[path] ?? path
        expect(world.log.slice(-2)).toEqual([expect.objectContaining({ status: 421, host, route }), expect.objectContaining({ status: 421, host, route })])
      }
    },
  )

  it('a foreign name is written down without what no name has, and not without end', async () => {
    const answer = await world.get('/healthz', { Host: `evil"}\\u001b<b>${'x'.repeat(200)}` })
    expect(world.log.at(-1)?.host).toBe(`evil???u001b?b?${'x'.repeat(85)}`)
    expect((await answer.text()).length).toBeLessThan(400)
  })

  it.each<[path: string, route: string]>([
    ['/api/sources/nobody/jobs', '/api/sources/:source/jobs'],
    ['/api/sources/a/b/15312340046', '/api/*'],
    ['/api/15312340046?name=secret', '/api/*'],
    ['/15312340046/jobs?name=secret', '/*'],
  ])('%s is in the log as %s', async (path, route) => {
    await world.get(path)
    expect(world.log.at(-1)).toMatchObject({ status: 404, route })
    expect(JSON.stringify(world.log.at(-1))).not.toMatch(/15312340046|secret/)
  })

  it('what is asked for beside the path it is served under is told as that: a reverse proxy may cut it off', async () => {
    const below = createWorld({ proxy: { basePath: '/a/b/' } })
    for (const path of ['/', '/api/sources', '/a/bc/api/sources']) {
      const answer = await below.json(path)
      expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: 'not_found', detail: expect.stringMatching(/Understudy is served under \/a\/b\/\. .* a reverse proxy in front cuts the path off/) })])
      expect(below.log.at(-1)).toMatchObject({ status: 404, route: 'outside' })
    }
    expect((await below.json('/a/b/api/nothing')).body).toMatchObject({ detail: 'There is nothing at this address.' })
    expect((await below.get('/a/b')).status).not.toBe(404)
  })

  it.each(['localhost', 'localhost:8420', '127.0.0.1:1234', '[::1]:8420'])('the loopback name %s is answered', async (host) => {
    expect((await world.proxy.fetch(new Request(`http://${host}/healthz`))).status).toBe(200)
  })

  it('names of the configuration are answered, with their port where they have one', async () => {
    const { createHostCheck } = await import('#proxy/answers/shield.ts')
    const isAllowed = createHostCheck(['Dash.example', 'other.example:8443'])
    expect(['dash.example', 'DASH.example:99', 'other.example:8443'].map(isAllowed)).toEqual([true, true, true])
    expect(['other.example', 'other.example:80', 'x.dash.example', ''].map(isAllowed)).toEqual([false, false, false, false])
  })

  it('every answer forbids frames, guessing and foreign scripts', async () => {
    for (const path of ['/api/sources', jobs, `${jobs}?limit=0`, '/nothing', '/healthz']) {
      const { headers } = await world.get(path)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/)
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('serves everything below its base path, and nothing beside it', async () => {
    const below = createWorld({ metastudioJobs: 5, iceJobs: 5, proxy: { basePath: '/a/b/', page: (path) => new Response(`view ${path}`) } })
    expect((await below.get('/a/b/api/sources')).status).toBe(200)
    expect((await below.get('/a/b/healthz')).status).toBe(200)
    expect(await (await below.get('/a/b/')).text()).toBe('view ')
    expect(await (await below.get('/a/b/ice/jobs')).text()).toBe('view ice/jobs')
    for (const path of ['/api/sources', '/healthz', '/a/bc', '/']) expect((await below.get(path)).status).toBe(404)
  })

  it('leads from the base path without its slash to the one with it', async () => {
    const below = createWorld({ metastudioJobs: 5, iceJobs: 5, proxy: { basePath: '/a/b/', page: () => new Response('view') } })
    const response = await below.get('/a/b')
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe('/a/b/')
  })

  it('is ready until it is shutting down, and alive all the while', async () => {
    let isReady = true
    const ending = createWorld({ metastudioJobs: 5, iceJobs: 5, proxy: { isReady: () => isReady } })
    expect((await ending.get('/readyz')).status).toBe(200)
    isReady = false
    expect((await ending.get('/readyz')).status).toBe(503)
    expect(ending.log.at(-1)).toMatchObject({ route: '/readyz', status: 503, code: 'draining' })
    expect((await ending.get('/healthz')).status).toBe(200)
  })
})

it('the filters of every source are filters of the contract', async () => {
  const { body } = await world.json('/api/sources')
  for (const { filters } of (body as { sources: { filters: string[] }[] }).sources) {
    expect(filters.filter((name) => !(filterNames as string[]).includes(name))).toEqual([])
    expect(filters.length).toBeGreaterThan(5)
  }
})
