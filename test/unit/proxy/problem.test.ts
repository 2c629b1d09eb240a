import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoted } from '#proxy/problem.ts'

describe('a piece of what somebody sent', () => {
  it('is short and printable, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (input) => {
        const shown = quoted(input)
        expect(Array.from(shown).length).toBeLessThanOrEqual(43)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
      }),
    )
  })
})
