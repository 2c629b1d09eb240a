import { describe, expect, it } from 'vitest'
import iceDetail from '../../fixtures/ice-detail.json'
import iceList from '../../fixtures/ice-list.json'
import metastudioDetail from '../../fixtures/metastudio-detail.json'
import metastudioList from '../../fixtures/metastudio-list.json'
import { JobDetail } from '#contract/job-detail.ts'
import { JobList } from '#contract/job-list.ts'
import { both, good, setUp, type SourceId } from '../faults/setup.ts'
import { reply, replyJson, type Script } from '../faults/misbehaving-server.ts'

/*
 * The checks of the way to the clouds and back, numbered as in SECURITY.md: the whole proxy with the real network, and a cloud on loopback
 * that notes every byte it is sent and answers with the worst.
 */

const mark = 'TESTHOSTILE'
/** What a hostile client may try to have passed on. */
const hostile = {
  'X-App-UserId': mark,
  'X-App-Userid': mark,
  X_App_UserId: mark,
  'X-Project-Id': mark,
  'X-Sdk-Date': mark,
  'X-Acs-Action': mark,
  'X-Acs-Security-Token': mark,
  'X-Security-Token': mark,
  'X-Auth-Token': mark,
  'X-Forwarded-For': mark,
  'X-Forwarded-Host': mark,
  'X-Forwarded-Uri': mark,
  'X-Original-URL': mark,
  'X-HTTP-Method-Override': mark,
  Forwarded: `for=${mark}`,
  Via: `1.1 ${mark}`,
  Authorization: `Bearer ${mark}`,
  'Proxy-Authorization': `Basic ${mark}`,
  Cookie: `session=${mark}`,
  Referer: `http://localhost/${mark}`,
  Origin: `http://${mark}.test`,
  'User-Agent': mark,
  'X-Request-Id': mark,
  Range: 'bytes=0-1',
  'If-Modified-Since': mark,
  'Content-Language': mark,
}

/** Names that are sent to each cloud: ours, and those of any call. */
const platforms = ['accept', 'accept-encoding', 'connection', 'content-length', 'host', 'user-agent']
const sent: Record<SourceId, readonly string[]> = {
  metastudio: ['authorization', 'content-type', 'x-app-userid', 'x-project-id', 'x-sdk-date'],
  ice: ['authorization', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'],
  iam: ['content-type', 'x-app-userid', 'x-auth-token'],
}
const ours = new Set(Object.values(sent).flat())

const id = '55d86f7f4587943ce7734d6b00000001'
const answers = { metastudio: { ...metastudioDetail.answer, job_id: id }, ice: iceDetail.answer }
const token = replyJson(201, { token: { expires_at: '2026-03-15T08:00:00Z' } }, { 'x-subject-token': 'TESTSUBJECT' })
const listOf = (source: SourceId) => good[source === 'ice' ? 'ice' : 'metastudio']
const detailOf = (source: SourceId) => replyJson(200, source === 'ice' ? answers.ice : answers.metastudio)

describe.each([...both, 'iam'] as const)('%s', (source) => {
  it('check 20: nothing that a client sends about itself reaches the cloud', async () => {
    const { server, get } = await setUp({ accounts: (all) => all.map((account) => (account.cloud === 'metastudio' ? { ...account, appUserId: 'test-operator' } : account)) })
    server.does(...(source === 'iam' ? [token] : []), listOf(source), detailOf(source))
    expect((await get(`sources/${source}/jobs?name=a`, hostile)).status).toBe(200)
    expect((await get(`sources/${source}/jobs/${id}`, hostile)).status).toBe(200)
    const calls = server.requests.filter(({ path }) => !path.startsWith('/v3/auth'))
    expect(calls).toHaveLength(2)
    expect(JSON.stringify(server.requests.map(({ headers, ...rest }) => ({ ...rest, headers: [...headers] })))).not.toContain(mark)
    for (const { headers } of calls) {
      expect([...headers.keys()].filter((name) => !platforms.includes(name)).toSorted()).toEqual(sent[source])
      if (ours.has('x-app-userid') && source !== 'ice') expect(headers.get('x-app-userid')).toBe('test-operator')
    }
  })

  it('check 21: nothing that a cloud says beside its answer reaches a client', async () => {
    const beside = {
      'set-cookie': 'cloud=TESTCOOKIE',
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'content-security-policy': "script-src 'unsafe-inline'",
      'strict-transport-security': 'max-age=0',
      'clear-site-data': '"*"',
      'www-authenticate': 'Basic',
      'x-subject-token': 'TESTSUBJECT',
      'x-frame-options': 'ALLOWALL',
      refresh: '0; url=https://evil.test',
      location: 'https://evil.test',
      link: '<https://evil.test>; rel=preload',
      server: 'TESTSERVER',
      'x-powered-by': 'TESTSERVER',
      'cache-control': 'public, max-age=999',
      etag: '"TESTTAG"',
      'x-request-id': 'b'.repeat(32),
    }
    const { server, get } = await setUp()
    const body = JSON.stringify(source === 'ice' ? answers.ice : answers.metastudio)
    server.does(...(source === 'iam' ? [token] : []), reply(200, body, beside), reply(500, body, beside))
    const answered = [await get(`sources/${source}/jobs/${id}`), await get(`sources/${source}/jobs/${id.replace(/1$/, '2')}`)]
    expect(answered.map(({ status }) => status >= 500)).toEqual([false, true])
    const allowed = [
      'age', 'cache-control', 'content-length', 'content-security-policy', 'content-type', 'cross-origin-opener-policy', 'cross-origin-resource-policy',
      'etag', 'referrer-policy', 'retry-after', 'vary', 'x-content-type-options', 'x-frame-options', 'x-request-id',
    ]
    for (const { headers } of answered) {
      expect([...headers.keys()].filter((name) => !allowed.includes(name))).toEqual([])
      expect(headers.get('cache-control')).toMatch(/^(?:private, no-cache|no-store)$/)
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(JSON.stringify([...headers])).not.toMatch(/unsafe|evil|TEST/)
    }
  })
})

describe('check 11: a number of a person leaves masked, whatever field a cloud wrote it in', () => {
  const phones = ['15312340046', '153-1234-0046', '+86 153 1234 0046', '１５３１２３４００４６', '0153 1234 0046', '153\u200B1234\u200B0046']
  const inClear = (text: string) => text.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/(?<=\d)[\s-]+(?=\d)/g, '').includes('15312340046')
  /** Words that are read as such; ids, states and times would make the answer another. */
  const kept = /(?:^|_)(?:id|ids|state|status|type|time|count|Success|RequestId|JobId|AvatarId)$|(?:Id|Time|Type|Status)$/
  const planted = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((member: unknown) => planted(member, key))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, planted(field, name)]))
    return typeof value === 'string' && !kept.test(key) ? `${value} ${phones.join('；')}` : value
  }

  it.each(both)('of %s, in every route and in the log', async (source) => {
    const { server, get, routes, told } = await setUp()
    const [list, detail] = source === 'ice' ? [iceList.answer, answers.ice] : [metastudioList.answer, answers.metastudio]
    server.does((socket, seen) => {
      const isDetail = /\/jobs\/[^/?]+/.test(seen.path) || seen.headers.get('x-acs-action') === 'GetAvatarTrainingJob'
      replyJson(200, planted(isDetail ? detail : list))(socket, seen)
    })
    const asked = routes.filter(({ method, route }) => method === 'GET' && route.startsWith('/api/')).map(({ route }) => route.slice(5).replace(':source', source).replace(':job_id', id))
    const more: Record<string, string> = { find: 'find?q=0046', [`sources/${source}/reasons`]: `sources/${source}/reasons?ids=${id}`, [`sources/${source}/histogram`]: `sources/${source}/histogram?by=day&tz=UTC` }
    const texts = await Promise.all(asked.map(async (path) => [path, await (await get(more[path] ?? path)).text()] as const))
    expect(texts.filter(([, text]) => inClear(text)).map(([path]) => path)).toEqual([])
    expect(texts.filter(([, text]) => text.includes('153****0046')).map(([path]) => path)).toEqual(expect.arrayContaining([`sources/${source}/jobs`, `sources/${source}/jobs/${id}`]))
    expect(inClear(told())).toBe(false)
  })

  it.each(both)('of %s, in the words with which it refuses', async (source) => {
    const { server, get, told } = await setUp()
    const words = `the job of ${phones.join('；')} is locked`
    server.does((socket, seen) => replyJson(403, { error_code: 'MSS.00000009', error_msg: words, Code: 'Forbidden.Locked', Message: words })(socket, seen))
    const text = await (await get(`sources/${source}/jobs/${id}`)).text()
    expect([text.includes('is locked'), text.includes('153****0046'), inClear(text), inClear(told())]).toEqual([true, true, false, false])
  })

  it('and whoever guesses learns nothing of the digits behind the stars', async () => {
    const { server, get } = await setUp({ accounts: (all) => all.filter(({ id: one }) => one === 'metastudio') })
    const jobs = [{ job_id: 'job-of-mira', name: 'Mira', contact: '15312340046', state: 'TRAINING' }]
    // No name has a number in it.
    server.does((socket, seen) => replyJson(200, seen.path.includes('name=') ? { count: 0, jobs: [] } : { count: 1, jobs })(socket, seen))
    const answers = await Promise.all(['15312340046', '15399990046'].map(async (number) => (await get(`find?q=${number}`)).text()))
    expect(answers[0]).toContain('job-of-mira')
    expect(answers[0]).toBe(answers[1])
  })
})

describe('check 24: names that mean something to JavaScript', () => {
  const polluting = '"__proto__":{"polluted":"yes","job_id":"x"},"constructor":{"prototype":{"polluted":"yes"}},"hasOwnProperty":"no","toString":"no","valueOf":1'
  const poison = (body: object): Script => reply(200, JSON.stringify(body).replaceAll('{', `{${polluting},`).replaceAll(',}', '}'))

  it.each(both)('in an answer of %s change no object and are in no answer of ours', async (source) => {
    const { server, get } = await setUp()
    server.does(poison(answers[source]))
    for (const path of [`sources/${source}/jobs/${id}`, `sources/${source}/jobs`, `sources/${source}/counts`, 'sources']) {
      const response = await get(path)
      expect(response.status).toBeLessThan(503)
      expect(await response.text()).not.toMatch(/polluted|__proto__|hasOwnProperty/)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('check 27: what one account or identity is answered, no other sees', () => {
  it('two sources of one cloud that differ in their end user share no answer', async () => {
    const users = ['user-a', 'user-b']
    const { server, get } = await setUp({
      accounts: (all) => all.filter(({ id: one }) => one === 'metastudio').flatMap((account) => users.map((user) => ({ ...account, id: user, appUserId: user }) as typeof account)),
    })
    server.does((socket, seen) => {
      const user = seen.headers.get('x-app-userid') ?? ''
      replyJson(200, { count: 1, jobs: [{ job_id: `job-of-${user}`, name: user, state: 'TRAINING' }] }, { 'set-cookie': `user=${user}`, 'cache-control': 'public, max-age=600' })(socket, seen)
    })
    for (const round of [1, 2]) {
      for (const user of users) {
        const response = await get(`sources/${user}/jobs`)
        expect(response.headers.get('cache-control')).toBe('private, no-cache')
        expect(response.headers.get('set-cookie')).toBeNull()
        const { jobs } = JobList.parse(await response.json())
        expect([round, jobs.map(({ job_id }) => job_id)]).toEqual([round, [`job-of-${user}`]])
      }
    }
    expect(server.requests, 'each asked once, and kept').toHaveLength(2)
  })

  it('what is kept is masked: no answer, first or later, has a contact in clear', async () => {
    const { server, get } = await setUp()
    server.does(replyJson(200, { count: 1, jobs: [{ job_id: 'one', name: 'call 15312340046', contact: '15312340046', state: 'TRAINING' }] }))
    for (const path of ['jobs', 'jobs', 'jobs?limit=10', 'jobs?name=15312340046']) {
      const text = await (await get(`sources/metastudio/${path}`)).text()
      expect(text).toContain('153****0046')
      expect(text).not.toContain('15312340046')
    }
  })
})

describe('check 29: values that are no values', () => {
  const rows = [
    '{"job_id":1234567890123456789,"name":"long","state":"TRAINING","create_time":"2026-03-01T00:00:00Z","last_update_time":null}',
    '{"job_id":"1234567890123456790","name":"next","state":"SOMETHING_NEW","create_time":"not a date"}',
    '{"job_id":"twice","name":"older","state":"TRAINING","last_update_time":"2026-03-01T00:00:00Z"}',
    '{"job_id":"twice","name":"newer","state":"TRAIN_FAILED","last_update_time":"2026-03-02T00:00:00Z"}',
    '{"job_id":"odd","name":7,"state":12,"create_time":"2026-02-30T00:00:00Z","tags":"vip","contact":15312340046,"is_flexus":"maybe"}',
    '{"job_id":"zero","name":null,"state":null,"create_time":0,"last_update_time":"0001-01-01T00:00:00Z"}',
  ]

  it('stay in their rows: 64-bit ids are exact, unknown states keep their code, dates that are none are left out, the newest of two wins', async () => {
    const { server, get } = await setUp()
    server.does(reply(200, `{"count":18446744073709551615,"jobs":[${rows.join(',')},null,7,"row",[]]}`), reply(200, `{"count":${rows.length},"jobs":[${rows.join(',')},null,7,"row",[]]}`))
    await get('sources/metastudio/jobs')
    const response = await get('sources/metastudio/jobs?limit=10')
    expect(response.status).toBe(200)
    const { jobs } = JobList.parse(await response.json())
    expect(jobs.map(({ job_id }) => job_id)).toEqual(['1234567890123456789', '1234567890123456790', 'twice', 'odd', 'zero'])
    const [long, next, twice, odd, zero] = jobs
    expect(long).toMatchObject({ name: 'long', create_time: '2026-03-01T00:00:00Z' })
    expect(long?.last_update_time).toBeUndefined()
    expect(next).toMatchObject({ state: 'SOMETHING_NEW', phase: 'unknown' })
    expect(next?.create_time).toBeUndefined()
    expect(twice).toMatchObject({ name: 'newer', state: 'TRAIN_FAILED' })
    expect(odd?.create_time).toBeUndefined()
    expect(zero?.create_time).toBeUndefined()
    expect(zero?.last_update_time).toBeUndefined()
    expect(JSON.stringify(jobs)).not.toMatch(/1970-01-01|0001-01-01|15312340046/)
  })

  it('of a detail as well', async () => {
    const { server, get } = await setUp()
    server.does(reply(200, `{"job_id":1234567890123456789,"name":"x","state":"TRAINING","operation_logs":[{"log_type":"USER_CREATE_JOD","operate_time":null},null,{"log_type":3}],"sub_training_job_info":[{"job_id":9007199254740993,"create_time":-1}]}`))
    const response = await get('sources/metastudio/jobs/1234567890123456789')
    expect(response.status).toBe(200)
    const { job } = JobDetail.parse(await response.json())
    expect(job.job_id).toBe('1234567890123456789')
  })
})
