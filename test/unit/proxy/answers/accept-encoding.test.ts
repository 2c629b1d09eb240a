import { describe, expect, it } from 'vitest'
import { toEncoding } from '#proxy/answers/accept-encoding.ts'

const choose = (header: string | null) => toEncoding(header, ['br', 'gzip'])

describe('the encoding of an answer', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP ;Q=0.3', 'gzip'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0.5,gzip;q=0.5', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0.0, gzip;q=0.000', undefined],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0.1, gzip;q=0.5', 'gzip'],
    ['deflate', undefined],
    ['br;q=many', undefined],
    ['br;q=2', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j gets %s', (header, encoding) => {
    expect(choose(header)).toBe(encoding)
  })
})
