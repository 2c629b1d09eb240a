import { maskText } from '../masks.ts'

/** A cloud's error code when it looks like one. */
export function toCloudCode(value: unknown): string | undefined {
  const code = typeof value === 'number' ? String(value) : value
  return typeof code === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim()) ? code.trim() : undefined
}

/** A cloud's own sentence, masked and of bounded length. */
export function toCloudMessage(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const text = maskText(value.slice(0, 2000).replace(/\s+/g, ' ').trim())
  return text.length > 500 ? `${text.slice(0, 499)}…` : text
}

/** The cloud's id of an answer, when it is printable. */
export function toRequestId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value.trim()) ? value.trim() : undefined
}
