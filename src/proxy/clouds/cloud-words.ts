import { maskText } from '../masks/masks.ts'
import { redacted } from '../log/redact.ts'

/** A cloud's error code when it looks like one, and like nothing that is masked. */
export function toCloudCode(value: unknown): string | undefined {
  const code = typeof value === 'number' ? String(value) : value
  return typeof code === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code.trim()) ? unmasked(code.trim()) : undefined
}

/** A cloud's own sentence, masked and of bounded length. What is longer than a page is no sentence. */
export function toCloudMessage(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 65_536 || value.trim() === '') return undefined
  const text = maskText(value.replace(/\s+/g, ' ').trim())
  return text.length > 500 ? `${text.slice(0, 499)}…` : text
}

/** The cloud's id of an answer, when it is printable and nothing of it had to be hidden. */
export function toRequestId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value.trim()) ? unmasked(value.trim()) : undefined
}

const unmasked = (word: string): string | undefined => (maskText(word) === word && !word.includes(redacted) ? word : undefined)
