/**
 * A field as a cloud may send it: it may be missing, null or of a wrong type, and is then absent; the row lives on. Plain functions and no
 * schemas: a list has thousands of fields, and none of them has an error to tell.
 */
export type Lenient<T> = (sent: unknown) => T | undefined

type Fields = Readonly<Record<string, Lenient<unknown>>>
/** What was read of an object: all names that are allowed, and nothing else. */
export type Read<F extends Fields> = { [Name in keyof F]?: ReturnType<F[Name]> }

export const lenientText: Lenient<string> = (sent) => (typeof sent === 'string' ? sent : undefined)

/** JSON has no infinite number, but one that is too large becomes it. */
const toFinite: Lenient<number> = (sent) => (typeof sent === 'number' && Number.isFinite(sent) ? sent : undefined)

/** An id that may have been sent as a number. */
export const lenientId: Lenient<string> = (sent) => (typeof sent === 'string' ? sent.trim() : toFinite(sent)?.toString())

export const lenientFlag: Lenient<boolean> = (sent) => {
  if (typeof sent === 'boolean') return sent
  return sent === 'true' || sent === 'false' ? sent === 'true' : undefined
}

export const lenientNumber: Lenient<number> = (sent) => (typeof sent === 'string' && /^-?\d{1,15}$/.test(sent) ? Number(sent) : toFinite(sent))

/** A time as it was sent, in whatever form; `to-instant.ts` reads it. */
export const lenientTime: Lenient<string | number> = (sent) => (typeof sent === 'string' ? sent : toFinite(sent))

/** Those members of a list that can be read. */
export function lenientList<T>(toMember: Lenient<T>): Lenient<T[]> {
  return (sent) => (Array.isArray(sent) ? sent.map(toMember).filter((member) => member !== undefined) : undefined)
}

/** An object by an allow-list: what `fields` does not name is gone. */
export function lenientObject<F extends Fields>(fields: F): Lenient<Read<F>> {
  const allowed = Object.entries(fields).map(([name, toField]) => ({ name, toField }))
  // Made at its full size: an object that grows name by name is moved seven times.
  const blank = Object.fromEntries(allowed.map(({ name }) => [name, undefined]))
  return (sent) => {
    if (!isObject(sent)) return undefined
    const read: Record<string, unknown> = { ...blank }
    for (const { name, toField } of allowed) read[name] = toField(sent[name])
    // Each name has what its own function gave.
    return read as Read<F>
  }
}

/** What of an answer could not be read: by name, never by value. */
export interface Unreadable {
  rows: number
  fields: string[]
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of the fields that were sent and could not be read, whole or in part. */
export function unreadableFields(sent: unknown, read: object, allowed: readonly string[]): string[] {
  if (!isObject(sent)) return []
  return allowed.filter((name) => {
    const before = sent[name]
    if (before === undefined || before === null) return false
    const after: unknown = Reflect.get(read, name)
    if (after === undefined) return true
    return Array.isArray(before) && Array.isArray(after) && before.length !== after.length
  })
}
