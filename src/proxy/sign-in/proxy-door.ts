import type { Caller } from '../caller.ts'
import type { TrustedProxyConfig } from '../config-sign-in.ts'
import { toRoles } from './claims.ts'
import { createNetworkCheck } from '../networks.ts'
import { RequestError } from '../problem.ts'
import { readParameters } from '../query.ts'
import { isSame } from '../same-text.ts'
import type { Door, Identity } from './door.ts'
import { toReturnPath } from './return-path.ts'

/** What a reverse proxy that signs people in sends with each request. It must set them, and let through none that a browser sent. */
export const proxyHeaders = { secret: 'X-Understudy-Secret', user: 'X-Understudy-User', roles: 'X-Understudy-Roles' } as const

/** Names and addresses of people. Neither a blank nor a comma: two headers of one name arrive as one with a comma between them. */
const userPattern = /^[A-Za-z0-9._@+-]{1,128}$/
const rolesPattern = /^[A-Za-z0-9._/-]+(?: +[A-Za-z0-9._/-]+)*$/

/**
 * The door behind a reverse proxy that has signed people in: it is believed when it connects from a named address and shows the
 * secret. From anybody else the headers mean nothing.
 */
export function createProxyDoor({ addresses, secret, publicUrl }: TrustedProxyConfig, basePath = '/'): Door {
  const isOurs = createNetworkCheck(addresses)
  const isNamed = (caller: Caller | undefined) => caller !== undefined && isOurs(caller.address)
  return {
    ...(publicUrl !== undefined && { origin: new URL(publicUrl).origin }),
    canSignOut: false,
    routes: [{ method: 'GET', route: '/signin', handle: async (request) => comeBack(request, publicUrl ?? `http://localhost${basePath}`) }],
    isShared: isNamed,
    async admit(request, caller) {
      const shown = request.headers.get(proxyHeaders.secret) ?? ''
      if (!isNamed(caller) || !(await isSame(shown, secret))) return { cookies: [] }
      return { identity: toIdentity(request.headers), cookies: [] }
    },
  }
}

/** Whoever opens this address goes through the reverse proxy, which signs him in, and is sent on to where he was. */
function comeBack(request: Request, home: string): Response {
  const to = toReturnPath(readParameters(new URL(request.url), ['to']).get('to') ?? new URL(home).pathname, home)
  if (to === undefined) throw new RequestError('bad_request', 'The way back must be an address of Understudy.', { parameter: 'to' })
  return new Response(null, { status: 303, headers: { Location: to, 'Cache-Control': 'no-store' } })
}

function toIdentity(headers: Headers): Identity | undefined {
  const user = headers.get(proxyHeaders.user) ?? ''
  const words = headers.get(proxyHeaders.roles) ?? ''
  if (!userPattern.test(user) || !rolesPattern.test(words)) return undefined
  const roles = toRoles(words)
  return { id: user, name: user, roles }
}
