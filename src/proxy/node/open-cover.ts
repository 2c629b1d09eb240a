import { lookup as resolveName } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector, request } from 'undici'
import type { OpenCover } from '../covers/cover-origin.ts'

/** All of the IPv6 that is given out for the public internet (IANA); ranges that a list of exceptions may forget lie outside. */
const globalIpv6 = ipaddr.parseCIDR('2000::/3')

/** Whether an address is one of the public internet, in whatever spelling, IPv4 inside IPv6 included. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.process(bare)
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(globalIpv6))
}

class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

/**
 * Resolves a name once and refuses it when any of its addresses is not public: the address that was checked is the one connected to, so a
 * name that leads elsewhere the next time it is asked for (rebinding) gains nothing.
 */
export function createPublicLookup(resolve: typeof resolveName = resolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new RefusedAddress('the name leads to an address that is not public'), '')
      }
      if (options.all === true) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}

/**
 * Opens covers over the network: https and public addresses only, except for `exceptions` (`host` or `host:port`), which may be
 * anywhere and speak http. Redirects are not followed. Nobody's cookies or names are sent along.
 */
export function createOpenCover(exceptions: readonly string[], onRefused?: () => void): { open: OpenCover; close: () => Promise<void> } {
  const excepted = new Set(exceptions.map((host) => host.toLowerCase()))
  const isExcepted = (hostname: string, port: string) => excepted.has(hostname.toLowerCase()) || excepted.has(`${hostname.toLowerCase()}:${port}`)
  const limits = { timeout: 3_000, autoSelectFamily: true, rejectUnauthorized: true }
  const freely = buildConnector(limits)
  const publicly = buildConnector({ ...limits, lookup: createPublicLookup() })

  const agent = new Agent({
    connections: 6,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    maxHeaderSize: 16_384,
    connect: (options, callback) => {
      const { hostname, protocol, port } = options
      if (isExcepted(hostname, port === '' ? defaultPort(protocol) : port)) return freely(options, callback)
      // Node resolves names only: a literal never reaches `lookup`.
      const isLiteral = ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))
      if (isLiteral && !isPublicAddress(hostname)) return callback(new RefusedAddress('the address is not public'), null)
      return publicly(options, callback)
    },
  })

  return {
    async open(address, signal) {
      const url = new URL(address)
      const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isExcepted(url.hostname, url.port === '' ? '80' : url.port))
      if (!isAllowed || url.username !== '' || url.password !== '') {
        onRefused?.()
        throw new RefusedAddress('the address is not one that covers come from')
      }
      const { statusCode, body } = await request(url, { dispatcher: agent, signal, headers: { accept: 'image/webp,image/jpeg,image/png' } }).catch((error: unknown) => {
        if (error instanceof RefusedAddress) onRefused?.()
        throw error
      })
      return { status: statusCode, body }
    },
    close: () => agent.destroy(),
  }
}

const defaultPort = (protocol: string) => (protocol === 'https:' ? '443' : '80')
