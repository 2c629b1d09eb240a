import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskContact, maskText } from '#proxy/masks/masks.ts'
import { createRedactor } from '#proxy/log/redact.ts'
import { toCases } from './cases.ts'

/** Any text in; out comes one without a number that could be called, without a signature and without a secret. */

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 13 }),
  fc.string({ unit: fc.constantFrom(...'0123456789 -·*+()１３５８\u200B'.split('')), minLength: 1, maxLength: 16 }),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef-'.split('')), minLength: 8, maxLength: 40 }),
  fc.constantFrom('13812345678', '+86 138 1234 5678', '１３８１２３４５６７８', '138****5678', 'a@example.com', 'https://x.example.com/a?Signature=TESTSIGNATURE&x=1', 'https://13812345678@x.example.com/', '&token=TESTSIGNATURE', '😀', '\uD83D', '\n'),
)
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))

/** A number that stands for itself, read by nobody's grammar: eleven digits that, as one sees them, are not a part of a longer word. */
const inClear = (text: string) => /(?<![\p{L}\p{N}-])1[3-9]\d{9}(?![\p{L}\p{N}-])/u.test(text.replace(/\p{Cf}/gu, ''))
const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '').length

describe('any text', () => {
  const { given, timeout } = toCases(0.1)

  it('is masked without a number left or a signature, and masking again changes nothing', { timeout }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const masked = maskText(text)
        expect(inClear(masked)).toBe(false)
        expect(masked).not.toContain('TESTSIGNATURE')
        expect(maskText(masked)).toBe(masked)
      }),
      given,
    )
  })
})

describe('any contact', () => {
  const { given, timeout } = toCases(0.1)

  it('loses three digits at least of seven or more, and masking again changes nothing', { timeout }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const masked = maskContact(text)
        expect(inClear(masked)).toBe(false)
        expect(maskContact(masked)).toBe(masked)
        const isOfDigits = digitsOf(text) >= 7 && !/[@＠*＊]|:\/\//.test(text)
        if (isOfDigits) expect(digitsOf(masked)).toBeLessThanOrEqual(digitsOf(text) - 3)
      }),
      given,
    )
  })
})

describe('any sentence of a cloud', () => {
  const { given, timeout } = toCases(0.1)
  const key = fc.stringMatching(/^[A-Za-z0-9+/=_.~!'()*-]{12,60}$/)
  const spellings: readonly ((secret: string) => string)[] = [(secret) => secret, encodeURIComponent, (secret) => encodeURIComponent(encodeURIComponent(secret)), (secret) => JSON.stringify(secret).slice(1, -1), (secret) => secret.toUpperCase()]

  it('loses every secret in it, however it is spelled and whatever stands beside it', { timeout }, () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), fc.constantFrom(...spellings), anyText, anyText, (secrets, spell, before, after) => {
        const redact = createRedactor(secrets)
        const told = redact(`${before}${secrets.map(spell).join(' ')}${after}`)
        for (const secret of secrets) expect(told.toLowerCase()).not.toContain(spell(secret).toLowerCase())
        expect(redact(told)).toBe(told)
      }),
      given,
    )
  })
})
