import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import iceDetail from '../fixtures/ice-detail.json'
import iceList from '../fixtures/ice-list.json'
import metastudioDetail from '../fixtures/metastudio-detail.json'
import metastudioList from '../fixtures/metastudio-list.json'
import { createProxy } from '#proxy/app.ts'
import type { SourceConfig } from '#proxy/config/accounts.ts'
import { namedSchemas, operations } from '#proxy/docs/openapi-operations.ts'
import type { LogEntry } from '#proxy/log/request-log.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createClock } from '../integration/clock.ts'
import { toCases } from './cases.ts'

/** Whatever a cloud answers, out comes what the contract promises or a problem: never a fault of ours, never what must stay in. */

const phone = '15312340046'
const signed = 'https://b.example.com/c.png?AccessKeyId=TESTCANARYKEY&Expires=1&Signature=TESTCANARYSIGNATURE'
/** What each cloud was given, and may say again. */
const secrets: Record<string, readonly string[]> = {
  'metastudio.example.com': ['TESTAKCANARY0001', 'test-sk-canary-0001'],
  'ice.example.com': ['TESTLTAICANARY0001', 'test-ak-secret-canary-0001'],
  'iam.example.com': ['test-password-canary-0001', 'TESTSUBJECTCANARY0001'],
}
const [[accessKey = '', secretKey = ''] = [], [accessKeyId = '', accessKeySecret = ''] = [], [password = '', token = ''] = []] = Object.values(secrets)

const place = (id: string) => ({ id, label: id, region: 'r', endpoint: `https://${id}.example.com` })
const accounts: SourceConfig[] = [
  { ...place('metastudio'), cloud: 'metastudio', projectId: 'p', credentials: { kind: 'aksk', accessKey, secretKey } },
  { ...place('ice'), cloud: 'ice', credentials: { accessKeyId, accessKeySecret } },
  { ...place('iam'), cloud: 'metastudio', projectId: 'p', credentials: { kind: 'iam', user: 'u', password, domain: 'd', endpoint: 'https://iam.example.com' } },
]

/** What a field may be in place of what it should be. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, 'false', '', ' ', 0, -1, 1e21, '1234567890123456789', '2026-03-14T08:00:00Z', '2026-02-30', 1_772_000_000_000, 'TRAIN_FAILED', 'Success\n', '__proto__', '../..', '<script>', '\u0000\u202E', '\uD800', 'x'.repeat(5_000)),
  fc.constantFrom(`电话 ${phone} `, `+86 153-1234-0046`, `see ${signed} .`, 'key: SECRET', 'ECHO'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
)
const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'job_id', 'jobs', 'error_msg', 'Message', 'new_download_url', 'raw')
type Change = { at: number; value: unknown; name?: string }
const change: fc.Arbitrary<Change> = fc.oneof(fc.record({ at: fc.nat(10_000), value: leaf }), fc.record({ at: fc.nat(10_000), value: leaf, name: names }))

/** Every object and list in a value, each with the names of its members. */
function holders(value: unknown): [holder: object, name: string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [[value, name] as [object, string], ...holders(member)])
}

function changed(answer: unknown, changes: readonly Change[]): unknown {
  const copy: unknown = structuredClone(answer)
  for (const { at, value, name } of changes) {
    const all = holders(copy)
    const [holder, own] = all[at % Math.max(all.length, 1)] ?? []
    if (holder !== undefined && own !== undefined) Object.defineProperty(holder, name ?? own, { value, enumerable: true, writable: true, configurable: true })
  }
  return copy
}

const fixtures = [metastudioList.answer, metastudioDetail.answer, iceList.answer, iceDetail.answer]
const problems = [
  { error_code: 'MSS.00000003', error_msg: `bad ${phone} ${signed}` },
  { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information: ECHO' },
  { Code: 'SignatureDoesNotMatch', Message: 'server string to sign is: ECHO', RequestId: 'R' },
  { Code: 'Throttling.User', Message: `wait, ${phone}` },
  { error: { code: 401, message: 'ECHO', title: 'Unauthorized' } },
]
const grown = fc.tuple(fc.constantFrom<unknown>(...fixtures, ...problems), fc.array(change, { maxLength: 6 })).map(([answer, changes]) => JSON.stringify(changed(answer, changes)))
const text = fc.oneof(
  { weight: 8, arbitrary: grown },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.tuple(grown, fc.nat(400)).map(([whole, end]) => whole.slice(0, end)) },
  { weight: 1, arbitrary: fc.constantFrom('', 'null', '[]', '"ECHO"', '{"count":1e999}', `<html>${phone} ECHO</html>`, '['.repeat(10_000), `{"jobs":[${'{"job_id":"a"},'.repeat(300)}{}]}`, '\uFEFF{}') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)
const answer = fc.record({
  status: fc.oneof({ weight: 4, arbitrary: fc.constant(200) }, { weight: 2, arbitrary: fc.constantFrom(201, 204, 206, 301, 304, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 599) }),
  text,
  headers: fc.record(
    {
      'content-type': fc.constantFrom('application/json', 'text/html', 'application/json; charset=gbk', ''),
      'retry-after': fc.constantFrom('0', '-1', '3', '99999999', 'Sat, 14 Mar 2026 08:00:05 GMT', 'soon', 'SECRET'),
      'x-request-id': fc.constantFrom('a'.repeat(32), 'x'.repeat(3_000), 'SECRET', phone, signed),
      'x-acs-retry-after': fc.constantFrom('500', 'x'),
      date: fc.constantFrom('Sat, 14 Mar 2026 12:00:00 GMT', 'never'),
      'set-cookie': fc.constant('session=SECRET'),
      'x-subject-token': fc.constant(token),
    },
    { requiredKeys: [] },
  ),
})
const answers = fc.array(fc.oneof({ weight: 9, arbitrary: answer }, { weight: 1, arbitrary: fc.constantFrom('ECONNRESET', 'ENOTFOUND', 'UND_ERR_SOCKET') }), { minLength: 1, maxLength: 4 })
type Answers = typeof answers extends fc.Arbitrary<infer T> ? T : never

const id = metastudioList.answer.jobs[0]?.job_id ?? 'a'
const searches: Record<string, string> = { '/api/find': '?q=0046', '/api/sources/:source/histogram': '?by=day&tz=UTC', '/api/sources/:source/reasons': `?ids=${id},b` }
const asked = operations
  .filter(({ route, isOfCloud }) => isOfCloud === true || route === '/api/find' || route.endsWith('/cover'))
  .flatMap((operation) => accounts.map((account) => ({ answer: operation.answer, path: `${operation.route.replace(':source', account.id).replace(':job_id', id)}${searches[operation.route] ?? ''}` })))

/** The whole proxy before clouds that answer so, one after the other and again from the first; signing in to IAM may simply work. */
function before(given: Answers, isSigningInWell: boolean) {
  const clock = createClock(Date.parse('2026-03-14T08:00:00Z'))
  const told: unknown[] = []
  const log: LogEntry[] = []
  let calls = 0
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (isSigningInWell && new URL(url).pathname.endsWith('/v3/auth/tokens')) {
      return Response.json({ token: { expires_at: '2026-03-15T08:00:00Z' } }, { status: 201, headers: { 'x-subject-token': token } })
    }
    const next = given[calls++ % given.length]
    if (next === undefined || typeof next === 'string') throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(secretKey), { code: next }) })
    const echo = JSON.stringify(`${url} ${JSON.stringify(init.headers)} ${typeof init.body === 'string' ? init.body : ''}`).slice(1, -1)
    // A token that nobody gave is no secret of anybody.
    const own = (secrets[new URL(url).host] ?? []).filter((secret) => secret !== token || isSigningInWell).join(' ')
    const isBare = next.status === 204 || next.status === 304
    return new Response(isBare ? null : next.text.replaceAll('ECHO', () => echo).replaceAll('SECRET', own), {
      status: next.status,
      headers: Object.entries(next.headers).map(([name, value]) => [name, value.replaceAll('SECRET', own)]),
    })
  }
  const proxy = createProxy({
    sources: createWatchedSources(accounts, {
      demo: false,
      fetch,
      now: clock.now,
      sleep: clock.hurriedSleep,
      random: () => 0.5,
      requestsPerSecond: 10_000,
      onAttempt: (_source, seen) => void told.push(seen),
      onUnreadable: (_source, seen) => void told.push(seen),
    }),
    now: clock.now,
    sleep: () => Promise.resolve(),
    openCover: () => Promise.reject(new Error(signed)),
    resizeCover: (picture) => Promise.resolve(picture),
    log: (entry) => void log.push(entry),
  })
  /** The answer. What waits for a time beyond all retries, such as a pause that the cloud ordered, waits until nothing else happens. */
  const get = async (path: string): Promise<Response> => {
    const waiting = { isDone: false }
    const answering = proxy.fetch(new Request(`http://localhost${path}`)).finally(() => (waiting.isDone = true))
    for (let turn = 1; !waiting.isDone; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (turn % 50 === 0) clock.advance(1_000)
    }
    return answering
  }
  return { get, told: () => JSON.stringify([log, told]), log }
}

/** What of a text must not be in it. */
function leaks(told: string): string[] {
  const plain = told.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/(?<=\d)[\s-]+(?=\d)/g, '')
  return [...plain.matchAll(/.{0,40}(?:CANARY|TESTSIGNATURE|15312340046|HMAC-SHA256|x-sdk-date).{0,40}/gi)].map(([found]) => found)
}

describe('any answer of a cloud', () => {
  const { given, timeout } = toCases(0.1)

  it('becomes an answer of the contract or a problem; nothing breaks, and nothing that must stay in comes out', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), fc.constantFrom(...asked), async (clouds, isSigningInWell, { path, answer }) => {
        const { get, told, log } = before(clouds, isSigningInWell)
        for (const _ of ['first', 'again']) {
          const response = await get(path)
          const text = await response.text()
          expect(leaks(`${JSON.stringify([...response.headers])}\n${text}`)).toEqual([])
          const body: unknown = JSON.parse(text)
          if (response.status === 200 && typeof answer === 'string') expect(namedSchemas[answer].parse(body)).toEqual(body)
          else {
            expect(namedSchemas.Problem.parse(body)).toEqual(body)
            expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
          }
        }
        expect(log.filter(({ code, trace }) => code === 'internal' || trace !== undefined)).toEqual([])
        expect(leaks(told())).toEqual([])
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      given,
    )
  })
})
