const pattern = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\d*([Zz]|[+-]\d{2}:?\d{2})$/

/** As we write it, on a day that every month has: nearly all that clouds send. */
const canonical = /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

/**
 * A cloud's time as RFC 3339 in UTC with `Z`; a fraction stays, to the millisecond. `undefined` for what is no time: another
 * type, no zone, a day that no calendar has, a year before 1970 (an empty time of the clouds' own languages).
 */
export function toInstant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (canonical.test(value)) return value
  const match = pattern.exec(value.trim())
  if (match === null) return undefined
  const [, year = '', month = '', day = '', clock = '', fraction = '', zone = ''] = match
  const calendarDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (calendarDay.getUTCMonth() !== Number(month) - 1 || calendarDay.getUTCDate() !== Number(day)) return undefined
  const offset = /^[Zz]$/.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  return fromDate(new Date(`${year}-${month}-${day}T${clock}${fraction.slice(0, 4)}${offset}`))
}

/** The same from an integer, in seconds or milliseconds: the unit is not documented, 13 digits would be milliseconds. */
export function toInstantFromInteger(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return undefined
  return fromDate(new Date(number >= 1e11 ? number : number * 1000))
}

function fromDate(at: Date): string | undefined {
  if (Number.isNaN(at.getTime()) || at.getTime() < 0 || at.getUTCFullYear() > 9999) return undefined
  return at.toISOString().replace('.000Z', 'Z')
}
