import * as z from 'zod/mini'
import { RequestError } from './problem.ts'
import { readBounded } from './read-bounded.ts'

/** No body that is answered here is longer. */
const maxBytes = 4_096

/**
 * The body of a request, by its schema. Throws `bad_request` for one that breaks off, is too long, is no JSON in UTF-8 or has another form;
 * `allowed` says what it must be.
 */
export async function readBody<Schema extends z.ZodMiniType>(request: Request, schema: Schema, allowed: string): Promise<z.output<Schema>> {
  const read = schema.safeParse(parse(await readBytes(request)))
  if (read.success) return read.data
  const [place] = read.error.issues[0]?.path ?? []
  throw new RequestError('bad_request', `The body must be ${allowed}.`, typeof place === 'string' ? { parameter: place } : {})
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLong = new RequestError('bad_request', `The body may have ${maxBytes} bytes at most.`)
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) throw tooLong
  const body = (request.body ?? []) as AsyncIterable<Uint8Array>
  // Who sends it went away: no fault of ours.
  const whole = await readBounded(body, maxBytes).catch(() => Promise.reject(new RequestError('bad_request', 'The body did not arrive whole.')))
  if (whole === undefined) throw tooLong
  return whole
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
