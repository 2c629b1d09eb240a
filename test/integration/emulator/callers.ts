import type { Clouds } from '#emulator/clouds.ts'
import type { CloudsOptions } from '#emulator/clouds.ts'
import { createClouds } from '#emulator/clouds.ts'
import type { Received } from '#emulator/verify.ts'
import { toAcsSignature, toSdkSignature } from '#emulator/verify.ts'

export const origin = 'http://127.0.0.1:43121'
export const startedAt = Date.parse('2026-03-17T06:02:00Z')
export const minuteMs = 60_000
const compact = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
const received = (method: string, url: URL, headers: Record<string, string>): Received => ({
  method,
  pathname: url.pathname,
  search: url.search.slice(1),
  headers: new Map(Object.entries({ host: url.host, ...headers })),
  body: new Uint8Array(),
})

export interface HuaweiCall {
  search?: string
  jobId?: string
  projectId?: string
  keys?: { accessKey: string; secretKey: string }
  headers?: Record<string, string>
  unsigned?: Record<string, string>
  at?: number
}

export interface AlibabaCall {
  keys?: { accessKeyId: string; accessKeySecret: string }
  headers?: Record<string, string>
  accept?: string
  nonce?: string
  at?: number
}

function toJson(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
/** The job ids of a MetaStudio list. */
export const ids = (answer: { body: { jobs?: { job_id: string }[] } }) =>
  (answer.body.jobs ?? []).map(({ job_id }) => job_id)
/** Status and code of a MetaStudio error, the two prefixes of the gateway made one. */
export const codeOf = (answer: { status: number; body: { error_code: string } }) =>
  `${answer.status} ${answer.body.error_code.replace('APIGW.', 'APIG.')}`

/**
 * Clouds with a clock of their own and callers that sign. They sign with the checking side's reading, which the fixed vectors
 * and the vendors' clients confirm elsewhere: what is tested with them is what a cloud accepts and how it refuses.
 */
export function createCallers(options: Partial<CloudsOptions> = {}) {
  const clock = { now: startedAt }
  const clouds: Clouds = createClouds({ now: () => clock.now, origin: () => origin, ...options })
  async function askMetastudio({
    search = '',
    jobId,
    projectId,
    keys,
    headers = {},
    unsigned = {},
    at = clock.now,
  }: HuaweiCall = {}) {
    const own = clouds.credentials.metastudio
    const { accessKey, secretKey } = keys ?? own
    const url = new URL(
      `${origin}/v1/${projectId ?? own.projectId}/digital-human-training-manage/user/jobs${jobId === undefined ? '' : `/${jobId}`}${search}`,
    )
    const signed: Record<string, string> = { 'content-type': 'application/json', 'x-sdk-date': compact(at), ...headers }
    const names = ['host', ...Object.keys(signed)].toSorted()
    const { signature } = await toSdkSignature(received('GET', url, signed), names, secretKey)
    const authorization = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`
    const response = await clouds.fetch(new Request(url, { headers: { ...signed, ...unsigned, authorization } }))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: toJson(text) }
  }

  let calls = 0
  async function askIce(
    action: string,
    search = '',
    { keys, headers = {}, accept = 'application/json', nonce, at = clock.now }: AlibabaCall = {},
  ) {
    const { accessKeyId, accessKeySecret } = keys ?? clouds.credentials.ice
    const url = new URL(`${origin}/${search}`)
    calls += 1
    const signed: Record<string, string> = {
      'x-acs-action': action,
      'x-acs-version': '2020-11-09',
      'x-acs-date': `${new Date(at).toISOString().slice(0, 19)}Z`,
      'x-acs-signature-nonce': nonce ?? `nonce-${calls}`,
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ...headers,
    }
    const names = ['host', ...Object.keys(signed)].toSorted()
    const { signature } = await toAcsSignature(received('POST', url, signed), accessKeySecret)
    const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`
    const response = await clouds.fetch(new Request(url, { method: 'POST', headers: { ...signed, accept, authorization } }))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: toJson(text) }
  }

  return { clock, clouds, askMetastudio, askIce }
}
export type Callers = ReturnType<typeof createCallers>
