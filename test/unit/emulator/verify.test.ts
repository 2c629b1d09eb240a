import { describe, expect, it } from 'vitest'
import type { Received } from '#emulator/verify.ts'
import {
  encodeRfc3986,
  toAcsClaim,
  toAcsSignature,
  toSdkClaim,
  toSdkSignature,
  toSdkTime,
  toUtcTime,
} from '#emulator/verify.ts'
import vectors from '../../fixtures/signing-vectors.json' with { type: 'json' }

/** The vectors were computed by the vendors' packages; two of them are printed in the vendors' guides. */
interface Vector {
  id: string
  credentials: Record<string, string>
  request: {
    method: string
    path: string
    host: string
    body?: unknown
    headers?: Record<string, string>
    headersToSign?: Record<string, string>
  }
  expected: { canonicalRequest: string; signature: string; authorization: string; queryOnTheWire: string }
}

const received = ({ request, expected }: Vector): Received => ({
  method: request.method,
  pathname: request.path,
  search: expected.queryOnTheWire,
  headers: new Map(
    Object.entries({ host: request.host, ...(request.headers ?? request.headersToSign) }).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  ),
  body: new TextEncoder().encode(typeof request.body === 'string' ? request.body : JSON.stringify(request.body ?? '')),
})

describe('SDK-HMAC-SHA256, from the side of the one who checks', () => {
  it.each((vectors['SDK-HMAC-SHA256'] as unknown as Vector[]).map((vector) => [vector.id, vector] as const))(
    'accepts %s',
    async (_, vector) => {
      const claim = toSdkClaim(vector.expected.authorization)
      expect(claim).toMatchObject({ key: vector.credentials['accessKey'], signature: vector.expected.signature })
      const made = await toSdkSignature(received(vector), claim?.signedHeaders ?? [], vector.credentials['secretKey'] ?? '')
      expect(made.canonical).toBe(vector.expected.canonicalRequest)
      expect(made.signature).toBe(vector.expected.signature)
    },
  )

  it('reads no other form of the header', () => {
    const { authorization } = (vectors['SDK-HMAC-SHA256'] as unknown as Vector[])[0]?.expected ?? { authorization: '' }
    expect(toSdkClaim(authorization.replaceAll(', ', ','))).toBeUndefined()
    expect(toSdkClaim(authorization.replace('Access=', 'Credential='))).toBeUndefined()
    expect(toSdkClaim(authorization.slice(0, -1))).toBeUndefined()
  })
})

describe('ACS3-HMAC-SHA256, from the side of the one who checks', () => {
  it.each((vectors['ACS3-HMAC-SHA256'] as unknown as Vector[]).map((vector) => [vector.id, vector] as const))(
    'accepts %s',
    async (_, vector) => {
      const claim = toAcsClaim(vector.expected.authorization)
      expect(claim).toMatchObject({ key: vector.credentials['accessKeyId'], signature: vector.expected.signature })
      const made = await toAcsSignature(received(vector), vector.credentials['accessKeySecret'] ?? '')
      expect(made.canonical).toBe(vector.expected.canonicalRequest)
      expect(made.signature).toBe(vector.expected.signature)
    },
  )

  it('reads no blanks after the commas', () => {
    const { authorization } = (vectors['ACS3-HMAC-SHA256'] as unknown as Vector[])[0]?.expected ?? { authorization: '' }
    expect(toAcsClaim(authorization.replaceAll(',', ', '))).toBeUndefined()
  })
})

describe('times and texts', () => {
  it('reads each cloud’s form of a time and no other', () => {
    expect(toSdkTime('20260115T080910Z')).toBe(Date.parse('2026-01-15T08:09:10Z'))
    expect(toUtcTime('2026-01-15T08:09:10Z')).toBe(Date.parse('2026-01-15T08:09:10Z'))
    for (const wrong of [
      '2026-01-15T08:09:10+08:00',
      '2026-01-15T08:09:10.000Z',
      '2026-01-15',
      'yesterday',
      '2026-13-15T08:09:10Z',
    ]) {
      expect(toUtcTime(wrong)).toBeUndefined()
    }
  })

  it('encodes by RFC 3986', () => {
    expect(encodeRfc3986("a b*~+/'(!)小🎉")).toBe('a%20b%2A~%2B%2F%27%28%21%29%E5%B0%8F%F0%9F%8E%89')
  })
})
