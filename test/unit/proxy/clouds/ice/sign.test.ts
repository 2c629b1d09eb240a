import { OpenApiUtil } from '@alicloud/openapi-core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256Hex, toCanonicalQuery } from '#proxy/clouds/encode.ts'
import { signAcs3, toAcsDate } from '#proxy/clouds/ice/sign.ts'
import { acs3Vectors, toPairs } from '../signing-vectors.ts'

describe('ACS3-HMAC-SHA256', () => {
  it.each(acs3Vectors)('agrees with the vector $id: $why', async ({ credentials, request, expected }) => {
    const query = toPairs(request.query)
    const signed = await signAcs3({ method: request.method, path: request.path, query, headers: request.headers ?? {} }, credentials)
    expect(signed.canonicalRequest).toBe(expected.canonicalRequest)
    expect(signed.stringToSign).toBe(expected.stringToSign)
    expect(signed.authorization).toBe(expected.authorization)
    expect(toCanonicalQuery(query)).toBe(expected.queryOnTheWire)
  })

  it('agrees with the official core on any key, query and header', async () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          accessKeyId: fc.stringMatching(/^TESTAK[A-Z0-9]{1,20}$/),
          accessKeySecret: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
          // The core does not encode names; those of the two actions need no encoding.
          query: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/), word, { maxKeys: 6 }),
          headers: fc.dictionary(
            fc.stringMatching(/^(?:x-acs-[a-z-]{1,12}|[a-wyz][a-z]{0,6})$/),
            fc.string({ unit: fc.constantFrom(...'abcXYZ019-._=+/ '.split('')), maxLength: 30 }),
            { maxKeys: 5 },
          ),
          at: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
          nonce: fc.uuid(),
          body: fc.constantFrom('', 'JobId=1'),
        }),
        async ({ accessKeyId, accessKeySecret, query, headers, at, nonce, body }) => {
          const payloadHash = await sha256Hex(body)
          const sent = {
            ...headers,
            host: 'ice.example.com',
            'x-acs-action': 'ListAvatarTrainingJobs',
            'x-acs-content-sha256': payloadHash,
            'x-acs-date': toAcsDate(at.getTime()),
            'x-acs-signature-nonce': nonce,
          }
          const { authorization } = await signAcs3(
            { method: 'POST', path: '/', query: toPairs(query), headers: sent },
            { accessKeyId, accessKeySecret },
          )
          const request = { method: 'POST', pathname: '/', query, headers: sent }
          expect(authorization).toBe(
            OpenApiUtil.getAuthorization(
              request as unknown as Parameters<typeof OpenApiUtil.getAuthorization>[0],
              'ACS3-HMAC-SHA256',
              payloadHash,
              accessKeyId,
              accessKeySecret,
            ),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses to sign without the hash of the body', async () => {
    const request = { method: 'POST', path: '/', query: [], headers: { host: 'h' } }
    await expect(signAcs3(request, { accessKeyId: 'TESTAK', accessKeySecret: 'TESTSK' })).rejects.toThrow(/x-acs-content-sha256/)
  })
})
