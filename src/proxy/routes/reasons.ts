import { jobIdPattern } from '#contract/job.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import { RequestError } from '../problem.ts'
import { readParameters, unfit } from '../query.ts'
import type { ReasonReader } from '../questions/reasons.ts'
import type { SourceReader } from '../sources/source-reader.ts'

const maxIds = 100

/** `GET /api/sources/{source}/reasons?ids=a,b,…`: why jobs failed, as far as it is known by now. */
export function createReasonsRoute(deps: {
  now: () => number
  reasons: ReasonReader
}): (request: Request, reader: SourceReader) => Promise<Answer> {
  const { now, reasons } = deps
  const write = createWriter()
  return async (request, reader) => {
    const ids = readParameters(new URL(request.url), ['ids']).get('ids')
    if (ids === undefined) throw new RequestError('bad_request', `ids is missing: it must be ${allowed}.`, { parameter: 'ids' })
    const jobIds = [...new Set(ids.split(','))]
    if (jobIds.length > maxIds || !jobIds.every((jobId) => jobIdPattern.test(jobId))) throw unfit('ids', ids, allowed)
    const { body, freshness } = await reasons.read(reader, jobIds)
    return toAnswer(request, await write(body), now(), freshness)
  }
}

const allowed = `a comma list of 1 to ${maxIds} job ids, each of 1 to 64 letters, digits, - or _`
