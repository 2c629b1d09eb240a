import { RequestError } from '../problem.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'

/** `GET /healthz`: the process answers. `GET /readyz`: it takes requests, that is, it is not shutting down. Neither asks a cloud. */
export function createHealthRoutes(deps: { now: () => number; isReady: () => boolean }) {
  const write = createWriter()
  const ok = async (request: Request) => toAnswer(request, await write({ status: 'ok' }), deps.now())
  return {
    live: ok,
    ready: (request: Request): Promise<Answer> => {
      if (!deps.isReady()) throw new RequestError('overloaded', 'Understudy is shutting down.')
      return ok(request)
    },
  }
}
