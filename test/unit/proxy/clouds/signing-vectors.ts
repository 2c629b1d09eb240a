import vectors from '../../../fixtures/signing-vectors.json'

type Values = Record<string, string | number | boolean | readonly (string | number | boolean)[]>

interface Vector<Keys> {
  id: string
  why: string
  credentials: Keys
  request: {
    method: string
    path: string
    query: Values
    headersToSign?: Record<string, string>
    headers?: Record<string, string>
    body: string
  }
  expected: { canonicalRequest: string; stringToSign: string; authorization: string; queryOnTheWire: string }
}

/** The fixed vectors, each computed three ways and two of them printed by the vendors. */
export const sdkHmacVectors = vectors['SDK-HMAC-SHA256'] as unknown as Vector<{ accessKey: string; secretKey: string }>[]
export const acs3Vectors = vectors['ACS3-HMAC-SHA256'] as unknown as Vector<{
  accessKeyId: string
  accessKeySecret: string
}>[]

/** A query as pairs, a list as repeated names. */
export function toPairs(query: Values): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((one) => [name, String(one)]) : [[name, String(value)]],
  )
}
