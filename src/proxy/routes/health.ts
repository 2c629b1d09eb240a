import { RequestError } from '../problem.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import type { Trail } from '../log/request-log.ts'

/** `GET /healthz`: the process answers. `GET /readyz`: it takes requests, that is, it is not shutting down. Neither asks a cloud. */
export function createHealthRoutes(deps: { now: () => number; isReady: () => boolean }) {
  const write = createWriter()
  const ok = async (request: Request) => toAnswer(request, await write({ status: 'ok' }), deps.now())
  return {
    live: ok,
    ready: (request: Request, trail: Trail): Promise<Answer> => {
      if (!deps.isReady()) {
        trail.isDraining = true
        throw new RequestError('overloaded', 'Understudy is shutting down.')
      }
      return ok(request)
    },
  }
}
