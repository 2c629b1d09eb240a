import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { isWholePhone, toMatcher, toPhoneDigits } from '#proxy/questions/job-matcher.ts'
import { withoutSmallWords } from '#proxy/questions/small-words.ts'

describe('matching a search', () => {
  const job = (facts: Partial<Job>): Job => ({
    source: 's', cloud: 'metastudio', job_id: '35f67ab0500624754c974e8b92060f1b', name: 'Anna Lee', state: 'TRAINING', phase: 'training', actor: 'nobody',
    hidden_failure: false, cover: 'no', ...facts,
  })

  it.each([
    ['0046', '153****0046', true],
    ['00 46', '153****0046', true],
    ['10046', '153****0046', true],
    ['15312340046', '153****0046', true],
    ['+86 153 1234 0046', '153****0046', true],
    ['0086-153-1234-0046', '+86 153****0046', true],
    ['16312340046', '153****0046', false],
    ['0047', '153****0046', false],
    ['046', '153****0046', false],
    ['115312340046', '153****0046', false],
    ['153****0046', '153****0046', true],
    ['*0046', '153****0046', true],
    ['＊＊0046', '153****0046', true],
    ['153 **** 0046', '153****0046', true],
    ['153*0046', '153****0046', true],
    ['+86 153****0046', '153****0046', true],
    ['+86****0046', '153****0046', true],
    ['153****0046', '+86 153****0046', true],
    ['154****0046', '153****0046', false],
    ['153****0047', '153****0046', false],
    ['153*046', '153****0046', false],
    ['153**4*0046', '153****0046', false],
    ['1531234*5670046', '153****0046', false],
    ['****', '153****0046', false],
    ['a*0046', '153****0046', false],
    ['0046', undefined, false],
    ['0046', 'a****@example.com', false],
    ['0046', '****', false],
  ])('%s against %s', (text, contact, expected) => {
    expect(toMatcher(text)(job(contact === undefined ? {} : { contact }))).toBe(expected)
  })

  const id = 'bf48e2c2d4a14c1e9f0a6b7c8d9eba37'
  it.each([
    ['bf48e2c2…ba37', true],
    ['bf48e2c2...ba37', true],
    ['BF48E2C2..ba37', true],
    ['bf48e2c2…ba38', false],
    ['bf48e2c3…ba37', false],
    ['bf48e2c2.ba37', false],
    ['…ba37', false],
  ])('the short id as the list shows it: %s', (text, expected) => {
    expect(toMatcher(text)(job({ job_id: id }))).toBe(expected)
  })

  it('takes a part of a name in any case, and a long part of an id', () => {
    expect(toMatcher('anna')(job({}))).toBe(true)
    expect(toMatcher('na l')(job({}))).toBe(true)
    expect(toMatcher('67AB05')(job({}))).toBe(true)
    expect(toMatcher('67ab')(job({}))).toBe(false)
    expect(toMatcher('.*')(job({}))).toBe(false)
  })

  it.each([
    ['0046, edu-07', true],
    ['edu-07; *0046', true],
    ['0046，edu-07', true],
    ['153****0046、edu-07', true],
    ['0046 ；edu-07', true],
    ['0047, edu-07', false],
    ['0046, edu-08', false],
    [',;', false],
  ])('reads the words of %s each for itself', (text, expected) => {
    expect(toMatcher(text)(job({ contact: '153****0046', batch_name: 'edu-07' }))).toBe(expected)
  })

  it.each([
    ['12a4', undefined],
    ['123', undefined],
    ['1234', '1234'],
    ['8613812345678', '13812345678'],
    ['86138', '86138'],
  ])('reads %s as the digits %s', (text, digits) => {
    expect(toPhoneDigits(text)).toBe(digits)
  })
})

describe('a whole phone number', () => {
  it.each([
    ['15312340046', true],
    ['+86 153-1234-0046', true],
    ['008615312340046', true],
    ['5312340046', false],
    ['153123400461', false],
    ['12312340046', false],
    ['+1 415 555 0100 1', false],
    ['153****0046', false],
    ['Anna 15312340046', false],
  ])('%s: %s', (text, is) => {
    expect(isWholePhone(text)).toBe(is)
  })
})

describe('what people write around digits and batches', () => {
  it.each([
    ['1889 batch 4s-spring', '1889 4s-spring'],
    ['phone 1889', '1889'],
    ['Phone: 1889.', '1889'],
    ['ending in 1889', '1889'],
    ['尾号1889', '1889'],
    ['尾号 1889 批次 4s-spring', '1889 4s-spring'],
    ['手机尾号是1889的客户，批次4s-spring，怎么回事？', '1889 4s-spring'],
    ['后四位1889', '1889'],
    ['job of phone ending in 1889, batch 4s-spring, what happened?', '1889 4s-spring'],
    ['what’s the job of the customer whose number ends in 1889', '1889'],
    ['why has 1889 failed?', '1889'],
    ['1889 is stuck', '1889'],
    ['1889 stopped', '1889'],
    ['尾号1889卡住了', '1889'],
    ['Anna', undefined],
    ['1889 4s-spring', undefined],
    ['the phone', undefined],
    ['job 5', undefined],
  ])('%s is %s', (text, expected) => {
    expect(withoutSmallWords(text)).toBe(expected)
  })
})
