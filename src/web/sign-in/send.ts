import type * as z from 'zod/mini'
import { intentHeader } from '#contract/session.ts'
import { call } from '../api.ts'

/**
 * Sends what changes something, with the header that only this page can set.
 *
 * @throws ApiError
 */
export async function send<Schema extends z.ZodMiniType>(path: string, body: object, schema: Schema): Promise<z.output<Schema>> {
  const headers = { 'content-type': 'application/json', [intentHeader.name]: intentHeader.value }
  return (await call(path, { method: 'POST', body: JSON.stringify(body), headers, cache: 'no-store' }, schema)).body
}
