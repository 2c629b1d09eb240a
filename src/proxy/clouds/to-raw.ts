import { maskContact, maskId, maskText } from '../masks/masks.ts'
import { isObject } from './lenient.ts'

/**
 * What was read of a cloud's answer, in the cloud's own names, for a person to look at: masked, and without addresses.
 * `wire` has passed an allow-list; the name test stands behind it, should somebody allow too much.
 */
export function toRaw(wire: object, isAddress: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([name, value]) => value !== undefined && !isAddress(name) && !/url$/i.test(name))
      .map(([name, value]) => [name, toRawValue(name, value, isAddress)]),
  )
}

function toRawValue(name: string, value: unknown, isAddress: (name: string) => boolean): unknown {
  if (typeof value === 'string') return name === 'contact' ? maskContact(value) : isId(name) ? maskId(value) : maskText(value)
  if (Array.isArray(value)) return value.map((one) => toRawValue(name, one, isAddress))
  return isObject(value) ? toRaw(value, isAddress) : value
}

/** An end user's id is chosen by the customer and may be a phone number. */
const isId = (name: string): boolean => /(?:^|_)(?:job|asset|project|resource|heart_beat)_id$|^(?:JobId|AvatarId)$/.test(name)
