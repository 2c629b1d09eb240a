import { describe, expect, it } from 'vitest'
import { judgeMetastudio } from '#proxy/clouds/metastudio/errors.ts'
import type { MetastudioCall } from '#proxy/clouds/metastudio/errors.ts'
import { parseJson } from '#proxy/upstream/body.ts'

const judge = (status: number, body: string, call: MetastudioCall = 'list', headers: Record<string, string> = {}) =>
  judgeMetastudio({ status, headers: new Headers(headers), text: body, json: parseJson(body) }, call)
const service = (code: string, message = 'a sentence') => JSON.stringify({ error_code: code, error_msg: message })

describe('an error of MetaStudio', () => {
  it.each<[number, string, MetastudioCall, string, string]>([
    [401, 'MSS.00000001', 'list', 'cloud_rejected_credentials', 'refused'],
    [404, 'MSS.00000002', 'detail', 'not_found', 'final'],
    [400, 'MSS.00000002', 'detail', 'not_found', 'final'],
    [400, 'MSS.00000002', 'list', 'bad_request', 'final'],
    [404, 'MSS.00000002', 'list', 'cloud_error', 'final'],
    [400, 'MSS.00000003', 'list', 'bad_request', 'final'],
    [500, 'MSS.00000004', 'list', 'cloud_error', 'retry'],
    [400, 'MSS.00010003', 'list', 'cloud_error', 'final'],
    [400, 'MSS.00010004', 'list', 'cloud_error', 'final'],
    [400, 'MSS.00010008', 'list', 'cloud_rejected_credentials', 'refused'],
    [400, 'MSS.00010009', 'list', 'cloud_denied', 'final'],
    [400, 'MSS.10000003', 'list', 'bad_request', 'final'],
    [500, 'MSS.00010008', 'list', 'cloud_error', 'retry'],
    [404, 'APIGW.0101', 'detail', 'cloud_error', 'final'],
    [404, 'APIG.0103', 'detail', 'cloud_error', 'final'],
    [500, 'APIG.0103', 'detail', 'cloud_error', 'retry'],
    [400, 'APIG.0201', 'list', 'bad_request', 'final'],
    [413, 'APIG.0201', 'list', 'bad_request', 'final'],
    [504, 'APIG.0201', 'list', 'cloud_error', 'retry'],
    [401, 'APIG.0301', 'list', 'cloud_rejected_credentials', 'refused'],
    [401, 'APIGW.0301', 'list', 'cloud_rejected_credentials', 'refused'],
    [401, 'APIGW.0303', 'list', 'cloud_rejected_credentials', 'refused'],
    [401, 'APIGW.0305', 'list', 'cloud_rejected_credentials', 'refused'],
    [401, 'APIGW.0307', 'list', 'cloud_rejected_credentials', 'refused'],
    [403, 'APIGW.0302', 'list', 'cloud_denied', 'final'],
    [403, 'APIGW.0306', 'list', 'cloud_denied', 'final'],
    [403, 'APIGW.0310', 'list', 'cloud_denied', 'final'],
    [429, 'APIGW.0308', 'list', 'throttled', 'throttled'],
    [500, 'APIGW.0705', 'list', 'cloud_error', 'retry'],
    [503, 'APIGW.0801', 'list', 'cloud_error', 'retry'],
    [200, 'MSS.00000004', 'list', 'cloud_error', 'final'],
    [401, 'whatever', 'token', 'cloud_rejected_credentials', 'refused'],
    [400, 'whatever', 'token', 'cloud_error', 'final'],
  ])('%i %s to a %s call is %s, %s', (status, cloudCode, call, code, meaning) => {
    const verdict = judge(status, service(cloudCode), call)
    expect(verdict).toMatchObject({ meaning, error: { code, facts: { cloudStatus: status, cloudCode } } })
    expect(verdict?.error.facts.cloudMessage).toBe(code === 'cloud_rejected_credentials' ? undefined : 'a sentence')
  })

  it.each([
    [401, '', 'cloud_rejected_credentials'],
    [403, '<html>no</html>', 'cloud_denied'],
    [404, '', 'not_found'],
    [404, '<html>404 page not found</html>', 'unreadable'],
    [404, 'page not found', 'unreadable'],
    [429, '<html>slow</html>', 'throttled'],
    [502, '<html>bad gateway</html>', 'cloud_error'],
    [503, '[]', 'cloud_error'],
    [418, 'null', 'cloud_error'],
    [500, '{"error_code":{},"error_msg":[]}', 'cloud_error'],
  ])('%i with %j is survived', (status, body, code) => {
    expect(judge(status, body, 'detail')?.error.code).toBe(code)
  })

  it('is none when the answer is good', () => {
    expect(judge(200, '{"count":0}')).toBeUndefined()
    expect(judge(201, '{"token":{}}', 'token')).toBeUndefined()
  })

  it('of IAM is read from its own form', () => {
    const body = JSON.stringify({ error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } })
    expect(judge(401, body, 'token')?.error).toMatchObject({ code: 'cloud_rejected_credentials', facts: { cloudCode: '401' } })
  })

  it('has its sentence masked and cut, and its request id from wherever it stands', () => {
    const sentence = `call 15312340046, see https://b.example.com/a?Signature=TESTSIGNATURE ${'x'.repeat(5000)}`
    const { facts } = judge(400, JSON.stringify({ error_code: 'MSS.00000003', error_msg: sentence, request_id: 'r-1' }))?.error ?? {}
    expect(facts?.cloudMessage).toMatch(/^call 153\*{4}0046, see https:\/\/b\.example\.com\/a\?… x+…$/)
    expect(facts?.cloudMessage?.length).toBeLessThanOrEqual(500)
    expect(facts?.requestId).toBe('r-1')
    expect(judge(400, '{}', 'list', { 'X-Request-Id': 'r-2' })?.error.facts.requestId).toBe('r-2')
  })
})
