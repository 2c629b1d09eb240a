import { isLocal, type Caller } from '../callers/caller.ts'
import { RequestError } from '../problem.ts'
import { readParameters } from '../query.ts'
import { isSame } from '../same-text.ts'

export interface Metrics {
  /** Everything that was counted, in the text format of Prometheus. */
  read: () => Promise<{ text: string; type: string }>
  /** Who shows it may read them. Without one: only who asks from this machine, for himself. */
  token?: string | undefined
}

/** `GET /metrics`. */
export function createMetricsRoute({ read, token }: Metrics): (request: Request, caller: Caller | undefined) => Promise<Response> {
  return async (request, caller) => {
    readParameters(new URL(request.url), [])
    if (token === undefined) {
      if (!isLocal(request, caller)) {
        throw new RequestError('forbidden', 'Metrics are for callers on the same machine. Set UNDERSTUDY_METRICS_TOKEN to read them from elsewhere.')
      }
    } else if (!(await isSame(request.headers.get('Authorization') ?? '', `Bearer ${token}`))) {
      throw new RequestError('unauthenticated', 'Metrics need the header Authorization: Bearer, with the token of UNDERSTUDY_METRICS_TOKEN.')
    }
    const { text, type } = await read()
    return new Response(text, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } })
  }
}
