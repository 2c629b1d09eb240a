import type { Found } from '#contract/find.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import { findJobs } from '../questions/find-jobs.ts'
import { isWholePhone } from '../questions/job-matcher.ts'
import { RequestError } from '../problem.ts'
import { readParameters, unfit } from '../query.ts'
import type { SourceReader } from '../sources/source-reader.ts'

const allowed = 'a job id, a part of a name or the last four digits or more of a phone number: 2 to 256 characters without control characters'

/** `GET /api/find?q=…`: looks in every source at once. One source's trouble does not hide what the others hold. */
export function createFindRoute({ now }: { now: () => number }): (request: Request, readers: readonly SourceReader[]) => Promise<Answer> {
  const write = createWriter()
  return async (request, readers) => {
    const given = readParameters(new URL(request.url), ['q']).get('q')
    if (given === undefined) throw new RequestError('bad_request', `q is missing: it must be ${allowed}.`, { parameter: 'q' })
    const text = given.trim()
    if (Array.from(text).length < 2 || text.length > 256 || /\p{Cc}/u.test(text)) throw unfit('q', given, allowed)
    const { freshness, ...found } = await findJobs(readers, text)
    const body: Found = { ...found, ...(isWholePhone(text) && { hint: 'use_last_digits' }) }
    return toAnswer(request, await write(body), now(), freshness)
  }
}
