import { assert, integer, maxSafeNat, oneof, property } from 'fast-check'
import { expect, it } from 'vitest'
import { numberText } from '#web/messages/number-text.ts'

it.each(['en', 'zh-CN'])('a number has its thousands apart as %s has them', (language) => {
  assert(
    property(oneof(integer({ min: 0, max: 20_000 }), maxSafeNat()), (count) => {
      expect(numberText(count)).toBe(count.toLocaleString(language))
    }),
  )
})
