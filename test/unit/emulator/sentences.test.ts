import { describe, expect, it } from 'vitest'
import { sentenceOf } from '#emulator/sentences.ts'

const subjects = ['question', 'suspend'] as const
const told = (language: 'zh' | 'en') => subjects.flatMap((subject) => Array.from({ length: 2000 }, (_, key) => sentenceOf(subject, key, language)))

describe('the sentences of the emulated clouds', () => {
  it('name only days that every month has', () => {
    const days = told('zh').flatMap((text) => /(\d+) 号/.exec(text)?.[1] ?? []).map(Number)
    expect(new Set(days)).toEqual(new Set(Array.from({ length: 28 }, (_, index) => index + 1)))
  })

  it('name days in English with the ending of each', () => {
    const days = new Set(told('en').flatMap((text) => /on the (\S+)\./.exec(text)?.[1] ?? []))
    expect(days.size).toBe(28)
    for (const day of ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '20th', '21st', '22nd', '23rd', '28th']) expect(days).toContain(day)
  })

  it('leave no place unfilled', () => {
    for (const text of [...told('zh'), ...told('en')]) expect(text).not.toMatch(/[{}]/)
  })
})
