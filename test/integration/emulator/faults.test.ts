import { beforeEach, describe, expect, it } from 'vitest'
import type { Callers } from './callers.ts'
import { codeOf, createCallers } from './callers.ts'

let on: Callers
beforeEach(() => {
  on = createCallers()
})

describe('faults', () => {
  it.each([
    ['throttled', 429, 'APIG.0308', 400, 'Throttling.User'],
    ['too-frequent', 429, 'APIG.0308', 403, 'RequestsTooFrequent'],
    ['outage', 500, 'MSS.00000004', 500, 'InternalError'],
    ['unavailable', 503, 'APIG.0801', 503, 'ServiceUnavailable'],
    ['wrong-key', 401, 'APIG.0301', 400, 'SignatureDoesNotMatch'],
    ['denied', 403, 'APIG.0302', 403, 'Forbidden.RAM'],
    ['clock', 401, 'APIG.0301', 400, 'InvalidTimeStamp.Expired'],
    ['stale-token', 401, 'APIG.0307', 400, 'InvalidSecurityToken.Expired'],
  ] as const)('%s is told in each cloud’s own form', async (fault, status, code, iceStatus, iceCode) => {
    on.clouds.fail('metastudio', fault)
    on.clouds.fail('ice', fault)
    expect(codeOf(await on.askMetastudio())).toBe(`${status} ${code}`)
    const answer = await on.askIce('ListAvatarTrainingJobs')
    expect(`${answer.status} ${answer.body.Code}`).toBe(`${iceStatus} ${iceCode}`)
    on.clouds.recover()
    expect((await on.askMetastudio()).status).toBe(200)
  })

  it('last as many answers as asked for, in their order', async () => {
    on.clouds.fail('metastudio', 'outage', 2)
    on.clouds.fail('metastudio', 'html', 1)
    expect([
      (await on.askMetastudio()).status,
      (await on.askMetastudio()).status,
      (await on.askMetastudio()).status,
      (await on.askMetastudio()).status,
    ]).toEqual([500, 500, 502, 200])
  })

  it('spoil bodies and connections', async () => {
    on.clouds.fail('ice', 'unsuccessful', 1)
    expect((await on.askIce('ListAvatarTrainingJobs')).body).toMatchObject({ Success: false })
    on.clouds.fail('metastudio', 'truncated', 1)
    const cut = await on.askMetastudio()
    expect([cut.status, cut.body]).toEqual([200, undefined])
    on.clouds.fail('metastudio', 'empty-body', 1)
    expect((await on.askMetastudio()).text).toBe('')
    on.clouds.fail('metastudio', 'unreachable', 1)
    await expect(on.askMetastudio()).rejects.toThrow(TypeError)
  })

  it('hold an answer back until recovery', async () => {
    on.clouds.fail('metastudio', 'slow')
    let settled = false
    const held = on.askMetastudio().then((answer) => {
      settled = true
      return answer
    })
    await expect.poll(() => on.clouds.requests.length).toBe(1)
    expect(settled).toBe(false)
    on.clouds.recover()
    expect((await held).status).toBe(200)
  })
})

describe('what the clouds remember of requests', () => {
  it('is names and places, never a secret', async () => {
    await on.askMetastudio({ search: '?limit=3' })
    await on.askIce('ListAvatarTrainingJobs')
    const [first, second] = on.clouds.requests
    expect(first).toMatchObject({
      to: 'metastudio',
      method: 'GET',
      query: 'limit=3',
      status: 200,
      headerNames: expect.arrayContaining(['authorization']),
    })
    expect(second).toMatchObject({ to: 'ice', action: 'ListAvatarTrainingJobs' })
    expect(JSON.stringify(on.clouds.requests)).not.toMatch(/Signature=|Access=|Credential=/)
  })
})
