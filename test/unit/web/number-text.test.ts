import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberText } from '#web/messages/number-text.ts'

it.each(['en', 'zh-CN'])('a number has its thousands apart as %s has them', (language) => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.maxSafeNat()), (count) => {
      expect(numberText(count)).toBe(count.toLocaleString(language))
    }),
  )
})
