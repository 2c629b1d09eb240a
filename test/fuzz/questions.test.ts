import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterNames, readFilter } from '#contract/job-filters.ts'
import { namedSchemas, operations } from '#proxy/docs/openapi-operations.ts'
import { createWorld, ice, metastudio } from '../integration/world.ts'
import { toCases } from './cases.ts'

/** Any address in; out comes what the contract promises or a problem that names what is wrong, and clouds hear only what they know. */

const world = createWorld({ metastudioJobs: 12, iceJobs: 5 })
const [someId = ''] = world.clouds.jobs('metastudio').map(({ id }) => id)
const parameterNames = [...new Set(operations.flatMap(({ query }) => query.map(({ name }) => name)))]

const odd = fc.constantFrom('', '0', '-1', '1e3', '00', '+1', '2147483647', '2147483648', '１', '1.0', ' 1', 'NaN', 'true', 'TRUE', 'null', '.', '..', '../..', '__proto__', 'constructor', '*', '%', '\u0000', '\r\nX-Evil: 1', '\uD800', '\u202E', 'ß'.repeat(300))
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('2026-03-14T00:20:00Z', '2026-03-14T00:20:00+08:00', '2026-02-30T00:00:00Z', '2026-03-14T24:00:00Z', '2026-03-14T00:00:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2026-03-14', '2026-03-14t00:20:00z'),
)
const word = fc.constantFrom('TRAINING', '-TRAINING', 'TRAIN_FAILED', 'NOPE', 'failed', '-failed', 'unknown', 'you', 'provider', 'asc', 'desc', 'create_time', 'asset_order', 'day', 'week', 'UTC', 'Asia/Shanghai', 'Mars/Base', '1080P', '96', '640', someId)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(','))
const value = fc.oneof(words, time, odd, fc.integer({ min: -1, max: 200 }).map(String), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }))
const name = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...parameterNames, 'v', 'width') }, { weight: 1, arbitrary: fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('limit[]', 'Limit', 'li%6dit', 'a.b')) })

/** Written as browsers do, as signers do, or not at all. */
const written = (text: string) => fc.constantFrom(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')), encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%20', '+'), text)
const pair = fc.tuple(name, value).chain(([one, other]) => fc.tuple(written(one), written(other)).map(([left, right]) => `${left}=${right}`))
const query = fc.array(fc.oneof({ weight: 9, arbitrary: pair }, { weight: 1, arbitrary: fc.constantFrom('', '=', 'limit', '%', '%zz=1', 'a=%ff', '&', '?') }), { maxLength: 4 }).map((pairs) => pairs.join('&'))

const route = fc.constantFrom(...operations.map((operation) => operation.route))
const source = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(metastudio, ice) }, { weight: 1, arbitrary: value })
const jobId = fc.oneof({ weight: 3, arbitrary: fc.constant(someId) }, { weight: 1, arbitrary: value })
const address = fc
  .tuple(route, source, jobId, query)
  .map(([path, sourceId, id, search]) => ({ path, target: `${path.replace(':source', () => encode(sourceId)).replace(':job_id', () => encode(id))}${search === '' ? '' : `?${search}`}` }))
const encode = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))

const cloudNames = new Set([...filterNames, 'offset', 'limit', 'sort_key', 'sort_dir', 'PageNo', 'PageSize', 'Status', 'JobId'])
const hasControls = (text: string) => /\p{Cc}/u.test(text)

describe('any question', () => {
  const { given, timeout } = toCases(0.2)

  it('is answered by the contract or with a problem, and makes no call that a cloud would not understand', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(address, async ({ path, target }) => {
        const before = world.clouds.requests.length
        const response = await world.get(target)
        const answered = operations.find((operation) => operation.route === path)?.answer
        if (response.status === 200) {
          if (typeof answered === 'string') {
            const body: unknown = await response.json()
            expect(namedSchemas[answered].parse(body)).toEqual(body)
          }
        } else {
          const problem = namedSchemas.Problem.parse(await response.json())
          expect([400, 404]).toContain(response.status)
          expect(problem.status).toBe(response.status)
          expect(problem.detail.length).toBeGreaterThan(10)
          expect(problem.detail.length).toBeLessThan(2_000)
          expect(hasControls(`${problem.detail}${problem.parameter ?? ''}`)).toBe(false)
        }
        for (const call of world.clouds.requests.slice(before)) {
          const names = [...new URLSearchParams(call.query)].map(([one]) => one)
          expect(names.filter((one) => !cloudNames.has(one))).toEqual([])
          expect(new Set(names).size).toBe(names.length)
        }
        expect(world.log.splice(0).filter(({ trace }) => trace !== undefined)).toEqual([])
      }),
      { ...given, examples: [[{ path: '/api/sources/:source/jobs', target: `/api/sources/${metastudio}/jobs?name=%F0%9F%99%82` }]] },
    )
  })
})

describe('a filter', () => {
  const { given, timeout } = toCases(0.1)

  it('that was read is read the same again: its canonical form is its last', { timeout }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...filterNames), value, (filter, text) => {
        const canonical = readFilter(filter, text)
        if (canonical === undefined) return
        expect(readFilter(filter, canonical)).toBe(canonical)
        expect(hasControls(canonical)).toBe(false)
      }),
      given,
    )
  })
})
