import { beforeEach, describe, expect, it } from 'vitest'
import type { Callers } from './callers.ts'
import { codeOf, createCallers, minuteMs, origin } from './callers.ts'

let on: Callers
beforeEach(() => {
  on = createCallers()
})

describe('the door of MetaStudio', () => {
  const wrong = () => ({ ...on.clouds.credentials.metastudio, secretKey: 'test-wrong' })

  it('refuses a wrong key, an unknown key, a clock that is off and a foreign project', async () => {
    expect(codeOf(await on.askMetastudio({ keys: wrong() }))).toBe('401 APIG.0301')
    expect(codeOf(await on.askMetastudio({ keys: { accessKey: 'TESTAKUNKNOWN', secretKey: 'test-x' } }))).toBe(
      '401 APIG.0301',
    )
    expect(codeOf(await on.askMetastudio({ at: on.clock.now - 16 * minuteMs }))).toBe('401 APIG.0301')
    expect((await on.askMetastudio({ at: on.clock.now + 14 * minuteMs })).status).toBe(200)
    expect(codeOf(await on.askMetastudio({ projectId: '0'.repeat(32) }))).toBe('401 APIG.0301')
    expect(codeOf(await on.askMetastudio({ headers: { 'x-project-id': '0'.repeat(32) } }))).toBe('400 MSS.00010009')
  })

  it('locks a key for five minutes after five failures in a row', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) await on.askMetastudio({ keys: wrong() })
    expect((await on.askMetastudio()).status).toBe(200)
    for (let attempt = 1; attempt <= 5; attempt += 1) await on.askMetastudio({ keys: wrong() })
    expect((await on.askMetastudio()).body.error_msg).toContain('locked')
    on.clock.now += 5 * minuteMs
    expect((await on.askMetastudio()).status).toBe(200)
  })

  it('takes temporary keys only with their token, signed, and not after their end', async () => {
    const { temporary } = on.clouds.credentials.metastudio
    const token = { 'x-security-token': temporary.securityToken }
    expect((await on.askMetastudio({ keys: temporary, headers: token })).status).toBe(200)
    expect(codeOf(await on.askMetastudio({ keys: temporary }))).toBe('401 APIG.0301')
    expect(codeOf(await on.askMetastudio({ keys: temporary, unsigned: token }))).toBe('401 APIG.0301')
    on.clock.now = temporary.expiresAt
    expect(codeOf(await on.askMetastudio({ keys: temporary, headers: token }))).toBe('401 APIG.0301')
  })

  it('knows neither a trailing slash nor another path', async () => {
    expect(codeOf(await on.askMetastudio({ jobId: '' }))).toBe('404 APIG.0101')
  })

  it('gives tokens to the IAM user, for the project, for a day', async () => {
    const { iamUser, iamPassword, iamDomain, projectId, region } = on.clouds.credentials.metastudio
    const login = (password: string, scope: object = { project: { name: region } }) =>
      on.clouds.fetch(
        new Request(`${origin}/v3/auth/tokens?nocatalog=true`, {
          method: 'POST',
          headers: { 'content-type': 'application/json;charset=utf8' },
          body: JSON.stringify({
            auth: {
              identity: {
                methods: ['password'],
                password: { user: { name: iamUser, password, domain: { name: iamDomain } } },
              },
              scope,
            },
          }),
        }),
      )
    const answer = await login(iamPassword)
    const token = answer.headers.get('x-subject-token') ?? ''
    expect([answer.status, token.length > 2000]).toEqual([201, true])
    const expiresAt = Date.parse(((await answer.json()) as { token: { expires_at: string } }).token.expires_at)
    expect(expiresAt).toBe(on.clock.now + 24 * 60 * minuteMs)
    const list = (project: string) =>
      on.clouds.fetch(
        new Request(`${origin}/v1/${project}/digital-human-training-manage/user/jobs`, {
          headers: { 'x-auth-token': token, 'content-type': 'application/json' },
        }),
      )
    expect((await list(projectId)).status).toBe(200)
    expect(await (await list('0'.repeat(32))).json()).toMatchObject({ error_code: 'MSS.00010009' })
    on.clock.now = expiresAt
    expect((await list(projectId)).status).toBe(401)
    expect((await login('test-wrong')).status).toBe(401)
    expect((await login(iamPassword, { domain: { name: iamDomain } })).status).toBe(401)
  })
})
