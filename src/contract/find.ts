import * as z from 'zod/mini'
import { Job } from './job.ts'
import { Scanned } from './job-list.ts'
import { Problem } from './problem.ts'

/** Answer of `GET /api/find?q=…`: what every source holds, and what each could not look through. */
export const Found = z.object({
  matches: z.array(Job),
  sources: z.array(z.object({ id: z.string(), scanned: z.optional(Scanned), problem: z.optional(Problem) })),
})
export type Found = z.infer<typeof Found>
