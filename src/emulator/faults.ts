export type CloudName = 'metastudio' | 'ice'

/** What can go wrong on purpose. Each cloud answers it in its own documented form. */
export type Fault =
  /** Flow control: 429 `0308`, or 400 `Throttling.User` with a waiting time. */
  | 'throttled'
  /** ICE's own flow control: 403 `RequestsTooFrequent`. MetaStudio: as `throttled`. */
  | 'too-frequent'
  /** 500: `MSS.00000004`, `InternalError`. */
  | 'outage'
  /** 503: gateway `0801`, `ServiceUnavailable`. */
  | 'unavailable'
  /** ICE: 200 with `Success: false`. MetaStudio: 200 with an error body. */
  | 'unsuccessful'
  /** The signature or key is refused: 401 `0301`, 400 `SignatureDoesNotMatch` with the server's string to sign. */
  | 'wrong-key'
  /** The permission is missing: 403 `0302`, 403 `Forbidden.RAM`. */
  | 'denied'
  /** The clocks differ: 401 `0301`, 400 `InvalidTimeStamp.Expired`. */
  | 'clock'
  /** Tokens must be renewed: 401 `0307`, `InvalidSecurityToken.Expired`. */
  | 'stale-token'
  /** A load balancer's page: 502 HTML. */
  | 'html'
  /** 200 with an HTML page, as a captive portal answers. */
  | 'html-200'
  | 'empty-body'
  /** JSON that ends in the middle. */
  | 'truncated'
  /** Well-formed JSON of a shape that no document promises: null lists, null fields, the same job twice, odd times. */
  | 'odd-shape'
  /** The list understands `update_until` as its text says (>=) instead of as its name says. MetaStudio alone. */
  | 'literal-update-until'
  /** The answer is held back until the caller gives up or `recover` is called. */
  | 'slow'
  /** The connection breaks: in process `fetch` rejects, over HTTP the answer is cut. */
  | 'unreachable'

/** Which faults are in force, for how many more answers. */
export interface Faults {
  fail: (cloud: CloudName, fault: Fault, times?: number) => void
  recover: () => void
  /** The fault that the next answer of a cloud must show, counted down; `undefined` when all is well. */
  take: (cloud: CloudName) => Fault | undefined
  /** Settles at `recover()` or when the caller goes away. */
  held: (signal: AbortSignal) => Promise<void>
}

/** No faults, until `fail` is called. */
export function createFaults(): Faults {
  const left = new Map<CloudName, { fault: Fault; times: number }[]>()
  const waiting = new Set<() => void>()
  return {
    fail: (cloud, fault, times = Infinity) => {
      left.set(cloud, [...(left.get(cloud) ?? []), { fault, times }])
    },
    recover: () => {
      left.clear()
      for (const release of waiting) release()
      waiting.clear()
    },
    take: (cloud) => {
      const queue = left.get(cloud) ?? []
      const first = queue[0]
      if (!first) return undefined
      first.times -= 1
      if (first.times <= 0) queue.shift()
      return first.fault
    },
    held: (signal) =>
      new Promise((resolve) => {
        waiting.add(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
        if (signal.aborted) resolve()
      }),
  }
}
