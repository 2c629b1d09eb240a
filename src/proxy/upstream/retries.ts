/** Of all calls, so many may be made again. */
const share = 0.1
/** What a quiet source may use up at once: one call in ten is nothing where there are few. */
const reserve = 10

/** Keeps retries a small part of the traffic: a cloud that is down must not be called three times as often as one that is up. */
export interface RetryAllowance {
  /** A call begins. */
  earn(): void
  /** Whether one more retry is allowed; if so, it is counted. */
  spend(): boolean
}

export function createRetryAllowance(): RetryAllowance {
  let left = reserve
  return {
    earn: () => {
      left = Math.min(reserve, left + share)
    },
    spend: () => {
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
