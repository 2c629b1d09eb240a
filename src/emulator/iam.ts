import { hexOf } from './chance.ts'
import type { Credentials } from './credentials.ts'
import type { Received } from './verify.ts'
import { toJsonResponse } from './wire.ts'

const tokenLifeMs = 24 * 3_600_000

/** The identity service: gives project tokens to IAM users and knows which ones still live. */
export interface Iam {
  /** `POST /v3/auth/tokens`. */
  issue: (received: Received) => Response
  /** Whether a token opens the account's project now. */
  isAlive: (token: string) => boolean
}

/** An identity service for one account. Password authentication, scope project, tokens for 24 hours. */
export function createIam(deps: { now: () => number; seed: number; credentials: Credentials['metastudio'] }): Iam {
  const { now, seed, credentials } = deps
  const expiries = new Map<string, number>()
  const refuse = (status: number, title: string, message: string) =>
    toJsonResponse(status, { error: { code: status, message, title } })
  return {
    issue: (received) => {
      if (!/^application\/json\b/.test(received.headers.get('content-type') ?? '')) {
        return refuse(415, 'Unsupported Media Type', 'Content-Type must be application/json;charset=utf8.')
      }
      const asked = toAsked(received.body)
      if (!asked)
        return refuse(400, 'Bad Request', 'Expecting auth.identity.methods, auth.identity.password.user and auth.scope.')
      const known =
        asked.user === credentials.iamUser &&
        asked.password === credentials.iamPassword &&
        asked.domain === credentials.iamDomain
      if (!known) return refuse(401, 'Unauthorized', 'The username or password is wrong.')
      if (asked.project !== credentials.region && asked.project !== credentials.projectId) {
        return refuse(401, 'Unauthorized', 'Token needs to be scoped to a project of this account.')
      }
      for (const [token, expiresAt] of expiries) if (expiresAt <= now()) expiries.delete(token)
      const token = `MIITEST${hexOf(2400, seed, 'token', now(), expiries.size)}`
      const expiresAt = now() + tokenLifeMs
      expiries.set(token, expiresAt)
      const catalog = new URLSearchParams(received.search).get('nocatalog') ? {} : { catalog: [] }
      const body = {
        token: {
          expires_at: new Date(expiresAt).toISOString().replace('Z', '000Z'),
          issued_at: new Date(now()).toISOString().replace('Z', '000Z'),
          methods: ['password'],
          project: {
            id: credentials.projectId,
            name: credentials.region,
            domain: { name: credentials.iamDomain, id: hexOf(32, seed, 'domain') },
          },
          user: {
            id: hexOf(32, seed, 'user'),
            name: credentials.iamUser,
            domain: { name: credentials.iamDomain, id: hexOf(32, seed, 'domain') },
          },
          roles: [],
          ...catalog,
        },
      }
      return toJsonResponse(201, body, { 'x-subject-token': token })
    },
    isAlive: (token) => (expiries.get(token) ?? 0) > now(),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value)

/** What a password request asks for; the project by name or id. `undefined` when it is no such request. */
function toAsked(body: Uint8Array) {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
  const methods = at(parsed, 'auth', 'identity', 'methods')
  const user = at(parsed, 'auth', 'identity', 'password', 'user')
  if (!Array.isArray(methods) || methods.length !== 1 || methods[0] !== 'password' || !isObject(user)) return undefined
  const project = at(parsed, 'auth', 'scope', 'project')
  return {
    user: user['name'],
    password: user['password'],
    domain: at(user, 'domain', 'name'),
    project: at(project, 'id') ?? at(project, 'name'),
  }
}
