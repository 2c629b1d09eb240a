import type { Received } from './verify.ts'

/** A time as both clouds write it: RFC 3339, UTC, whole seconds. */
export const toWireTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Reads a request once, body included, so that it can be checked and answered. The host is the one on the wire. */
export async function toReceived(request: Request): Promise<Received> {
  const url = new URL(request.url)
  const headers = new Map<string, string>()
  for (const [name, value] of request.headers) headers.set(name.toLowerCase(), value)
  if (!headers.has('host')) headers.set('host', url.host)
  return {
    method: request.method,
    pathname: url.pathname,
    search: url.search.slice(1),
    headers,
    body: new Uint8Array(await request.arrayBuffer()),
  }
}

/** A JSON answer with further headers. */
export function toJsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
  })
}
