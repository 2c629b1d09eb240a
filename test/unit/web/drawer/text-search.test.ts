import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutAt } from '#web/jobs/drawer/text-search.ts'

describe('searching a text', () => {
  it('cuts it where the words are found, whatever their case', () => {
    expect(cutAt('"JOB_ID": "job_id"', 'job_id')).toEqual(['"', 'JOB_ID', '": "', 'job_id', '"'])
    expect(cutAt('abc', 'x')).toEqual(['abc'])
    expect(cutAt('abc', '')).toEqual(['abc'])
  })

  it('takes signs as they are, and loses nothing of the text', () => {
    expect(cutAt('a.b', '.')).toEqual(['a', '.', 'b'])
    fc.assert(fc.property(fc.string(), fc.string(), (text, wanted) => cutAt(text, wanted).join('') === text && cutAt(text, wanted).length % 2 === 1))
  })

  it('stops marking what nobody would step through', () => {
    expect(cutAt('a'.repeat(5000), 'a')).toHaveLength(1001)
  })
})
