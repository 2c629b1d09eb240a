import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from '#proxy/config/json-place.ts'

const parses = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 3, 1, 'a key in double quotes (a comma must not stand before a })'],
    ['{ "a": 1 "b": 2 }', 1, 10, 'a comma or }'],
    ["{ 'a': 1 }", 1, 3, 'a key in double quotes, or }'],
    ['{\r\n "a" = 1 }', 2, 6, 'a colon after the key'],
    ['[1, 2', 1, 6, 'a comma or ]'],
    ['[1, ]', 1, 5, 'a value: text in double quotes, a number, true, false, null, { or ['],
    ['{ "sk": TESTSECRET }', 1, 9, 'a value: text in double quotes, a number, true, false, null, { or ['],
    ['{ "sk": "TESTSECRET }', 1, 9, 'a value: text in double quotes, a number, true, false, null, { or ['],
    ['{} // done', 1, 4, 'the end of the file'],
    ['', 1, 1, 'a value: text in double quotes, a number, true, false, null, { or ['],
  ])('%j: line %i, column %i', (text, line, column, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, expected })
  })

  it('is found in exactly those texts that the engine does not read', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '"\\u00e9"', '"\\x"', '"', '1', '-0.5e3', '01', '1.', 'true', 'nul', 'null', ' ', '\n', '\t', '\u00a0')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        expect(findJsonFault(text) === undefined, text).toBe(parses(text))
      }),
      { numRuns: 5_000 },
    )
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonFault(text)).toBeUndefined()
      }),
    )
  })
})
