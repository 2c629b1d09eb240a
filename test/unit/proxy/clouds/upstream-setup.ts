import { CloudError } from '#proxy/clouds/cloud.ts'
import type { UpstreamAnswer, UpstreamCall, Verdict } from '#proxy/upstream/call.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import type { UpstreamDeps } from '#proxy/upstream/upstream.ts'
import { createFakeClock } from './fake-clock.ts'

/** What the cloud does with one attempt. */
export type Reply = (init: RequestInit) => Response | Promise<Response>

export const ok = (body: unknown = { jobs: [] }): Reply => () => Response.json(body)
export const status =
  (code: number, headers: Record<string, string> = {}, body = '{}'): Reply =>
  () =>
    new Response(body, { status: code, headers })
export const broken =
  (code: string): Reply =>
  () =>
    Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) }))
export const silent: Reply = () => new Promise(() => {})

/** As a cloud would judge: by status alone. */
const meanings: Record<number, Verdict['meaning']> = { 401: 'refused', 408: 'clock', 429: 'throttled', 400: 'final', 404: 'final' }
const codes = { 401: 'cloud_rejected_credentials', 408: 'cloud_rejected_credentials', 429: 'throttled', 400: 'bad_request', 404: 'not_found' } as const
export const judge = ({ status: code }: UpstreamAnswer): Verdict | undefined => {
  if (code < 300) return undefined
  const problem = code in codes ? codes[code as keyof typeof codes] : 'cloud_error'
  return { error: new CloudError(problem, `answered ${code}`, { cloudStatus: code }), meaning: meanings[code] ?? 'retry' }
}

/** A way to a cloud that gives these replies in turn, the last one for ever, on a clock that stands. */
export function setUp(replies: Reply[], deps: Partial<UpstreamDeps> = {}) {
  const clock = createFakeClock()
  const sent: { at: number; signedAt: number; url: string; init: RequestInit }[] = []
  let signedAt = 0
  const upstream = createUpstream({
    fetch: async (url, init) => {
      sent.push({ at: clock.now(), signedAt, url, init })
      const reply = replies[Math.min(sent.length, replies.length) - 1]
      return reply === undefined ? Response.json({}) : reply(init)
    },
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    requestsPerSecond: 5,
    ...deps,
  })
  const call: UpstreamCall = {
    operation: 'list',
    request: (at) => {
      signedAt = at
      return Promise.resolve({ method: 'GET', url: 'https://cloud.example.com/jobs', headers: { accept: 'application/json' } })
    },
    judge,
  }
  const codeOf = (work: Promise<unknown>) =>
    clock.run(
      work.then(
        () => 'good',
        (error: unknown) => (error instanceof CloudError ? error.code : String(error)),
      ),
    )
  const errorOf = (work: Promise<unknown>) =>
    clock.run(
      work.then(
        () => {
          throw new Error('the call went well')
        },
        (error: unknown) => {
          if (error instanceof CloudError) return error
          throw error
        },
      ),
    )
  return { clock, sent, upstream, call, codeOf, errorOf }
}
