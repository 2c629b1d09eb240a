import * as z from 'zod/mini'
import { RequestError } from './problem.ts'
import { readBounded } from './read-bounded.ts'

/** No body that is answered here is longer. */
const maxBytes = 4_096

/**
 * The body of a request, by its schema. Throws `bad_request` for one that is too long, is no JSON or has another form; `allowed` says what
 * it must be.
 */
export async function readBody<Schema extends z.ZodMiniType>(request: Request, schema: Schema, allowed: string): Promise<z.output<Schema>> {
  const read = schema.safeParse(parse(await readText(request)))
  if (read.success) return read.data
  const [place] = read.error.issues[0]?.path ?? []
  throw new RequestError('bad_request', `The body must be ${allowed}.`, typeof place === 'string' ? { parameter: place } : {})
}

async function readText(request: Request): Promise<string> {
  const tooLong = new RequestError('bad_request', `The body may have ${maxBytes} bytes at most.`)
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) throw tooLong
  const whole = await readBounded((request.body ?? []) as AsyncIterable<Uint8Array>, maxBytes)
  if (whole === undefined) throw tooLong
  return new TextDecoder().decode(whole)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
