import * as z from 'zod/mini'
import { Job } from './job.ts'
import { Scanned } from './job-list.ts'
import { Problem } from './problem.ts'

/** What the reader should know about the text that was looked for. `use_last_digits`: it is a whole phone number. */
export const findHints = ['use_last_digits'] as const

/** A batch or a tag in which a word begins with what was looked for, and how many of the jobs looked through carry it. */
export const FoundValue = z.object({ value: z.string(), jobs: z.number() })
export type FoundValue = z.infer<typeof FoundValue>

/**
 * Answer of `GET /api/find?q=…`: what every source holds, and what each could not look through. A number may be written as the page shows
 * it (`138****5599`, `*5599`); words are parted by blanks, commas and semicolons, of either width.
 */
export const Found = z.object({
  matches: z.array(Job),
  /**
   * What was looked for besides the text itself, as that was found in no source: it without the small words that people write around
   * digits and batches (`the job of phone ending in 1889` is `1889`). What matches then matches this.
   */
  meant: z.optional(z.string()),
  /**
   * `use_last_digits`: contacts are masked, so of a whole number only the first three and the last four digits were compared. The
   * last four find the same jobs, and a customer's number need not stand in an address.
   */
  hint: z.optional(z.enum(findHints)),
  /** `batches` and `tags`: those the list of that source can be filtered by, the most frequent first; absent where there is none. */
  sources: z.array(
    z.object({
      id: z.string(),
      scanned: z.optional(Scanned),
      problem: z.optional(Problem),
      batches: z.optional(z.array(FoundValue)),
      tags: z.optional(z.array(FoundValue)),
    }),
  ),
})
export type Found = z.infer<typeof Found>
