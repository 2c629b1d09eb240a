import ipaddr from 'ipaddr.js'
import { isLoopback } from './config-settings.ts'

/** Who is at the other end of the connection. */
export interface Caller {
  /** An IP address. */
  address: string
}

const forwardingHeaders = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via']

/** Whether somebody on this machine asks for himself. Without a caller the request never left the process. */
export function isLocal(request: Request, caller: Caller | undefined): boolean {
  return caller === undefined || (isLoopback(caller.address) && !forwardingHeaders.some((name) => request.headers.has(name)))
}

/**
 * One word for the person a request comes from, `undefined` when nobody can tell them apart: a reverse proxy on this machine that names
 * nobody. Only such a proxy's `X-Forwarded-For` is believed, and only its own entry, the last one; anybody else may write what he likes.
 */
export function toClient(request: Request, caller: Caller | undefined): string | undefined {
  if (caller === undefined) return undefined
  if (!isLoopback(caller.address)) return toPlace(caller.address)
  const forwarded = request.headers.get('X-Forwarded-For')?.split(',').at(-1)?.trim()
  return forwarded === undefined || forwarded === '' ? undefined : toPlace(forwarded)
}

/** An IPv4 address; of IPv6 the network, because one subscriber has all addresses in it. */
function toPlace(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  return 'parts' in parsed ? parsed.parts.slice(0, 4).join(':') : parsed.toString()
}
