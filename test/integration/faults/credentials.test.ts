import { describe, expect, it } from 'vitest'
import { both, good, secrets, setUp } from './setup.ts'
import { reply, replyJson, type Script, type Seen } from './misbehaving-server.ts'

const refusing = {
  metastudio: replyJson(401, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information: verify aksk signature fail' }),
  ice: replyJson(400, { RequestId: 'R-1', Code: 'SignatureDoesNotMatch', Message: 'Specified signature does not match; server StringToSign is ACS3-HMAC-SHA256 0a' }),
}
const isForToken = ({ path }: Seen) => path.startsWith('/v3/auth/tokens')
/** Answers with what the request itself leads to. */
const by =
  (choose: (seen: Seen) => Script): Script =>
  (socket, seen) =>
    choose(seen)(socket, seen)

describe.each(both)('a key that %s refuses', (source) => {
  it('is not tried again by anybody until it has rested, then once, and serves again when it is accepted', async () => {
    const { server, list, job, problem, health, clock } = await setUp()
    server.does(refusing[source])
    expect(await problem(list(source))).toMatchObject({ status: 502, code: 'cloud_rejected_credentials' })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => problem(job(source, `job-${number}`))))
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['cloud_rejected_credentials']))
    expect(server.requests).toHaveLength(1)
    expect(await health(source)).toEqual({ status: 'failing', since: '2026-03-14T08:00:00.000Z', code: 'cloud_rejected_credentials' })
    clock.advance(300_000)
    await Promise.all(Array.from({ length: 20 }, (_, number) => problem(job(source, `job-${number}`))))
    expect(server.requests).toHaveLength(2)
    server.does(good[source])
    clock.advance(300_000)
    expect((await list(source)).status).toBe(200)
    expect((await health(source))?.status).toBe('ok')
  })

  it('after it was accepted for long reaches the cloud twice at most, however many calls were on their way', async () => {
    const { server, list, job, problem } = await setUp()
    server.does(good[source], refusing[source])
    expect((await list(source)).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 60 }, (_, number) => problem(job(source, `job-${number}`))))
    expect(answers.every(({ code }) => code === 'cloud_rejected_credentials')).toBe(true)
    expect(server.requests.length - 1).toBeLessThanOrEqual(2)
  })

  it('check 34: because the clock is wrong is used once more with the time of the cloud, and from then on', async () => {
    const { server, list, job } = await setUp()
    const late = { date: 'Sat, 14 Mar 2026 10:00:00 GMT' }
    const refused =
      source === 'ice'
        ? replyJson(400, { RequestId: 'R-1', Code: 'InvalidTimeStamp.Expired', Message: 'Specified time stamp or date value is expired.' }, late)
        : replyJson(401, { error_code: 'APIGW.0303', error_msg: 'Incorrect app authentication information: x-sdk-date expired' }, late)
    server.does(refused, good[source])
    expect((await list(source)).status).toBe(200)
    await job(source)
    const dates = server.requests.map(({ headers }) => headers.get('x-sdk-date') ?? headers.get('x-acs-date') ?? '')
    expect(dates.map((date) => date.replace(/\D/g, '').slice(8, 10))).toEqual(['08', '10', '10'])
    // A second attempt is no repetition: what was signed once is never sent twice.
    expect(new Set(server.requests.map(({ headers }) => headers.get('authorization'))).size).toBe(3)
    if (source === 'ice') expect(new Set(server.requests.map(({ headers }) => headers.get('x-acs-signature-nonce'))).size).toBe(3)
  })

  it('with a wrong clock that stays wrong is used twice, and then rests', async () => {
    const { server, list, job, problem } = await setUp()
    server.does(replyJson(401, { error_code: 'APIGW.0301', Code: 'InvalidTimeStamp.Expired' }, { date: 'Sat, 14 Mar 2026 10:00:00 GMT' }))
    expect(await problem(list(source))).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(await problem(job(source))).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(server.requests).toHaveLength(2)
  })

  it('that lacks a right is told so, and not repeated', async () => {
    const { server, list, problem } = await setUp()
    server.does(
      source === 'ice'
        ? replyJson(403, { RequestId: 'R-1', Code: 'Forbidden.RAM', Message: 'User not authorized to operate on the specified resource.' })
        : replyJson(403, { error_code: 'MSS.00010011', error_msg: 'Access denied.' }),
    )
    expect(await problem(list(source))).toMatchObject({ code: 'cloud_denied', cloud_status: 403 })
    expect(server.requests).toHaveLength(1)
  })

  it('is in no problem, log or health, though the cloud repeats the whole request', async () => {
    const { server, list, job, problem, health, told } = await setUp()
    for (const status of [400, 401, 403, 404, 429, 500]) {
      server.does(
        by(({ path, headers, body }) => {
          const words = `${path} ${JSON.stringify([...headers])} ${encodeURIComponent(headers.get('authorization') ?? '')} ${body} ${secrets.join(' ')}`
          return replyJson(status, { error_code: secrets[0], error_msg: words, Code: secrets[2], Message: words, RequestId: secrets[2] }, { 'x-request-id': secrets[0] ?? '' })
        }),
      )
      const all = JSON.stringify([await problem(list(source)), await problem(job(source)), await health(source), told()])
      for (const secret of [...secrets, 'HMAC', 'Signature=', 'Signature%3D']) expect(all).not.toContain(secret)
    }
  })

  const keyIn = (headers: Headers | ReadonlyMap<string, string>) => {
    const key = /(?:Access|Credential)=([^,]+)/.exec(headers.get('authorization') ?? '')?.[1] ?? ''
    return { 'x-request-id': key, 'x-acs-request-id': key }
  }

  it('is in no log either when the cloud repeats it beside a body that cannot be read', async () => {
    const { server, list, problem, told } = await setUp()
    for (const status of [500, 502]) {
      server.does(by(({ headers }) => reply(status, '['.repeat(10_000), keyIn(headers))))
      const all = JSON.stringify([await problem(list(source)), told()])
      for (const secret of secrets) expect(all).not.toContain(secret)
    }
  })
})

describe('a token', () => {
  const token = (value: string) =>
    replyJson(201, { token: { expires_at: '2026-03-15T08:00:00.000000Z', project: { id: 'p' } } }, { 'x-subject-token': value })
  const expired = replyJson(401, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information: decrypt token fail' })

  it('is asked for once by fifty calls at the same time', async () => {
    const { server, job } = await setUp()
    server.does(by((seen) => (isForToken(seen) ? token('TESTTOKEN1') : replyJson(404, { error_code: 'MSS.00000002', error_msg: 'none' }))))
    const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => job('iam', `job-${number}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(server.requests.filter(isForToken)).toHaveLength(1)
  })

  it('that ran out under fifty calls is replaced once, and nobody notices', async () => {
    const { server, list, job } = await setUp()
    let issued = 0
    let refused = 0
    let valid = 'TESTTOKEN1'
    server.does(
      by((seen) => {
        if (isForToken(seen)) return token(`TESTTOKEN${(issued += 1)}`)
        if (seen.headers.get('x-auth-token') === valid) return good.metastudio
        refused += 1
        return expired
      }),
    )
    expect((await list('iam')).status).toBe(200)
    valid = 'TESTTOKEN2'
    const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => list('iam', `?limit=${number + 1}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(issued).toBe(2)
    // Those that were under way, and none of those that waited for their turn.
    expect(refused).toBe(2)
    expect((await job('iam')).status).not.toBe(401)
  })

  it('that is refused although it is new means that the account is: told once, then it rests', async () => {
    const { server, list, problem, health, told } = await setUp()
    server.does(by((seen) => (isForToken(seen) ? token(`TESTTOKEN${server.requests.length}`) : expired)))
    expect(await problem(list('iam'))).toMatchObject({ code: 'cloud_rejected_credentials' })
    const asked = server.requests.length
    expect(asked).toBe(4)
    expect(await problem(list('iam', '?limit=7'))).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(server.requests).toHaveLength(asked)
    expect(await health('iam')).toMatchObject({ status: 'failing', code: 'cloud_rejected_credentials' })
    expect(told()).not.toContain('TESTTOKEN')
  })

  it('is not asked for a second time with a password that IAM refused', async () => {
    const { server, list, problem } = await setUp()
    server.does(replyJson(401, { error: { code: 401, message: 'The username or password is wrong: test-password', title: 'Unauthorized' } }))
    for (const limit of [1, 2, 3]) expect(await problem(list('iam', `?limit=${limit}`))).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(server.requests).toHaveLength(1)
  })
})
