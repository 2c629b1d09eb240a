/** The clock on the wall of one time zone. */
export interface Zone {
  /** The zone's name as the runtime writes it. */
  name: string
  /** What the wall clock shows at an instant, as if it were UTC. Both epoch ms. */
  toWall(at: number): number
  /**
   * The first instant at which the wall clock shows this (epoch ms, as `toWall` gives it). Where it never does, since the clock was
   * put forward over it: the instant it was put forward, exactly so when it was put forward from there on, as at midnight.
   */
  fromWall(wall: number): number
}

const dayMs = 86_400_000

/** The zone of an IANA name such as `Asia/Shanghai`, `undefined` for what the runtime does not know. */
export function toZone(name: string): Zone | undefined {
  // Newer runtimes also take offsets such as +08:00, which are no names.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return undefined
  const format = toFormat(name)
  if (format === undefined) return undefined
  const toWall = (at: number) => {
    const seconds = Math.floor(at / 1000) * 1000
    const part = Object.fromEntries(format.formatToParts(seconds).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) + (at - seconds)
  }
  return {
    name: format.resolvedOptions().timeZone,
    toWall,
    fromWall: (wall) => {
      // Clocks change far less often than every second day, so one of the two offsets around is right.
      const [before, after] = [wall - dayMs, wall + dayMs].map((at) => wall - (toWall(at) - at))
      const candidates = [before ?? wall, after ?? wall].sort((one, other) => one - other)
      return candidates.find((at) => toWall(at) === wall) ?? before ?? wall
    },
  }
}

function toFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric'
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
  } catch {
    return undefined
  }
}
