/** A range that ends now: `7d`, `24h`, `30m`, `2w`. It stays relative in a link. */
export type RelativeRange = string

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Length of a relative range in ms, or `undefined` when it is none (or longer than ten years). */
export function rangeMs(range: string): number | undefined {
  const match = /^([1-9]\d{0,4})([mhdw])$/.exec(range)
  if (match === null) return undefined
  const ms = Number(match[1]) * units[match[2] as keyof typeof units]
  return ms <= 3660 * units.d ? ms : undefined
}

/** Where a range begins, on the whole minute, so that viewers share answers: RFC 3339 in UTC. `now`: epoch ms. */
export function rangeSince(range: RelativeRange, now: number): string {
  const minute = Math.floor(now / 60_000) * 60_000
  return `${new Date(minute - (rangeMs(range) ?? 0)).toISOString().slice(0, 19)}Z`
}
