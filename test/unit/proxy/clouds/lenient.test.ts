import { describe, expect, it } from 'vitest'
import { lenientFlag, lenientId, lenientList, lenientNumber, lenientObject, lenientText, lenientTime } from '#proxy/clouds/lenient.ts'

const never = [undefined, null, {}, [], Infinity, NaN]

describe('a field of a cloud’s answer', () => {
  it.each([
    ['a text', lenientText, [['a', 'a'], ['', ''], [1, undefined], [true, undefined]]],
    ['an id', lenientId, [[' a ', 'a'], [12, '12'], [true, undefined]]],
    ['a flag', lenientFlag, [[true, true], [false, false], ['true', true], ['false', false], ['TRUE', undefined], [1, undefined]]],
    ['a number', lenientNumber, [[1.5, 1.5], ['12', 12], ['-3', -3], ['1.5', undefined], ['1234567890123456', undefined], [true, undefined]]],
    ['a time', lenientTime, [['today', 'today'], [1_700_000_000, 1_700_000_000], [true, undefined]]],
  ] as const)('%s is read or absent', (_what, toField, cases) => {
    for (const [sent, read] of cases) expect(toField(sent)).toBe(read)
    for (const sent of never) expect(toField(sent)).toBeUndefined()
  })

  it('is a list of those members that can be read, none at all included', () => {
    const toTexts = lenientList(lenientText)
    expect(toTexts(['a', 1, null, 'b'])).toEqual(['a', 'b'])
    expect(toTexts([])).toEqual([])
    expect(toTexts('a')).toBeUndefined()
  })

  it('is gone with an object that does not name it', () => {
    const toNamed = lenientObject({ name: lenientText })
    expect(toNamed(JSON.parse('{"name":"a","secret":"b","__proto__":{"name":"c"}}'))).toEqual({ name: 'a' })
    expect(toNamed(JSON.parse('{"__proto__":{"name":"c"}}'))).toEqual({ name: undefined })
    expect(toNamed([])).toBeUndefined()
  })
})
