import type { JobDetail } from '#contract/job-detail.ts'
import { type Answer, createRenderer, toAnswer } from '../answers/answer.ts'
import { readParameters } from '../query.ts'
import type { SourceReader } from '../sources/source-reader.ts'

/** `GET /api/sources/{source}/jobs/{job_id}`: everything about one job. */
export function createJobRoute({ now }: { now: () => number }): (request: Request, reader: SourceReader, jobId: string) => Promise<Answer> {
  const rendered = createRenderer()
  return async (request, reader, jobId) => {
    readParameters(new URL(request.url), [])
    const { value, at, stale, isRefreshing } = await reader.detail(jobId)
    const body = await rendered(value, stale ? 'stale' : 'fresh', () => toBody(value.detail, stale))
    return toAnswer(request, body, now(), { at, requestId: value.requestId, isRefreshing })
  }
}

/** The id of the answer changes with every call and travels in a header: a body changes only when the job does. */
function toBody({ request_id: _requestId, ...detail }: JobDetail, stale: boolean): JobDetail {
  return stale ? { ...detail, stale } : detail
}
