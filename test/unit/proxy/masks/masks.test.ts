import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskContact, maskText, uuidOrMobile } from '#proxy/masks/masks.ts'
import { toPlainText } from '#proxy/masks/plain-text.ts'

describe('maskContact', () => {
  it.each([
    ['15312340046', '153****0046'],
    ['+8615312340046', '+86153****0046'],
    ['+86 153-1234-0046', '+86 153****0046'],
    ['0086 15312340046', '0086 153****0046'],
    ['8615312340046', '86153****0046'],
    [' 153 1234 0046 ', '153****0046'],
    ['153****0046', '153****0046'],
    ['*15312340046', '*153****0046'],
    ['ada.lovelace@example.com', 'a****@example.com'],
    ['李雷@example.com', '李****@example.com'],
    ['a***@example.com', 'a***@example.com'],
    ['15312340046@example.com', '1****@example.com'],
    ['+49 170 1234567', '491****4567'],
    ['010-1234567', '010****4567'],
    ['*+49 170 1234567', '491****4567'],
    ['**153 1234 0046', '**153****0046'],
    ['１５３１２３４００４６', '153****0046'],
    ['ada＠example.com', 'a****@example.com'],
    ['６２３４１２３４', '****1234'],
    ['62341234', '****1234'],
    ['15312340046 https://b.example.com/a?Signature=abc', '153****0046 https://b.example.com/a?…'],
    ['153****0046 b.example.com/a?Expires=1&Signature=abc', '153****0046 b.example.com/a?…'],
    ['12345', '****'],
    ['李雷', '李****'],
    ['', ''],
  ])('%j becomes %j', (contact, masked) => {
    expect(maskContact(contact)).toBe(masked)
  })

  it('leaves no blank at its end that only something invisible kept', () => {
    expect(maskContact('13812345678 \u200B')).toBe('138****5678')
    expect(maskContact('a@example.com \u200B')).toBe('a****@example.com')
    expect(maskContact('\u200B a@example.com')).toBe('a****@example.com')
  })

  it('changes nothing that is masked already', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(maskContact(maskContact(text))).toBe(maskContact(text))
      }),
    )
  })
})

describe('maskText', () => {
  it.each([
    ['请致电15312340046处理', '请致电153****0046处理'],
    ['call +86 153 1234 0046 now', 'call +86 153****0046 now'],
    ['(+86)15312340046', '(+86)153****0046'],
    ['0086-153-1234-0046', '0086-153****0046'],
    ['8615312340046', '86153****0046'],
    ['1531234 0046', '153****0046'],
    ['1531 234 0046', '153****0046'],
    ['153–1234–0046', '153****0046'],
    ['153\u00A01234\u00A00046', '153****0046'],
    ['15312 340046', '153****0046'],
    ['phone15312340046', 'phone153****0046'],
    ['e15312340046', 'e153****0046'],
    ['015312340046', '0153****0046'],
    ['+86 015312340046', '+86 0153****0046'],
    ['+86 (0)153 1234 0046', '+86 (0)153****0046'],
    ['１５３１２３４００４６', '153****0046'],
    ['电话：１５３－１２３４－００４６。', '电话：153****0046。'],
    ['＋８６ 15312340046', '＋８６ 153****0046'],
    ['𝟏𝟓𝟑𝟏𝟐𝟑𝟒𝟎𝟎𝟒𝟔', '153****0046'],
    ['1️⃣5️⃣3️⃣1️⃣2️⃣3️⃣4️⃣0️⃣0️⃣4️⃣6️⃣', '153****0046'],
    ['153/1234/0046', '153****0046'],
    ['153_1234_0046', '153****0046'],
    ['153，1234，0046', '153****0046'],
    ['153·1234·0046', '153****0046'],
    ['153\t1234\t0046', '153****0046'],
    ['153\n1234\r\n0046', '153****0046'],
    ['153\u200B1234\u200D0046', '153****0046'],
    ['1\u200B5\u200B3\u200B1\u200B2\u200B3\u200B4\u200B0\u200B0\u200B4\u200B6', '153****0046'],
    ['\u202D15312340046\u202C', '153****0046'],
    ['1 531 234 0046', '153****0046'],
    ['1-531-2340046', '153****0046'],
    ['(153) 1234-0046', '(153****0046'],
    ['1531 2340 046', '153****0046'],
    ['153123 40046', '153****0046'],
    ['153 1234 00 46', '153****0046'],
    ['15 31 23 40 04 6', '153****0046'],
    ['1 5 3 1 2 3 4 0 0 4 6', '153****0046'],
    ['①15312340046②15312340047', '①153****0046②153****0047'],
    ['½15312340046', '½153****0046'],
    ['½ of 15312340046 ﬁts', '½ of 153****0046 ﬁts'],
    ['13800138000,13900139000', '138****8000,139****9000'],
    ['手机号：13800138000。', '手机号：138****8000。'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it.each([
    '646682facddb4912976f19a4d61c6a91',
    'a15312340046bcdef0123456789abcde',
    '15312340046abcdef0123456789abcde',
    '646682facddb4912a15312340046',
    '123e4567-e89b-42d3-a456-a15312340046',
    '123e4567-e89b-42d3-a456-0a1531234004',
    '1531234004612',
    '2026031415312340046',
    '12345678901',
    '0531-12340046',
    '2026-01-15T08:09:10Z',
    'step 13, 2026-03-14 8:00',
    'at 15 2026/01/15 08:09',
    '153/1234',
    '１５３１２３４',
    'ﬁve ½ ① 李雷，你好：“ok”',
    '00153123400461',
    '12345678abcdef0123456789abcdef12,13812345678abcdef0123456789abcde',
    'a15312340046bcdef\u200B0123456789abcde',
    '',
  ])('leaves %j alone', (text) => {
    expect(maskText(text)).toBe(text)
  })

  it.each([
    ['see https://b.obs.example.com/a.png?X-Amz-Signature=abc&Expires=1, thanks', 'see https://b.obs.example.com/a.png?… thanks'],
    ['见https://b.example.com/a.png?sign=1，谢谢', '见https://b.example.com/a.png?…，谢谢'],
    ['https://user:pass@b.example.com/a', 'https://b.example.com/a'],
    ['b.example.com/a.png?Expires=1&OSSAccessKeyId=TESTAK&Signature=abc', 'b.example.com/a.png?…'],
    ['https://b.example.com/a.png', 'https://b.example.com/a.png'],
    ['why? because', 'why? because'],
  ])('cuts the query of an address: %j becomes %j', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  const digit = fc.constantFrom(
    (one: number) => String(one),
    (one: number) => String.fromCharCode(0xff10 + one),
    (one: number) => String.fromCodePoint(0x1d7ce + one),
  )
  const number = fc.stringMatching(/^1[3-9][0-9]{9}$/)
  const words = fc.string({ unit: fc.constantFrom(...'号码 ,.:；xyz\n½ﬁ\u200B'.split('')) })
  const separator = fc.constantFrom('', ' ', '-', '/', '_', '，', '·', '\t', '\n', '\r\n', '\u200B', ' \u2060', '\u3000', ' - ', '—', '．', '\u00A0')
  const groups = fc.constantFrom([3, 4, 4], [4, 3, 4], [3, 3, 5], [5, 6], [1, 3, 3, 4], [4, 4, 3], [6, 5], [7, 4], [3, 8], [1, 10], [11])

  it('masks any mobile number in any sentence, however its digits look and are grouped', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('', '+86', '+86 ', '0086', '86-', '0', '＋８６ 0'), number, groups, separator, digit, words, (before, code, digits, sizes, mark, toDigit, after) => {
        let at = 0
        const written = sizes.map((size) => Array.from(digits.slice(at, (at += size)), (one) => toDigit(Number(one))).join('')).join(mark)
        const masked = maskText(`${before}${code}${written}${after}`)
        expect(masked).not.toContain(written)
        // Nothing else is lost or changed, but for what is invisible at the edges of the number.
        const seen = (text: string) => text.replaceAll('\u200B', '')
        expect(seen(masked)).toBe(seen(`${before}${code}${digits.slice(0, 3)}****${digits.slice(-4)}${after}`))
        expect(maskText(masked)).toBe(masked)
      }),
      { numRuns: 2_000 },
    )
  })

  it('changes nothing in a text without a number', () => {
    const unit = fc.oneof(fc.constantFrom(...'０１２012-/， \u200B①½ﬁ号'.split('')), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 10 }), (parts) => {
        // Ten characters hold no eleven digits, unless one of them is several.
        const text = parts.join('')
        fc.pre((text.normalize('NFKC').match(/\d/g) ?? []).length < 11 && !text.includes(':'))
        expect(maskText(text)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves any hexadecimal id alone, whatever stands beside it', () => {
    const hex = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 24, maxLength: 64 }),
      fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'.split('')), minLength: 24, maxLength: 64 }),
      fc.uuid(),
    )
    fc.assert(
      fc.property(hex, hex, fc.constantFrom(', ', ' ', '\n', '/', '，', '_'), (one, other, between) => {
        const text = `job ${one}${between}${other}。`
        expect(maskText(text)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('does a bounded work at each place of a text: its pattern repeats nothing without a bound', () => {
    const withoutClasses = uuidOrMobile.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
    expect(withoutClasses).not.toMatch(/[*+]|\{\d+,\}/)
    const bounds = [...withoutClasses.matchAll(/\{(?:\d+,)?(\d+)\}/g)].map(([, most]) => Number(most))
    expect(Math.max(...bounds)).toBeLessThanOrEqual(12)
  })

  it.each([
    ['digits', '1'.repeat(100_000)],
    ['numbers', '13812345678 '.repeat(8_400)],
    ['one hexadecimal run full of numbers', 'a13812345678'.repeat(8_400)],
    ['gaps', '138 '.repeat(25_000)],
    ['dashes', '-'.repeat(100_000)],
    ['question marks', 'https://a?'.repeat(10_000)],
    ['a scheme that never ends', 'a'.repeat(100_000)],
    ['schemes', 'a://'.repeat(25_000)],
    ['half a UUID', '123e4567-e89b-42d3-'.repeat(5_200)],
    ['parameters', '&token='.repeat(14_000)],
    ['full-width digits', '１３８１２３４５６７８　'.repeat(8_400)],
    ['invisible characters', '1\u200B'.repeat(50_000)],
  ])('comes to an end with 100 kB of %s', (_what, text) => {
    expect(maskText(text).length).toBeGreaterThan(0)
    expect(maskContact(text).length).toBeGreaterThan(0)
  })
})

describe('the quick look for eleven digits', () => {
  it('knows every character that may stand for one', () => {
    const digits: string[] = []
    for (let code = 0x7f; code <= 0x10ffff; code += 1) {
      const character = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code)
      if (/^\d$/.test(toPlainText(character).plain)) digits.push(character)
    }
    expect(digits.length).toBeGreaterThan(50)
    for (const digit of digits) expect(maskText(`150${digit}${digit}${digit}${digit}0046`)).toBe('150****0046')
  })
})
