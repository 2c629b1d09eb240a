import ipaddr from 'ipaddr.js'
import { isLoopback } from '../config/settings.ts'
import { hopHeaders } from './hops.ts'
import type { NetworkCheck } from './networks.ts'

/** Who is at the other end of the connection. */
export interface Caller {
  /** An IP address. */
  address: string
}

const forwardingHeaders = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via']

/** Whether somebody on this machine asks for himself. Without a caller the request never left the process. */
export function isLocal(request: Request, caller: Caller | undefined): boolean {
  return caller === undefined || (isThisMachine(caller.address) && !forwardingHeaders.some((name) => request.headers.has(name)))
}

/**
 * One word for the person a request comes from, `undefined` when nobody can tell them apart: a reverse proxy that names nobody. Only
 * one on this machine or one of `isFront` is believed, and of what it says the last address that is none of those; anybody else may
 * write what he likes.
 */
export function toClient({ headers }: Request, caller: Caller | undefined, isFront: NetworkCheck = () => false): string | undefined {
  if (caller === undefined) return undefined
  const isTrusted = (address: string) => isThisMachine(address) || isFront(address)
  if (!isTrusted(caller.address)) return toPlace(caller.address)
  const places = hopHeaders.flatMap(({ name, toHops }) => {
    const value = headers.get(name)?.trim() ?? ''
    return value === '' ? [] : [toPlace(firstBeyond(toHops(value), isTrusted))]
  })
  // A reverse proxy writes one of the headers and may hand on the other as it came: where they differ, one of them is invented.
  return new Set(places).size > 1 ? unknown : places[0]
}

/** The first hop that is not trusted; the outermost where all are. */
function firstBeyond(hops: Iterable<string | undefined>, isTrusted: NetworkCheck): string {
  let last = ''
  for (const hop of hops) {
    if (hop === undefined || !isTrusted(hop)) return hop ?? ''
    last = hop
  }
  return last
}

/** All that nobody can be told from share it. */
const unknown = 'unknown'

/** An IPv4 address; of IPv6 the network, because one subscriber has all addresses in it. */
function toPlace(address: string): string {
  if (!ipaddr.isValid(address)) return unknown
  const parsed = ipaddr.process(address)
  return 'parts' in parsed ? parsed.parts.slice(0, 4).join(':') : parsed.toString()
}

/** In any spelling: a socket for both kinds of addresses writes those of IPv4 as IPv6. */
const isThisMachine = (address: string) => isLoopback(address) || (ipaddr.isValid(address) && isLoopback(ipaddr.process(address).toString()))
