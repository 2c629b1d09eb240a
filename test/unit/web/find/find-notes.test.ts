import { expect, it } from 'vitest'
import { findNotes } from '#web/jobs/find/find-notes.ts'
import { en } from '#web/messages/en.ts'
import { findEn } from '#web/messages/find.en.ts'

it('says first what was looked for, then that nothing was found: of a whole phone number only its end', () => {
  const nothing = { found: { matches: [], sources: [] }, hits: [], error: null, isAsking: false, isTooShort: false, choose: () => {} }
  expect(findNotes('+86 138 0013 8000', nothing, 8, [], en, findEn)).toEqual([findEn.wholeNumber('8000'), findEn.none])
  // In a job's address a number is not what is looked for.
  expect(findNotes(`https://console.example/jobs/${'0123456789abcdef'.repeat(2)}?name=13912345678`, nothing, 8, [], en, findEn)).toEqual([findEn.none])
})
