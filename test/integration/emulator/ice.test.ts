import { beforeEach, describe, expect, it } from 'vitest'
import type { AlibabaCall, Callers } from './callers.ts'
import { createCallers, minuteMs, origin } from './callers.ts'

let on: Callers
beforeEach(() => {
  on = createCallers()
})

describe('ICE', () => {
  it('lists with the creation time and without what only the detail has', async () => {
    const { body } = await on.askIce('ListAvatarTrainingJobs', '?PageNo=1&PageSize=100&Status=Success')
    expect(body.Data.TotalCount).toBe(on.clouds.jobs('ice').filter(({ state }) => state === 'Success').length)
    expect(body.Data.AvatarTrainingJobList.some((job: object) => 'CreateTime' in job)).toBe(true)
    expect(
      body.Data.AvatarTrainingJobList.some((job: object) => 'Thumbnail' in job || 'Video' in job || 'Transparent' in job),
    ).toBe(false)
  })

  it('shows a job without its creation time, sometimes with a line feed in the status', async () => {
    const statuses = new Set<string>()
    for (const { id } of on.clouds.jobs('ice')) {
      const { AvatarTrainingJob } = (await on.askIce('GetAvatarTrainingJob', `?JobId=${id}`)).body.Data
      expect(AvatarTrainingJob).not.toHaveProperty('CreateTime')
      expect('Thumbnail' in AvatarTrainingJob).toBe(AvatarTrainingJob.Status.trim() === 'Success')
      statuses.add(AvatarTrainingJob.Status)
    }
    expect([...statuses]).toEqual(expect.arrayContaining(['Success', 'Success\n', 'Training', 'Init']))
  })

  it.each([
    ['ListAvatarTrainingJobs', '?PageSize=101', 400, 'InvalidParameter'],
    ['ListAvatarTrainingJobs', '?PageSize=0', 400, 'InvalidParameter'],
    ['ListAvatarTrainingJobs', '?PageNo=0', 400, 'InvalidParameter'],
    ['ListAvatarTrainingJobs', '?Status=Init%2CFail', 400, 'InvalidParameter'],
    ['ListAvatarTrainingJobs', '?Sort=asc', 400, 'InvalidParameter'],
    ['GetAvatarTrainingJob', '', 400, 'MissingJobId'],
    ['GetAvatarTrainingJob', '?JobId=nobody', 404, 'JobNotFound'],
    ['DeleteAvatarTrainingJob', '', 404, 'InvalidApi.NotFound'],
  ])('answers %s%s with %i %s', async (action, search, status, code) => {
    const answer = await on.askIce(action, search)
    expect([answer.status, answer.body.Code]).toEqual([status, code])
    expect(answer.body.RequestId).toMatch(/^[0-9A-F-]{36}$/)
  })

  it('refuses wrong keys, old dates, used nonces and foreign tokens', async () => {
    const { ice } = on.clouds.credentials
    const list = async (call: AlibabaCall) => {
      const { status, body } = await on.askIce('ListAvatarTrainingJobs', '', call)
      return `${status} ${body.Code}`
    }
    expect(await list({ keys: { ...ice, accessKeySecret: 'test-wrong' } })).toBe('400 SignatureDoesNotMatch')
    expect(await list({ keys: { accessKeyId: 'TESTNOBODY', accessKeySecret: 'test-x' } })).toBe(
      '404 InvalidAccessKeyId.NotFound',
    )
    expect(await list({ at: on.clock.now - 16 * minuteMs })).toBe('400 InvalidTimeStamp.Expired')
    expect(await list({ nonce: 'once' })).toBe('200 undefined')
    expect(await list({ nonce: 'once' })).toBe('400 SignatureNonceUsed')
    expect(await list({ keys: ice.temporary })).toBe('400 InvalidSecurityToken.MismatchWithAccessKey')
    const token = { 'x-acs-security-token': ice.temporary.securityToken, 'x-acs-accesskey-id': ice.temporary.accessKeyId }
    expect(await list({ keys: ice.temporary, headers: token })).toBe('200 undefined')
    on.clock.now = ice.temporary.expiresAt
    expect(await list({ keys: ice.temporary, headers: token })).toBe('400 InvalidSecurityToken.Expired')
  })

  it('wants every x-acs header signed', async () => {
    const url = `${origin}/`
    const headers = {
      authorization: `ACS3-HMAC-SHA256 Credential=${on.clouds.credentials.ice.accessKeyId},SignedHeaders=host,Signature=${'0'.repeat(64)}`,
      accept: 'application/json',
    }
    const more = {
      'x-acs-action': 'ListAvatarTrainingJobs',
      'x-acs-version': '2020-11-09',
      'x-acs-date': '2026-03-17T06:02:00Z',
      'x-acs-signature-nonce': 'n',
      'x-acs-content-sha256': 'e',
    }
    const answer = await on.clouds.fetch(new Request(url, { method: 'POST', headers: { ...headers, ...more } }))
    expect(await answer.json()).toMatchObject({ Code: 'IncompleteSignature' })
  })

  it('speaks XML to those who do not ask for JSON', async () => {
    const answer = await on.askIce('GetAvatarTrainingJob', '?JobId=nobody', { accept: '*/*' })
    expect(answer.headers.get('content-type')).toContain('xml')
    expect(answer.text).toContain('<Code>JobNotFound</Code>')
  })
})
