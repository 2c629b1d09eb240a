import type { Sources } from '#contract/source.ts'
import { knownStates } from '#contract/job-states.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import { readParameters } from '../query.ts'
import type { SourceReader } from '../sources/source-reader.ts'

/** `GET /api/sources`: the accounts that are watched, in the order of the configuration. Asks no cloud. */
export function createSourcesRoute(deps: { now: () => number; readers: readonly SourceReader[] }): (request: Request) => Promise<Answer> {
  const write = createWriter()
  return async (request) => {
    readParameters(new URL(request.url), [])
    const sources = deps.readers.map((reader) => reader.describe(knownStates(reader.source.cloud.cloud)))
    return toAnswer(request, await write({ sources } satisfies Sources), deps.now())
  }
}
