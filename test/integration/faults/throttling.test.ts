import { describe, expect, it } from 'vitest'
import { both, good, setUp } from './setup.ts'
import { replyJson } from './misbehaving-server.ts'

const huawei = (code: string) => (headers: Record<string, string>) => replyJson(429, { error_code: code, error_msg: 'The throttling threshold has been reached' }, headers)
const alibaba = (status: number, code: string) => (headers: Record<string, string>) =>
  replyJson(status, { RequestId: 'R-1', Code: code, Message: 'Request was denied due to request throttling.' }, headers)

const forms = [
  ['429 APIGW.0308', 'metastudio', huawei('APIGW.0308')],
  ['429 APIG.0308', 'metastudio', huawei('APIG.0308')],
  ['400 Throttling', 'ice', alibaba(400, 'Throttling')],
  ['400 Throttling.User', 'ice', alibaba(400, 'Throttling.User')],
  ['503 Throttling.Api', 'ice', alibaba(503, 'Throttling.Api')],
  ['403 RequestsTooFrequent', 'ice', alibaba(403, 'RequestsTooFrequent')],
] as const

describe.each(forms)('%s', (_name, source, throttled) => {
  it('is waited out when that is soon', async () => {
    const { server, list } = await setUp()
    server.does(throttled({ 'retry-after': '2' }), good[source])
    expect((await list(source)).status).toBe(200)
    expect(server.requests).toHaveLength(2)
  })

  it('is told with the seconds to wait when that is late, and everybody leaves that cloud alone', async () => {
    const { server, list, problem, health, clock } = await setUp()
    server.does(throttled({ 'retry-after': '60' }), good[source])
    expect(await problem(list(source))).toMatchObject({ status: 429, code: 'throttled', retry_after_seconds: 60 })
    expect((await list(source, '?limit=7')).headers.get('retry-after')).toBe('60')
    expect(server.requests).toHaveLength(1)
    expect(await health(source)).toMatchObject({ status: 'throttled', code: 'throttled' })
    clock.advance(60_000)
    expect((await list(source)).status).toBe(200)
    expect((await health(source))?.status).toBe('ok')
  })

  it('is asked at most three times', async () => {
    const { server, list, problem } = await setUp()
    server.does(throttled({}))
    expect(await problem(list(source))).toMatchObject({ code: 'throttled' })
    expect(server.requests).toHaveLength(3)
  })
})

describe.each(both)('how long %s wants to be left alone', (source) => {
  const throttled = source === 'ice' ? alibaba(400, 'Throttling') : huawei('APIGW.0308')

  it.each([
    ['seconds', { 'retry-after': '90' }, 90],
    ['a date, by its own clock', { 'retry-after': 'Sat, 14 Mar 2026 09:02:00 GMT', date: 'Sat, 14 Mar 2026 09:00:00 GMT' }, 120],
    ['a date, where it tells no time', { 'retry-after': 'Sat, 14 Mar 2026 08:00:45 GMT' }, 45],
    ['a date as RFC 850 had it', { 'retry-after': 'Saturday, 14-Mar-26 08:00:45 GMT' }, 45],
    ['a date as C writes it, which names no zone', { 'retry-after': 'Sat Mar 14 09:02:00 2026', date: 'Sat Mar 14 09:00:00 2026' }, 120],
    ['a date as C writes it, by our clock', { 'retry-after': 'Sat Mar 14 08:00:45 2026' }, 45],
    ['an hour', { 'retry-after': '3600' }, 3600],
    ['a century', { 'retry-after': '3155760000' }, 3600],
    ['x-acs-retry-after in seconds', { 'x-acs-retry-after': '30' }, 30],
    ['x-acs-retry-after in milliseconds', { 'x-acs-retry-after': '30000' }, 30],
    ['Retry-After where x-acs-retry-after is rubbish', { 'x-acs-retry-after': '-1', 'retry-after': '40' }, 40],
  ])('is read from %s', async (_what, headers, seconds) => {
    const { server, list, problem } = await setUp()
    server.does(throttled(headers))
    expect(await problem(list(source))).toMatchObject({ code: 'throttled', retry_after_seconds: seconds })
    expect(server.requests).toHaveLength(1)
  })

  it.each(['0', '-5', 'soon', '1e9', '2026-03-14T08:00:45Z', 'Sat, 14 Mar', '9 9', 'Sat, 14 Mar 2026 07:00:00 GMT', '∞'.normalize('NFKD').replace(/[^ -~]/g, '?')])('is a moment where it says %j', async (value) => {
    const { server, list } = await setUp()
    server.does(throttled({ 'retry-after': value }), good[source])
    expect((await list(source)).status).toBe(200)
    expect(server.requests).toHaveLength(2)
  })
})

describe.each(both)('a failure inside %s', (source) => {
  const failing = (status: number) =>
    source === 'ice'
      ? replyJson(status, { RequestId: 'R-1', Code: status === 503 ? 'ServiceUnavailable' : 'InternalError', Message: 'The request has failed.' })
      : replyJson(status, { error_code: 'MSS.00000004', error_msg: 'Internal error.' }, { 'x-request-id': 'R-1' })

  it.each([500, 503])('%d is asked for again, and told with the id of the cloud', async (status) => {
    const { server, list, job, problem, health } = await setUp()
    server.does(failing(status), good[source])
    expect((await list(source)).status).toBe(200)
    server.does(failing(status))
    expect(await problem(job(source))).toMatchObject({ status: 502, code: 'cloud_error', cloud_status: status, request_id: 'R-1' })
    expect(server.requests).toHaveLength(5)
    expect(await health(source)).toMatchObject({ status: 'failing', code: 'cloud_error' })
  })

  it('leaves the last list in place for ten minutes, with its age', async () => {
    const { server, list, clock } = await setUp()
    server.does(good[source], failing(500))
    const fresh = await (await list(source)).json()
    clock.advance(9 * 60_000)
    const old = await list(source)
    expect(old.status).toBe(200)
    expect(old.headers.get('age')).toBe('540')
    expect(await old.json()).toMatchObject({ jobs: (fresh as { jobs: unknown }).jobs })
    clock.advance(61_000)
    expect((await list(source)).status).toBe(502)
  })

  it('is not asked for again by retries beyond a tenth of the traffic', async () => {
    const { server, job } = await setUp()
    server.does((socket, seen) => (seen.path.includes('job-good') ? replyJson(404, {}) : failing(500))(socket, seen))
    for (let number = 0; number < 150; number += 1) await job(source, number % 3 === 0 ? `job-good-${number}` : `job-${number}`)
    expect(server.requests.length).toBeGreaterThan(150)
    expect(server.requests.length).toBeLessThanOrEqual(175)
  })
})

it('a refused filter is told, not repeated, and says nothing against the cloud', async () => {
  const { server, list, problem, health } = await setUp()
  server.does(replyJson(400, { error_code: 'MSS.00000003', error_msg: 'Invalid parameter.' }))
  expect(await problem(list('metastudio', '?name=x'))).toMatchObject({ code: 'bad_request', cloud_code: 'MSS.00000003' })
  expect(server.requests).toHaveLength(1)
  expect((await health('metastudio'))?.status).toBe('ok')
})
