import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { both, good, setUp } from './setup.ts'
import { raw, reply, replyJson, toHead, type Script } from './misbehaving-server.ts'

/** Answers that are HTTP, and yet not what a list looks like. */

const json = { 'content-type': 'application/json' }
const text = { metastudio: '{"count":0,"jobs":[]}', ice: '{"RequestId":"R","Success":true,"Data":{"TotalCount":0,"AvatarTrainingJobList":[]}}' }
const whole = (body: string) => `${toHead(200, { ...json, 'content-length': String(body.length) })}${body}`

describe.each(both)('%s', (source) => {
  it.each<[name: string, answer: Script, code: string]>([
    ['204', raw('HTTP/1.1 204 No Content\r\n\r\n'), 'unreadable'],
    ['205', raw('HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n'), 'unreadable'],
    ['304', raw('HTTP/1.1 304 Not Modified\r\netag: "a"\r\n\r\n'), 'unreadable'],
    ['101', raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'), 'unreachable'],
    // undici takes no word of waiting that nobody asked for.
    ['100', raw(`HTTP/1.1 100 Continue\r\n\r\n${whole(text[source])}`), 'unreachable'],
    ['a length that is too short', reply(200, text[source], { 'content-length': '12' }), 'unreadable'],
  ])('that answers with %s is in trouble, not empty', async (_name, answer, code) => {
    const { server, list, problem, health } = await setUp()
    server.does(answer)
    expect(await problem(list(source))).toMatchObject({ status: 502, code })
    expect(await health(source)).toMatchObject({ status: 'failing', code })
    server.does(good[source])
    expect((await list(source)).status).toBe(200)
  })

  it('that lets wait once, though nobody asked whether to send, is asked again by a new connection, and nobody notices', async () => {
    const { server, list } = await setUp()
    server.does(raw(`HTTP/1.1 100 Continue\r\n\r\n${whole(text[source])}`), good[source])
    expect((await list(source)).status).toBe(200)
    expect(server.requests).toHaveLength(2)
  })

  it('that says first that it will answer has answered when it does', async () => {
    const { server, list } = await setUp()
    server.does(raw(`HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${whole(text[source])}`))
    expect((await list(source)).status).toBe(200)
    expect(server.requests).toHaveLength(1)
  })

  it.each(['', 'yesterday', '0', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'])('whose good answer says it is of %j is believed in all else', async (date) => {
    const { server, list, clock } = await setUp()
    server.does(reply(200, text[source], { date }))
    for (const [age, wait] of [['0', 5_000], ['5', 5_000], ['0', 0]] as const) {
      const answer = await list(source)
      expect([answer.status, answer.headers.get('age')]).toEqual([200, source === 'ice' && wait === 0 ? '10' : age])
      clock.advance(wait)
    }
  })

  it('that refuses with an absurd time costs two refusals and a rest, and is signed for by the right time afterwards', async () => {
    const { server, list, problem, clock } = await setUp()
    const refusal = (date: string) =>
      replyJson(source === 'ice' ? 400 : 401, source === 'ice' ? { Code: 'InvalidTimeStamp.Expired' } : { error_code: 'APIGW.0301', error_msg: 'signature expired' }, { date })
    server.does(refusal('Thu, 01 Jan 1970 00:00:00 GMT'))
    expect(await problem(list(source))).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(server.requests).toHaveLength(2)
    // From here on it looks at the time itself.
    server.does((socket, seen) => {
      const signedAt = (seen.headers.get('x-sdk-date') ?? seen.headers.get('x-acs-date') ?? '').replace(/\D/g, '').slice(0, 8)
      ;(signedAt === '20260314' ? good[source] : refusal(new Date(clock.now()).toUTCString()))(socket, seen)
    })
    clock.advance(300_000)
    expect((await list(source)).status).toBe(200)
    expect(server.requests).toHaveLength(4)
  })

  it('whose answer comes after its deadline is not heard, and does not disturb the next', async () => {
    const { server, list, job, problem, clock } = await setUp()
    let late = () => {}
    server.does((socket, seen) => {
      late = () => good[source](socket, seen)
    }, good[source])
    const answer = problem(list(source))
    await server.arrived(1)
    clock.advance(15_000)
    expect(await answer).toMatchObject({ status: 504, code: 'timeout' })
    late()
    // A cloud that said nothing for so long is tried every five seconds, by a call for which nobody waits.
    clock.advance(5_000)
    await expect.poll(async () => (await list(source)).status).toBe(200)
    expect((await job(source)).headers.get('content-type')).toContain('json')
  })

  it('of another job than was asked for is shown to nobody', async () => {
    const { server, job, problem } = await setUp()
    server.does(replyJson(200, source === 'ice' ? { Success: true, Data: { AvatarTrainingJob: { JobId: 'job-other', Status: 'Success' } } } : { job_id: 'job-other', state: 'TRAINING' }))
    expect(await problem(job(source, 'job-asked'))).toMatchObject({ status: 502, code: 'unreadable' })
    expect((await job(source, 'JOB-other')).status).toBe(200)
  })

  it('that names a field twice is read, the last one counts', async () => {
    const { server, list } = await setUp()
    const row = source === 'ice' ? '{"JobId":"job-1","JobId":"job-2","Status":"Init","Status":"Training"}' : '{"job_id":"job-1","job_id":"job-2","state":"DELETED","state":"TRAINING"}'
    server.does(reply(200, source === 'ice' ? `{"Success":false,"Success":true,"Data":{},"Data":{"TotalCount":1,"AvatarTrainingJobList":[${row}]}}` : `{"count":9,"count":1,"jobs":[],"jobs":[${row}]}`))
    expect(JobList.parse(await (await list(source)).json())).toMatchObject({ count: 1, jobs: [{ job_id: 'job-2' }] })
  })

  it.each<[name: string, body: object, code: string, times: number]>([
    ['trouble of its own', source === 'ice' ? { Success: false, Code: 'InternalError' } : { error_code: 'MSS.00000004', error_msg: 'Internal error.' }, 'cloud_error', source === 'ice' ? 3 : 1],
    ['throttling', source === 'ice' ? { Success: false, Code: 'Throttling.User' } : { error_code: 'APIGW.0308', error_msg: 'The throttling threshold has been reached' }, 'throttled', 3],
    ['a refusal of the key', source === 'ice' ? { Success: 'false', Code: 'InvalidAccessKeyId.NotFound' } : { error_code: 'APIGW.0301' }, 'cloud_rejected_credentials', 1],
    ['a missing right', source === 'ice' ? { Success: false, Code: 'Forbidden.RAM' } : { error_code: 'MSS.00010009' }, source === 'ice' ? 'cloud_denied' : 'cloud_error', 1],
  ])('that tells %s with 200 is understood', async (_name, body, code, times) => {
    const { server, list, problem } = await setUp()
    server.does(replyJson(200, body))
    expect(await problem(list(source))).toMatchObject({ code, cloud_status: 200 })
    expect(server.requests).toHaveLength(times)
  })
})

const metastudioRows = (from: number, count: number) => Array.from({ length: count }, (_, place) => ({ job_id: `job-${from + place}`, state: 'TRAINING', create_time: '2026-03-14T07:00:00Z' }))
const iceRows = (from: number, count: number) => Array.from({ length: count }, (_, place) => ({ JobId: `job-${from + place}`, Status: 'Success' }))
const queryOf = (path: string) => new URL(path, 'http://cloud').searchParams

describe('a list that changes while it is read', () => {
  it('of ICE, whose pages are larger than they were asked for, takes no more of each', async () => {
    const { server, list } = await setUp()
    server.does((socket, seen) => replyJson(200, { Success: true, Data: { TotalCount: 300, AvatarTrainingJobList: iceRows(1_000 * Number(queryOf(seen.path).get('PageNo')), 1_000) } })(socket, seen))
    expect(JobList.parse(await (await list('ice')).json())).toMatchObject({ count: 300 })
    expect(server.requests).toHaveLength(3)
  })

  it('of MetaStudio, which has become shorter, is told as one that was not read whole', async () => {
    const { server, get } = await setUp()
    server.does((socket, { path, ...seen }) => {
      const offset = Number(queryOf(path).get('offset'))
      const pages: Record<number, object> = { 0: { count: 250, jobs: metastudioRows(0, 100) }, 100: { count: 150, jobs: metastudioRows(100, 50) } }
      replyJson(200, pages[offset] ?? { count: 150, jobs: [] })(socket, { path, ...seen })
    })
    const body: unknown = await (await get('sources/metastudio/jobs?phase=unknown')).json()
    expect(JobList.parse(body)).toMatchObject({ scanned: { jobs: 150, of: 250 } })
  })

  it('of MetaStudio, with the same job on two pages, has it once', async () => {
    const { server, get } = await setUp()
    server.does((socket, { path, ...seen }) => {
      const offset = Number(queryOf(path).get('offset'))
      replyJson(200, { count: 200, jobs: metastudioRows(Math.max(0, offset - 1), 100) })(socket, { path, ...seen })
    })
    const { matches } = (await (await get('find?q=job-99')).json()) as { matches: { job_id: string; source: string }[] }
    expect(matches.filter(({ job_id, source }) => job_id === 'job-99' && source === 'metastudio')).toHaveLength(1)
  })

  it.each([
    ['a total that no list has', { TotalCount: 1_000_000_000 }],
    ['no total', {}],
  ])('of ICE, that never ends, with %s, is read as far as ten thousand jobs and no further', async (_name, total) => {
    const { server, get, clock } = await setUp()
    // Page after page is the same one.
    server.does(replyJson(200, { Success: true, Data: { ...total, AvatarTrainingJobList: iceRows(0, 100) } }))
    const list = JobList.parse(await (await get('sources/ice/jobs?limit=100')).json())
    expect(list.jobs).toHaveLength(100)
    expect(server.requests).toHaveLength(100)
    expect(new Set(server.requests.map(({ path }) => queryOf(path).get('PageNo'))).size).toBe(100)
    clock.advance(25_000)
    await get('sources/ice/jobs?limit=100')
    expect(server.requests.length).toBeLessThanOrEqual(200)
  })
})

describe('a wrong id that is looked for', () => {
  it('costs each cloud one call, however often it is pasted within seconds', async () => {
    const { server, get } = await setUp({ accounts: (accounts) => accounts.filter(({ id }) => id !== 'iam') })
    const isDetail = (path: string) => path.includes('nobodys-job-1')
    server.does((socket, seen) => {
      if (isDetail(seen.path)) replyJson(404, { error_code: 'MSS.00000002', Code: 'JobNotFound' })(socket, seen)
      else good[seen.path.includes('Action=') || seen.headers.has('x-acs-action') ? 'ice' : 'metastudio'](socket, seen)
    })
    for (let time = 0; time < 5; time += 1) expect(await (await get('find?q=nobodys-job-1')).json()).toMatchObject({ matches: [] })
    expect((await get('sources/ice/jobs/nobodys-job-1')).status).toBe(404)
    const details = server.requests.filter(({ path }) => /nobodys-job-1/.test(path) && !/[?&]name=/.test(path) && !/job_name=/.test(path))
    expect(details).toHaveLength(2)
  })
})
