import * as client from 'openid-client'
import type { Role } from '#contract/session.ts'
import type { OpenIdConfig } from '../config-sign-in.ts'
import { claimAt, toName, toRoles } from './claims.ts'

/** One attempt to sign in: what only the browser that began it can show again. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

/** What a provider says of a person. */
export interface Person {
  id: string
  name: string
  roles: Role[]
  idToken?: string | undefined
  refreshToken?: string | undefined
}

/** What went wrong at the provider; `reason` is a short word for logs, never a token or a sentence of somebody else's. */
export class ProviderFault extends Error {
  readonly kind: 'refused' | 'invalid' | 'unreachable'
  readonly reason: string

  constructor(kind: ProviderFault['kind'], reason: string, cause?: unknown) {
    super(`the provider: ${reason}`, { cause })
    this.name = 'ProviderFault'
    this.kind = kind
    this.reason = reason
  }
}

export interface OpenIdProvider {
  begin(): Attempt
  /** Where a person signs in. `asAnother`: asks who it is even where the provider knows. */
  authorizationUrl(attempt: Attempt, asAnother: boolean): Promise<string>
  /** The person behind the answer that the browser brought back. Throws `ProviderFault`. */
  exchange(query: string, attempt: Attempt): Promise<Person>
  /** Asks again about a person who is signed in. Without `roles` it tells none: neither a token nor the userinfo names the claim. `invalid`: the provider has ended it. */
  refresh(refreshToken: string, id: string): Promise<{ roles?: Role[] | undefined; refreshToken: string }>
  /** Where the session at the provider is ended; `undefined` where it offers no such place. */
  endSessionUrl(idToken: string | undefined): Promise<string | undefined>
  /** Gives a token back, as far as the provider takes it. Never throws. */
  revoke(refreshToken: string): Promise<void>
}

export interface OpenIdProviderDeps {
  config: OpenIdConfig
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Epoch ms. */
  now: () => number
}

/** How long a description of the provider is believed. */
const knownMs = 60 * 60_000
const timeoutSeconds = 10

/** The provider of the configuration. Its description is fetched when it is first needed, so a start never waits for it. */
export function createOpenIdProvider({ config, fetch, now }: OpenIdProviderDeps): OpenIdProvider {
  const { issuer, clientId, clientSecret, rolesClaim, scopes, publicUrl } = config
  const redirectUri = `${publicUrl}signin/callback`
  let known: { description: Promise<client.Configuration>; at: number } | undefined

  function describe(): Promise<client.Configuration> {
    if (known !== undefined && now() - known.at < knownMs) return known.description
    const description = client.discovery(new URL(issuer), clientId, undefined, toClientAuth(clientSecret), {
      [client.customFetch]: (url, { body, ...init }) => fetch(url, { ...init, ...(body !== undefined && { body: toBody(body) }) }),
      timeout: timeoutSeconds,
      // The signature of what it says of a person is always checked, though the way to it is encrypted.
      execute: [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])],
    })
    known = { description, at: now() }
    description.catch(() => (known = undefined))
    return description
  }

  /** Claims of the ID token; where it does not tell the roles, also those of the userinfo endpoint. `id`: who it is, where no ID token says so. */
  async function claimsOf(description: client.Configuration, tokens: Tokens, id?: string): Promise<Record<string, unknown> & { sub: string } | undefined> {
    const claims = tokens.claims()
    const sub = claims?.sub ?? id
    if (sub === undefined || (claims !== undefined && claimAt(claims, rolesClaim) !== undefined)) return claims
    if (description.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...(await client.fetchUserInfo(description, tokens.access_token, sub)), ...claims }
  }

  const guarded = <Result>(work: (description: client.Configuration) => Promise<Result>) =>
    describe()
      .then(work)
      .catch((error: unknown) => {
        throw toFault(error)
      })

  return {
    begin: () => ({ state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }),
    authorizationUrl: ({ state, nonce, verifier }, asAnother) =>
      guarded(async (description) => {
        const code_challenge = await client.calculatePKCECodeChallenge(verifier)
        const asked = { redirect_uri: redirectUri, scope: scopes, state, nonce, code_challenge, code_challenge_method: 'S256' }
        return client.buildAuthorizationUrl(description, asAnother ? { ...asked, prompt: 'login' } : asked).href
      }),
    exchange: (query, { state, nonce, verifier }) =>
      guarded(async (description) => {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await client.authorizationCodeGrant(description, new URL(`${redirectUri}${query}`), checks)
        const claims = await claimsOf(description, tokens)
        if (claims === undefined) throw new ProviderFault('invalid', 'no_id_token')
        const { sub: id } = claims
        return { id, name: toName(claims, id), roles: toRoles(claimAt(claims, rolesClaim)), idToken: tokens.id_token, refreshToken: tokens.refresh_token }
      }),
    refresh: (refreshToken, id) =>
      guarded(async (description) => {
        const tokens = await client.refreshTokenGrant(description, refreshToken)
        const claims = await claimsOf(description, tokens, id)
        if (claims !== undefined && claims.sub !== id) throw new ProviderFault('invalid', 'another_person')
        const claim = claims === undefined ? undefined : claimAt(claims, rolesClaim)
        // Some tell the roles in an ID token only, and give none here: then nothing was said of them.
        const isTold = claim !== undefined || tokens.id_token !== undefined
        return { roles: isTold ? toRoles(claim) : undefined, refreshToken: tokens.refresh_token ?? refreshToken }
      }),
    endSessionUrl: async (idToken) => {
      const description = await describe().catch(() => undefined)
      if (description?.serverMetadata().end_session_endpoint === undefined) return undefined
      const asked = { post_logout_redirect_uri: publicUrl, client_id: clientId }
      return client.buildEndSessionUrl(description, idToken === undefined ? asked : { ...asked, id_token_hint: idToken }).href
    },
    revoke: async (refreshToken) => {
      await describe()
        .then((description) => (description.serverMetadata().revocation_endpoint === undefined ? undefined : client.tokenRevocation(description, refreshToken)))
        .catch(() => undefined)
    },
  }
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>

/** Secrets go as OpenID Connect has it where nobody says otherwise: as HTTP Basic, unless the provider takes them in the body only. */
function toClientAuth(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None()
  const basic = client.ClientSecretBasic(secret)
  const post = client.ClientSecretPost(secret)
  return (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false ? post : basic)(server, ...rest)
}

const toBody = (body: client.FetchBody) => (body instanceof URLSearchParams ? body.toString() : body) as BodyInit | null

/** Words of the standard only: nobody knows what else a provider, or whoever forged its answer, may say. */
const toReason = (word: string) => (/^[a-z_]{1,40}$/.test(word) ? word : 'unnamed')

function toFault(error: unknown): ProviderFault {
  if (error instanceof ProviderFault) return error
  if (error instanceof client.AuthorizationResponseError) return new ProviderFault('refused', toReason(error.error), error)
  if (error instanceof client.ResponseBodyError) {
    const isOurs = error.status < 500 && error.error !== 'temporarily_unavailable'
    return new ProviderFault(isOurs ? 'invalid' : 'unreachable', toReason(error.error), error)
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : ''
  const isUnreachable = error instanceof TypeError || /timeout|response_is_not|network/.test(code)
  return new ProviderFault(isUnreachable ? 'unreachable' : 'invalid', toReason(code.replace(/^oauth_/, '')), error)
}
