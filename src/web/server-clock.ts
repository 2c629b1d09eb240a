/** So far two clocks may be apart before it matters, ms: an answer is under way for a while, and no clock is quite right. */
export const clockSlackMs = 300_000

let aheadMs = 0

/** How far the server's clock is ahead of this device's, in ms; 0 where they agree. */
export const serverAheadMs = (): number => aheadMs

/** Takes in when the server gave an answer, as its `Date` says. */
export function hearServerTime(date: string | null): void {
  const ahead = Date.parse(date ?? '') - Date.now()
  aheadMs = Math.abs(ahead) > clockSlackMs ? ahead : 0
}

/** What time it is for the server, whatever this device's clock says: what happened to a job is dated by it. Epoch ms. */
export const serverNow = (): number => Date.now() + aheadMs
