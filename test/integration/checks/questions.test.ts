import { describe, expect, it } from 'vitest'
import { filterNames, readFilter } from '#contract/job-filters.ts'
import { Problem } from '#contract/problem.ts'
import { toInstant } from '#proxy/clouds/to-instant.ts'
import { toMatcher, toPhoneDigits } from '#proxy/questions/job-matcher.ts'
import { withoutSmallWords } from '#proxy/questions/small-words.ts'
import { maskContact, maskText } from '#proxy/masks/masks.ts'
import { quoted } from '#proxy/problem.ts'
import { createRedactor } from '#proxy/log/redact.ts'
import { parseJson } from '#proxy/upstream/body.ts'
import { defused } from '#web/jobs/export/csv.ts'
import { createWorld, ice, metastudio } from '../world.ts'

/** The checks of questions, numbered as in SECURITY.md: what an address may say, and what of it reaches a cloud. */

const world = createWorld({ metastudioJobs: 20, iceJobs: 5 })
const jobs = `/api/sources/${metastudio}/jobs`
const asked = () => world.clouds.requests.length

describe('check 22: parameters', () => {
  it.each([
    `${jobs}?state=TRAINING&state=TRAIN_FAILED`,
    `${jobs}?limit=10&limit=10`,
    `${jobs}?limit=10&%6cimit=20`,
    `${jobs}?limit=10;offset=5`,
    `${jobs}?limit[]=10`,
    `${jobs}?project_id=other`,
    `${jobs}?app_user_id=other&X-App-UserId=other`,
    `${jobs}?url=http://169.254.169.254/`,
    `${jobs}?endpoint=https://evil.test`,
    `${jobs}?=1`,
    `${jobs}/${'a'.repeat(32)}?width=96`,
    `/api/find?q=abc&q=def`,
    `/api/sources/${ice}/jobs?Action=DeleteAvatarTrainingJob`,
  ])('%s: twice, unknown or of the cloud’s own, it is refused and no cloud is asked', async (address) => {
    const before = asked()
    const { status, body } = await world.json(address)
    expect(status).toBe(400)
    expect(Problem.parse(body).code).toBe('bad_request')
    expect(asked()).toBe(before)
  })

  it.each([
    ['a%26limit%3D9999', 'name=a%26limit%3D9999'],
    ['a+b', 'name=a%20b'],
    ['a%2Bb', 'name=a%2Bb'],
    ['a%23b%3Fc%2F..', 'name=a%23b%3Fc%2F..'],
    ['%2526limit%253D1', 'name=%2526limit%253D1'],
    ['%E6%96%B0', 'name=%E6%96%B0'],
  ])('a value stays one value: name=%s becomes %s', async (value, wire) => {
    await world.json(`${jobs}?name=${value}&limit=5`)
    const query = world.clouds.requests.at(-1)?.query ?? ''
    const pairs = query.replace(/^\?/, '').split('&')
    expect(pairs).toContain(wire)
    expect(pairs.filter((pair) => pair.startsWith('limit='))).toEqual(['limit=5'])
  })
})

describe('check 23: ids', () => {
  const odd = ['.', '..', '%2e', '%2e%2e', '..%2f..%2fv2', '%2e%2e%2f', '..%5c', 'a%2fb', 'a%5cb', 'a%00', 'a%0d%0aX-Evil:1', 'a%20b', 'a;b', 'a%3fx=1', 'a%23', '%252e%252e', '%EF%BC%8E%EF%BC%8E', 'a.b', 'x'.repeat(65), '%zz', '%ff']

  it.each(odd)('%s is none of a job', async (id) => {
    const before = asked()
    for (const path of [`${jobs}/${id}`, `${jobs}/${id}/cover?width=96`, `/api/sources/${ice}/jobs/${id}`]) {
      const { status } = await world.get(path)
      expect([path, [400, 404].includes(status)]).toEqual([path, true])
    }
    expect(asked()).toBe(before)
  })

  it.each(odd)('%s is none of a source', async (id) => {
    const before = asked()
    const { status } = await world.get(`/api/sources/${id}/jobs`)
    expect([400, 404]).toContain(status)
    expect(asked()).toBe(before)
  })

  it.each(['.', '..', '../x', 'a/b', 'a b', '__proto__/x'])('%s is refused as a filter and in a list as well', async (id) => {
    const before = asked()
    expect((await world.get(`${jobs}?job_id=${encodeURIComponent(id)}`)).status).toBe(400)
    expect((await world.get(`/api/sources/${metastudio}/reasons?ids=${encodeURIComponent(id)}`)).status).toBe(400)
    expect(asked()).toBe(before)
  })
})

describe('check 24: names that mean something to JavaScript, in a question', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', '__defineGetter__'])('%s is an unknown parameter, an unknown source and a job that is not there', async (name) => {
    expect((await world.json(`${jobs}?${name}=1`)).status).toBe(400)
    expect((await world.json(`${jobs}?${name}[polluted]=yes`)).status).toBe(400)
    expect((await world.json(`${jobs}?sort_key=${name}`)).status).toBe(400)
    expect((await world.json(`${jobs}?phase=${name}`)).status).toBe(400)
    expect((await world.json(`/api/sources/${name}/jobs`)).status).toBe(404)
    expect((await world.json(`${jobs}/${name}`)).status).toBe(404)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

/** Reaching the end within the runner's limit is what is checked: a pattern that backtracks would take years of a text that long. */
describe('check 25: texts of 100 kB', () => {
  const size = 100_000
  const piled = (text: string, end = '') => text.repeat(Math.ceil(size / text.length)).slice(0, size) + end
  const texts: [name: string, text: string][] = [
    ['digits', piled('1')],
    ['digits that nearly are a number', piled('1531234004', 'x')],
    ['separators', piled('1 5 3 - ', '!')],
    ['blanks', piled(' ', 'x')],
    ['line ends', piled('\r\n', 'x')],
    ['joiners between digits', piled('1\u200B5\u200B3\u200B')],
    ['addresses', piled('https://')],
    ['an address without end', `https://${piled('a')}`],
    ['questions', piled('?Signature=&')],
    ['at signs', piled('a@')],
    ['hexadecimal', piled('deadbeef-')],
    ['uuids', piled('6466aa00-0000-0000-0000-00000000000', 'z')],
    ['brackets', piled('[{"a":')],
    ['quotes and backslashes', `"${piled('\\')}`],
    ['stars', piled('*1')],
    ['header names', piled('x-acs-a ')],
    ['encoded', piled('%3D')],
    ['full-width', piled('１５３')],
    ['signs of formulas', piled('=+-@', 'x')],
    ['surrogates', piled('\uD83D')],
  ]
  const redact = createRedactor(['TESTSECRET0001', piled('k').slice(0, 2_000)])
  const readers: [name: string, read: (text: string) => unknown][] = [
    ['maskText', maskText],
    ['maskContact', maskContact],
    ['the redactor', redact],
    ['quoted', quoted],
    ['toInstant', toInstant],
    ['toPhoneDigits', toPhoneDigits],
    ['toMatcher', toMatcher],
    ['withoutSmallWords', withoutSmallWords],
    ['defused', defused],
    ['every filter', (text) => filterNames.map((name) => readFilter(name, text))],
    ['parseJson', (text) => {
      try {
        return parseJson(text)
      } catch (error) {
        return String(error)
      }
    }],
  ]

  it.each(readers)('are read to their end by %s', (_name, read) => {
    for (const [name, text] of texts) expect(() => read(text), name).not.toThrow()
  })

  it('in a cloud’s answer are answered', async () => {
    const [, first = ''] = texts[1] ?? []
    const heavy = createWorld({
      metastudioJobs: 3,
      iceJobs: 3,
      tamper: (answer) => JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'name' || key === 'contact' ? first : value))) as unknown,
    })
    expect((await heavy.get(jobs)).status).toBe(200)
  })
})
