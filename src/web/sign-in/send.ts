import type * as z from 'zod/mini'
import { intentHeader } from '#contract/session.ts'
import { ask } from '../api.ts'

/**
 * Sends what changes something, with the header that only this page can set.
 *
 * @throws ApiError, or the abort of `signal`
 */
export async function send<Schema extends z.ZodMiniType>(path: string, body: object, schema: Schema, signal = new AbortController().signal): Promise<z.output<Schema>> {
  const headers = { 'content-type': 'application/json', [intentHeader.name]: intentHeader.value }
  const sent = { method: 'POST', body: JSON.stringify(body), headers } as const
  return (await ask(path, new URLSearchParams(), schema, signal, sent)).body
}
