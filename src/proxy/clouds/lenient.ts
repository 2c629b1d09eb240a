import * as z from 'zod/mini'

/**
 * Fields as a cloud may send them: each may be missing, null or of a wrong type, and is then absent; the row lives on.
 * The schemas that are built of these are allow-lists: what they do not name is gone.
 */
export const lenientText = z.catch(z.optional(z.string()), undefined)

/** An id that may have been sent as a number. */
export const lenientId = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((id: string | number) => String(id).trim()),
    ),
  ),
  undefined,
)

export const lenientFlag = z.catch(
  z.optional(
    z.pipe(
      z.union([z.boolean(), z.enum(['true', 'false'])]),
      z.transform((flag: boolean | 'true' | 'false') => flag === true || flag === 'true'),
    ),
  ),
  undefined,
)

export const lenientNumber = z.catch(
  z.optional(
    z.pipe(
      z.union([z.number(), z.string().check(z.regex(/^-?\d{1,15}$/))]),
      z.transform((number: number | string) => Number(number)),
    ),
  ),
  undefined,
)

/** A time as it was sent, in whatever form; `to-instant.ts` reads it. */
export const lenientTime = z.catch(z.optional(z.union([z.string(), z.number()])), undefined)

/** Those members of a list that can be read. */
export function lenientList<T extends z.ZodMiniType>(member: T) {
  return z.catch(
    z.optional(
      z.pipe(
        z.array(z.unknown()),
        z.transform((members: unknown[]) =>
          members.flatMap((one): z.output<T>[] => {
            const read = member.safeParse(one)
            return read.success ? [read.data] : []
          }),
        ),
      ),
    ),
    undefined,
  )
}

export function lenientObject<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.catch(z.optional(z.object(shape)), undefined)
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
