import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeRfc3986, toCanonicalQuery } from '#proxy/clouds/encode.ts'

describe('the RFC 3986 encoder', () => {
  it('leaves nothing but unreserved characters, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodeRfc3986(text)
        expect(encoded).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encoded)).toBe(text)
      }),
    )
  })

  it('survives half a surrogate pair', () => {
    expect(encodeRfc3986('a\uD83Cb')).toBe('a%EF%BF%BDb')
  })

  it('sorts half a surrogate pair by what becomes of it: whoever checks the order sees nothing else', () => {
    expect(toCanonicalQuery([['\uF900', ''], ['\uD800', '']])).toBe('%EF%A4%80=&%EF%BF%BD=')
  })

  it('makes a query that the URL parser leaves alone, so that the bytes sent are the bytes signed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))), (pairs) => {
        const query = toCanonicalQuery(pairs)
        expect(new URL(`https://cloud.example.com/?${query}`).search).toBe(query === '' ? '' : `?${query}`)
      }),
    )
  })
})
