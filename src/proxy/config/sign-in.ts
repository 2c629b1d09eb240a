import { roles, type Role } from '#contract/session.ts'
import { readNetworks } from './networks.ts'
import { isLoopback, type Settings } from './settings.ts'
import type { VariableName } from './variables.ts'

/** How people say who they are: at an OpenID provider, or to a reverse proxy that stands in front and tells us. */
export type SignInConfig = OpenIdConfig | TrustedProxyConfig

/** The words of a company that stand for our roles. Absent: `viewer` or `understudy-viewer`, and so on. */
export type RoleWords = Readonly<Partial<Record<Role, readonly string[]>>>

export interface OpenIdConfig {
  kind: 'openid'
  issuer: string
  clientId: string
  /** Absent: a public client, which PKCE alone protects. */
  clientSecret?: string | undefined
  rolesClaim: string
  roleWords?: RoleWords | undefined
  scopes: string
  /** Where people reach Understudy, with its path and a slash at the end. Addresses that a provider sends people back to are made of it alone. */
  publicUrl: string
  /** The first seals; the others open what they sealed before. */
  sessionKeys: string[]
}

export interface TrustedProxyConfig {
  kind: 'proxy'
  /** Where the reverse proxy connects from: addresses and networks. */
  addresses: string[]
  secret: string
  roleWords?: RoleWords | undefined
  publicUrl?: string | undefined
}

const openIdNames = [
  'UNDERSTUDY_OIDC_ISSUER', 'UNDERSTUDY_OIDC_CLIENT_ID', 'UNDERSTUDY_OIDC_CLIENT_SECRET', 'UNDERSTUDY_OIDC_ROLES_CLAIM', 'UNDERSTUDY_OIDC_SCOPES',
  'UNDERSTUDY_SESSION_KEYS',
] as const satisfies readonly VariableName[]
const roleNames = { viewer: 'UNDERSTUDY_ROLE_VIEWER', support: 'UNDERSTUDY_ROLE_SUPPORT' } as const satisfies Record<Role, VariableName>
const proxyNames = ['UNDERSTUDY_TRUST_PROXY_HEADERS', 'UNDERSTUDY_PROXY_SECRET'] as const satisfies readonly VariableName[]

/**
 * Whether people have to say who they are before they are shown anything. Until they do, nobody but this machine may reach the port.
 * Half a sign-in counts: it is a mistake of its own, and ends the start.
 */
export function isSignInConfigured(settings: Settings): boolean {
  return [...openIdNames, ...proxyNames].some((name) => settings.isGiven(name))
}

/** Sign-in as it is configured; `undefined` without it, and where it is wrong. */
export function readSignIn(settings: Settings): SignInConfig | undefined {
  const ofOpenId = openIdNames.filter((name) => settings.isGiven(name))
  const ofProxy = proxyNames.filter((name) => settings.isGiven(name))
  const [isOpenId, isProxy] = [ofOpenId.length > 0, ofProxy.length > 0]
  if (isOpenId && isProxy) {
    settings.refuseUnless(false, `${ofOpenId.join(', ')} (an OpenID provider) and ${ofProxy.join(', ')} (a reverse proxy) are two ways to sign in: choose one, and unset what belongs to the other.`)
    return undefined
  }
  settings.refuseUnless(
    isOpenId || isProxy || !settings.isGiven('UNDERSTUDY_PUBLIC_URL'),
    'UNDERSTUDY_PUBLIC_URL is for sign-in, and none is configured. For another name set UNDERSTUDY_ALLOWED_HOSTS.',
  )
  for (const name of Object.values(roleNames)) {
    settings.refuseUnless(isOpenId || isProxy || !settings.isGiven(name), `${name} is for sign-in, and none is configured.`)
  }
  if (isOpenId) return readOpenId(settings)
  return isProxy ? readProxy(settings) : undefined
}

function readOpenId(settings: Settings): OpenIdConfig | undefined {
  for (const name of ['UNDERSTUDY_OIDC_ISSUER', 'UNDERSTUDY_OIDC_CLIENT_ID', 'UNDERSTUDY_PUBLIC_URL', 'UNDERSTUDY_SESSION_KEYS'] as const) {
    settings.refuseUnless(settings.isGiven(name), `${name} is missing: it is needed to sign people in.`)
  }
  const issuer = readAddress(settings, 'UNDERSTUDY_OIDC_ISSUER')
  const isDocument = issuer?.includes('/.well-known/') === true
  settings.refuseUnless(!isDocument, 'UNDERSTUDY_OIDC_ISSUER must be the address that /.well-known/openid-configuration follows on, without it.')
  const publicUrl = readPublicUrl(settings)
  const clientId = settings.matching('UNDERSTUDY_OIDC_CLIENT_ID', /^[\x21-\x7e]{1,200}$/, 'up to 200 printable ASCII characters without blanks')
  const clientSecret = settings.secret('UNDERSTUDY_OIDC_CLIENT_SECRET', 'password')
  const rolesClaim = settings.matching('UNDERSTUDY_OIDC_ROLES_CLAIM', /^[\x21-\x7e]{1,200}$/, 'the name of a claim, or a path such as realm_access.roles') ?? 'roles'
  const scopes = settings.matching('UNDERSTUDY_OIDC_SCOPES', /^(?=.*\bopenid\b)[\x21-\x7e]+(?: [\x21-\x7e]+)*$/, 'words with a blank between them, openid among them')
  const roleWords = readRoleWords(settings)
  const sessionKeys = readSessionKeys(settings)
  if (issuer === undefined || publicUrl === undefined || clientId === undefined || sessionKeys.length === 0) return undefined
  return { kind: 'openid', issuer, clientId, clientSecret, rolesClaim, roleWords, scopes: scopes ?? 'openid profile email', publicUrl, sessionKeys }
}

function readProxy(settings: Settings): TrustedProxyConfig | undefined {
  for (const name of proxyNames) {
    settings.refuseUnless(settings.isGiven(name), `${name} is missing: it is needed to believe a reverse proxy that signs people in.`)
  }
  const addresses = readNetworks(settings, 'UNDERSTUDY_TRUST_PROXY_HEADERS')
  const secret = settings.secret('UNDERSTUDY_PROXY_SECRET')
  settings.refuseUnless(secret === undefined || secret.length >= keyLength, `UNDERSTUDY_PROXY_SECRET must have ${keyLength} characters or more.`)
  if (secret !== undefined) warnOfPoor(settings, 'UNDERSTUDY_PROXY_SECRET', [secret])
  const roleWords = readRoleWords(settings)
  for (const role of roles) {
    const isOne = roleWords?.[role]?.every((word) => !word.includes(',')) ?? true
    settings.refuseUnless(isOne, `${roleNames[role]} must have no comma where a reverse proxy tells the roles: in its header commas divide, so such a name is never found. A claim of an OpenID provider that is a list may hold one.`)
  }
  const publicUrl = readPublicUrl(settings)
  return addresses.length > 0 && secret !== undefined ? { kind: 'proxy', addresses, secret, roleWords, publicUrl } : undefined
}

/** Groups have names with blanks, and distinguished ones (CN=Support,OU=Staff) with commas, so neither can stand between them. */
function readRoleWords(settings: Settings): RoleWords | undefined {
  const own = roles.flatMap((role) => {
    const words = settings.text(roleNames[role])?.split(';').map((word) => word.trim())
    if (words === undefined) return []
    const areRight = words.every((word) => /^\P{C}{1,400}$/u.test(word) && (!word.includes(',') || word.includes('=')))
    settings.refuseUnless(areRight, `${roleNames[role]} must be names of roles or groups with ; between them, such as support;team leads.`)
    return areRight ? [[role, words] as const] : []
  })
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

const keyLength = 32

function readSessionKeys(settings: Settings): string[] {
  const keys = settings.secret('UNDERSTUDY_SESSION_KEYS', 'password')?.split(',').map((key) => key.trim()) ?? []
  const areRight = keys.every((key) => key.length >= keyLength) && new Set(keys).size === keys.length
  settings.refuseUnless(areRight, `UNDERSTUDY_SESSION_KEYS must be a comma list of different keys, each of ${keyLength} characters or more. Make one by: openssl rand -base64 32`)
  if (areRight) warnOfPoor(settings, 'UNDERSTUDY_SESSION_KEYS', keys)
  return areRight ? keys : []
}

/** 32 random digits of 16 hold fewer than eight different ones once in some hundred thousand times. */
const fewestDifferent = 8

function warnOfPoor(settings: Settings, name: VariableName, keys: readonly string[]): void {
  if (keys.some((key) => new Set(key).size < fewestDifferent)) settings.warnings.push(`${name} holds a key of very few different characters, which can be guessed. Make one by: openssl rand -base64 32`)
}

/** An address that people or secrets are sent to: https, or http that stays on this machine. */
function readAddress(settings: Settings, name: 'UNDERSTUDY_OIDC_ISSUER' | 'UNDERSTUDY_PUBLIC_URL'): string | undefined {
  const text = settings.text(name)
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  settings.refuseUnless(isSafe && isPlain, `${name} must be an address that begins with https:, without user or query; http: is allowed for loopback only.`)
  return isSafe && isPlain ? text : undefined
}

function readPublicUrl(settings: Settings): string | undefined {
  const text = readAddress(settings, 'UNDERSTUDY_PUBLIC_URL')
  return text === undefined ? undefined : new URL(text).href.replace(/\/*$/, '/')
}
