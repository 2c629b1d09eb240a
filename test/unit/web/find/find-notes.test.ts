import { expect, it } from 'vitest'
import { findNotes } from '#web/jobs/find/find-notes.ts'
import { en } from '#web/messages/en.ts'
import { findEn } from '#web/messages/find.en.ts'

it('says first what was looked for, then that nothing was found: of a whole phone number only its end', () => {
  const nothing = { found: { matches: [], sources: [] }, hits: [], error: null, isAsking: false, isTooShort: false, choose: () => {} }
  expect(findNotes('+86 138 0013 8000', nothing, 8, [], en, findEn)).toEqual([findEn.wholeNumber('8000'), findEn.none])
})
