import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256Hex, toCanonicalQuery, type QueryPairs } from '#proxy/clouds/encode.ts'
import { signAcs3, toAcsDate } from '#proxy/clouds/ice/sign.ts'
import { signSdkHmac, toSdkDate } from '#proxy/clouds/metastudio/sign.ts'
import { isSignedHeaderList, toAcsClaim, toAcsSignature, toSdkClaim, toSdkSignature, type Received } from '#emulator/verify.ts'
import { toCases } from './cases.ts'

/**
 * Whatever is signed arrives as it was signed, by the reading of the one who checks; and what was changed on the way is noticed. That the
 * official cores agree is held beside each signer.
 */

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', ' ', '+', '%', '%2F', '&', '=', '~!*\'()', '/', '..', '\u0000', '\r\n', '😀', '\uD800', 'İ'))
const pairs = fc.array(fc.tuple(text, text), { maxLength: 5 })
const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
const headerValue = fc.string({ unit: fc.constantFrom(...'abcXYZ019-._=+/, ;:"'.split('')), maxLength: 30 })
const body = fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 40 }))
const at = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }).map((date) => date.getTime())
const segments = fc.array(fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~'.split('')), minLength: 1, maxLength: 12 }), { maxLength: 5 })

/** What the network makes of it: the platform reads the address, trims values and lowers names. */
function arrive(method: string, path: string, query: QueryPairs, headers: Readonly<Record<string, string>>, sent: string): Received {
  const search = toCanonicalQuery(query)
  const url = new URL(`https://cloud.example.com${path}${search === '' ? '' : `?${search}`}`)
  return { method, pathname: url.pathname, search: url.search.slice(1), headers: new Map(new Headers(headers)), body: new TextEncoder().encode(sent) }
}

/** The same request with one thing changed, each in turn. */
function tampered(received: Received, signed: readonly string[]): Received[] {
  const others = [
    { ...received, method: received.method === 'GET' ? 'PUT' : 'GET' },
    { ...received, pathname: `${received.pathname}x` },
    { ...received, search: `${received.search}${received.search === '' ? '' : '&'}zz=1` },
  ]
  return [...others, ...signed.map((name) => ({ ...received, headers: new Map([...received.headers, [name, `${received.headers.get(name) ?? ''}x`]]) }))]
}

describe('SDK-HMAC-SHA256', () => {
  const { given, timeout } = toCases(0.1)

  it('arrives as it was signed, and nothing of it can be changed', { timeout }, async () => {
    const extra = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), headerValue, { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(segments, pairs, extra, body, at, secret, async (parts, query, more, sent, when, secretKey) => {
        const path = `/v1/${parts.filter((part) => part !== '.' && part !== '..').join('/')}`.replace(/\/$/, '')
        const headers = { ...more, host: 'cloud.example.com', 'X-Sdk-Date': toSdkDate(when) }
        const { authorization } = await signSdkHmac({ method: 'POST', path, query, headers, body: sent }, { accessKey: 'TESTAK', secretKey })
        const claim = toSdkClaim(authorization)
        const received = arrive('POST', path, query, headers, sent)
        const signed = claim?.signedHeaders ?? []
        expect(isSignedHeaderList(signed, received.headers)).toBe(true)
        expect((await toSdkSignature(received, signed, secretKey)).signature).toBe(claim?.signature)
        for (const other of [...tampered(received, signed), { ...received, body: new TextEncoder().encode(`${sent}x`) }]) {
          expect((await toSdkSignature(other, signed, secretKey)).signature).not.toBe(claim?.signature)
        }
      }),
      given,
    )
  })
})

describe('ACS3-HMAC-SHA256', () => {
  const { given, timeout } = toCases(0.1)

  it('arrives as it was signed, and nothing of it can be changed', { timeout }, async () => {
    const extra = fc.dictionary(fc.stringMatching(/^x-acs-[a-z]{1,8}$/), headerValue, { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(pairs, extra, body, at, fc.uuid(), secret, async (query, more, sent, when, nonce, accessKeySecret) => {
        const headers = {
          ...more,
          host: 'cloud.example.com',
          'x-acs-action': 'ListAvatarTrainingJobs',
          'x-acs-content-sha256': await sha256Hex(sent),
          'x-acs-date': toAcsDate(when),
          'x-acs-signature-nonce': nonce,
        }
        const { authorization } = await signAcs3({ method: 'POST', path: '/', query, headers }, { accessKeyId: 'TESTAK', accessKeySecret })
        const claim = toAcsClaim(authorization)
        const received = arrive('POST', '/', query, headers, sent)
        const signed = claim?.signedHeaders ?? []
        expect(isSignedHeaderList(signed, received.headers)).toBe(true)
        expect((await toAcsSignature(received, accessKeySecret)).signature).toBe(claim?.signature)
        for (const other of tampered(received, signed)) expect((await toAcsSignature(other, accessKeySecret)).signature).not.toBe(claim?.signature)
      }),
      given,
    )
  })
})
