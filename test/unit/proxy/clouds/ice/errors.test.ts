import { describe, expect, it } from 'vitest'
import { judgeIce } from '#proxy/clouds/ice/errors.ts'
import type { IceAction } from '#proxy/clouds/ice/errors.ts'
import { parseJson } from '#proxy/upstream/body.ts'

const judge = (status: number, body: string, action: IceAction = 'GetAvatarTrainingJob', headers: Record<string, string> = {}) =>
  judgeIce({ status, headers: new Headers(headers), text: body, json: parseJson(body) }, action)
const answer = (Code: string, Message = 'a sentence') => JSON.stringify({ RequestId: 'R-1', HostId: 'ice', Code, Message })

describe('an error of ICE', () => {
  it.each([
    [400, 'Throttling', 'throttled', 'throttled'],
    [400, 'Throttling.User', 'throttled', 'throttled'],
    [503, 'Throttling.Api', 'throttled', 'throttled'],
    [403, 'RequestsTooFrequent', 'throttled', 'throttled'],
    [404, 'InvalidAccessKeyId.NotFound', 'cloud_rejected_credentials', 'refused'],
    [400, 'InvalidAccessKeyId.Inactive', 'cloud_rejected_credentials', 'refused'],
    [403, 'SignatureDoesNotMatch', 'cloud_rejected_credentials', 'refused'],
    [400, 'IncompleteSignature', 'cloud_rejected_credentials', 'refused'],
    [400, 'InvalidTimeStamp.Expired', 'cloud_rejected_credentials', 'clock'],
    [400, 'InvalidTimeStamp.Format', 'cloud_rejected_credentials', 'clock'],
    [400, 'SignatureNonceUsed', 'cloud_error', 'retry'],
    [400, 'InvalidSecurityToken.Expired', 'cloud_rejected_credentials', 'refused'],
    [403, 'InvalidSecurityToken.MismatchWithAccessKey', 'cloud_rejected_credentials', 'refused'],
    [403, 'Forbidden', 'cloud_denied', 'final'],
    [403, 'Forbidden.RAM', 'cloud_denied', 'final'],
    [403, 'NoPermission', 'cloud_denied', 'final'],
    [403, 'OperationDenied', 'cloud_denied', 'final'],
    [403, 'OperationDenied.Suspended', 'cloud_denied', 'final'],
    [404, 'InvalidApi.NotFound', 'cloud_error', 'final'],
    [404, 'InvalidProduct.NotFound', 'cloud_error', 'final'],
    [400, 'MissingParameter', 'bad_request', 'final'],
    [400, 'MissingJobId', 'bad_request', 'final'],
    [400, 'InvalidParameter', 'bad_request', 'final'],
    [404, 'ResourceNotFound', 'not_found', 'final'],
    [400, 'JobNotFound', 'not_found', 'final'],
    [200, 'JobNotFound', 'not_found', 'final'],
    [404, 'Anything', 'not_found', 'final'],
    [403, 'UnsupportedHTTPMethod', 'cloud_error', 'final'],
    [500, 'InternalError', 'cloud_error', 'retry'],
    [503, 'ServiceUnavailable', 'cloud_error', 'retry'],
    [503, 'ServiceUnAvailable', 'cloud_error', 'retry'],
    [429, 'Anything', 'throttled', 'throttled'],
    [401, 'Anything', 'cloud_rejected_credentials', 'refused'],
  ])('%i %s is %s, %s', (status, cloudCode, code, meaning) => {
    const body = status === 200 ? JSON.stringify({ Success: false, Code: cloudCode, Message: 'a sentence', RequestId: 'R-1' }) : answer(cloudCode)
    const verdict = judge(status, body)
    expect(verdict).toMatchObject({ meaning, error: { code, facts: { cloudStatus: status, cloudCode, requestId: 'R-1' } } })
    expect(verdict?.error.facts.cloudMessage).toBe(code === 'cloud_rejected_credentials' ? undefined : 'a sentence')
  })

  it('never tells what the server signed', () => {
    const verdict = judge(403, answer('SignatureDoesNotMatch', 'server StringToSign is [POST/TESTSECRET]'))
    expect(`${String(verdict?.error)}${JSON.stringify(verdict?.error.facts)}`).not.toContain('TESTSECRET')
  })

  it('is 200 with Success: false too', () => {
    expect(judge(200, '{"Success":false,"RequestId":"R-1"}')).toMatchObject({ meaning: 'final', error: { code: 'cloud_error' } })
    expect(judge(200, '{"Success":"false"}')?.error.code).toBe('cloud_error')
    expect(judge(200, '{"Success":true}')).toBeUndefined()
    expect(judge(200, '{"Data":{}}')).toBeUndefined()
  })

  it('may come with lower-case names, as XML, as HTML or with nothing in it', () => {
    expect(judge(400, '{"code":"Throttling.User","message":"m","requestId":"r"}')?.error).toMatchObject({
      code: 'throttled',
      facts: { cloudMessage: 'm', requestId: 'r' },
    })
    const xml = '<?xml version="1.0"?><Error><RequestId>R-2</RequestId><Code>Forbidden.RAM</Code><Message>no 15312340046</Message></Error>'
    expect(judge(403, xml)?.error).toMatchObject({ code: 'cloud_denied', facts: { requestId: 'R-2', cloudMessage: 'no 153****0046' } })
    expect(judge(502, '<html>bad gateway</html>')?.error.code).toBe('cloud_error')
    expect(judge(400, '')?.error.code).toBe('bad_request')
  })

  it('about something missing is about the address when a list was asked for', () => {
    expect(judge(404, '{}', 'ListAvatarTrainingJobs')?.error.code).toBe('cloud_error')
  })

  it('is no word about the job when it is a page of some gateway', () => {
    expect(judge(404, '<html>nothing here</html>')).toMatchObject({ meaning: 'final', error: { code: 'unreadable' } })
    expect(judge(404, '<html>nothing here</html>', 'ListAvatarTrainingJobs')?.error.code).toBe('unreadable')
    expect(judge(404, '')?.error.code).toBe('not_found')
  })

  it('takes the request id from the header when the body has none', () => {
    expect(judge(500, '', 'GetAvatarTrainingJob', { 'x-acs-request-id': 'R-3' })?.error.facts.requestId).toBe('R-3')
  })
})
