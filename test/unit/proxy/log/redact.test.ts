import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIce } from '#proxy/clouds/ice/client.ts'
import { createMetastudio } from '#proxy/clouds/metastudio/client.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import { toProblem } from '#proxy/problem.ts'
import { createRedactor } from '#proxy/log/redact.ts'
import type { AttemptSeen } from '#proxy/upstream/call.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import { createHastyClock } from '../clouds/fake-clock.ts'

const accessKey = 'TESTAK+7/example='
const secretKey = 'test-secret & "quoted" (v1)!'
const securityToken = `TESTSTS/${'Ab3+/='.repeat(40)}`
const password = "test pass'word <1>"
const userToken = `MIITESTTOKEN${'x9+/'.repeat(60)}`
const secrets = [accessKey, secretKey, securityToken, password, userToken]

const strictly = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  strictly,
  (secret) => strictly(secret).toLowerCase(),
  (secret) => strictly(secret).replaceAll('%20', '+'),
  (secret) => strictly(strictly(secret)),
  (secret) => secret.toUpperCase(),
]
/** What the cloud was sent, so that it can say it again. */
interface Sent {
  url: string
  headers: Record<string, string>
}
const leaks = (told: string): string[] => {
  const flat = told.toLowerCase()
  return [
    ...secrets.flatMap((secret) => spellings.map((spell) => spell(secret))).filter((word) => flat.includes(word.toLowerCase())),
    ...(/(?:SDK|ACS3)-HMAC-SHA256|Signature=[0-9a-f]|Access=TEST|Credential=TEST|AccessKeyId=\w|[0-9a-f]{64}|x-sdk-date:|x-acs-date:/i.exec(told) ?? []),
  ]
}

type Say = (sent: Sent) => string
const filler = fc.constantFrom('The call was refused: ', ' ', '\n', '{"a":1}', ', see ', 'x'.repeat(480), 'y'.repeat(1990), '令牌 ', '')
const echo: fc.Arbitrary<Say> = fc.oneof(
  filler.map((text): Say => () => text),
  fc.tuple(fc.constantFrom(...secrets), fc.constantFrom(...spellings)).map(([secret, spell]): Say => () => spell(secret)),
  fc.constant<Say>(({ headers }) => headers['authorization'] ?? headers['x-auth-token'] ?? ''),
  fc.constant<Say>(({ headers }) => (headers['authorization'] ?? '').replace(/^.*Signature=/, 'Signature=')),
  fc.constant<Say>(({ headers }) => (headers['authorization'] ?? '').replace(/^.*Signature=/, '')),
  fc.constant<Say>(({ headers, url }) => `GET\n/\n\n${Object.entries(headers).map(([name, value]) => `${name}:${value}`).join('\n')}\n${url}`),
  fc.constant<Say>(() => 'https://b.example.com/c.jpg?AccessKeyId=TESTOTHER&Expires=1&Signature=0af1'),
  fc.constant<Say>(() => encodeURIComponent('AccessKeyId=TESTOTHER&Signature=0af1')),
  fc.constant<Say>(() => `StringToSign: ACS3-HMAC-SHA256\n${'0a'.repeat(32)}`),
)
const sentence = fc.array(echo, { minLength: 1, maxLength: 6 }).map((parts): Say => (sent) => parts.map((part) => part(sent)).join(''))
const said = fc.record({
  status: fc.constantFrom(200, 400, 403, 404, 409, 413, 429, 500, 503),
  code: fc.oneof(fc.constantFrom('Forbidden', 'InvalidParameter', 'MSS.00000003', 'APIGW.0308'), fc.constantFrom(...secrets)),
  sentence,
  id: fc.oneof(fc.constant('R-1'), fc.constantFrom(...secrets)),
  form: fc.constantFrom('json', 'iam', 'xml', 'text'),
})

const marked = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
function toBody({ code, sentence: say, id, form }: typeof said extends fc.Arbitrary<infer T> ? T : never, sent: Sent): string {
  const message = say(sent)
  if (form === 'xml') return `<Error><RequestId>${marked(id)}</RequestId><Code>${marked(code)}</Code><Message>${marked(message)}</Message></Error>`
  if (form === 'iam') return JSON.stringify({ error: { code, message, title: message } })
  if (form === 'text') return message
  return JSON.stringify({ error_code: code, error_msg: message, Code: code, Message: message, RequestId: id, request_id: id, Success: false })
}

describe('whatever a cloud says', () => {
  it('no secret comes out in a problem, an error, an observation or the health', async () => {
    await fc.assert(
      fc.asyncProperty(said, fc.constantFrom('aksk', 'iam', 'ice'), async (answer, kind) => {
        const clock = createHastyClock()
        const seen: AttemptSeen[] = []
        const upstream = createUpstream({
          fetch: async (url, init) => {
            const headers = Object.fromEntries(new Headers(init.headers))
            if (url.includes('/v3/auth/tokens')) {
              return Response.json({ token: { expires_at: '2026-01-16T08:00:00Z', project: { id: 'p' } } }, { status: 201, headers: { 'x-subject-token': userToken } })
            }
            return new Response(toBody(answer, { url, headers }), { status: answer.status, headers: { 'x-request-id': answer.id } })
          },
          now: clock.now,
          sleep: clock.sleep,
          random: () => 0.5,
          requestsPerSecond: 1000,
          // The token is known only to who was given it.
          secrets: [accessKey, secretKey, securityToken, password, ...(kind === 'iam' ? [] : [userToken])],
          onAttempt: (one) => void seen.push(one),
        })
        const place = { sourceId: 's', region: 'r', endpoint: 'https://cloud.example.com', projectId: 'p', upstream, now: clock.now }
        const cloud =
          kind === 'ice'
            ? createIce({ ...place, credentials: { accessKeyId: accessKey, accessKeySecret: secretKey, securityToken } })
            : createMetastudio({
                ...place,
                credentials:
                  kind === 'aksk'
                    ? { kind: 'aksk', accessKey, secretKey, securityToken }
                    : { kind: 'iam', user: 'u', password, domain: 'd', endpoint: 'https://iam.example.com' },
              })
        const outcome: unknown = await cloud.getJob('job-1').catch((error: unknown) => error)
        const error = outcome instanceof CloudError ? `${toWords(outcome)} ${JSON.stringify(toProblem(outcome, 's'))}` : JSON.stringify(outcome)
        expect(leaks(`${error} ${JSON.stringify(seen)} ${JSON.stringify(upstream.health())}`)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('words without a secret stay as they are', () => {
    const redact = createRedactor(secrets)
    for (const text of ['You have no access to this project: access denied.', 'The signature of the agreement is missing.', 'Forbidden.RAM', 'job 0123456789abcdef0123456789abcdef']) {
      expect(redact(text)).toBe(text)
    }
  })
})

const toWords = (error: CloudError) => `${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`
