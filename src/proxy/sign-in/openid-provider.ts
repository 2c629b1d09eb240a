import * as client from 'openid-client'
import type { Role } from '#contract/session.ts'
import type { OpenIdConfig } from '../config/sign-in.ts'
import { claimAt, isDividedByBlanks, isElsewhere, toName, toRoles } from './claims.ts'
import { ProviderFault, toFault } from './provider-fault.ts'
import { createRotation } from './rotation.ts'

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
  /** Why there is no role, in a word for logs: the claim is absent, or too long to be told here, or holds none of ours, or only between blanks. */
  noRole?: 'no_claim' | 'claim_elsewhere' | 'no_role' | 'claim_with_blanks' | undefined
  /** The userinfo names the claim of the roles. Where it does no more, they are gone. */
  isInUserinfo: boolean
  idToken?: string | undefined
  refreshToken?: string | undefined
}

/** What became of asking again about a person. */
export interface Renewal {
  /** The one that was shown may be used up, whatever else went wrong: this one is to be shown next. */
  refreshToken: string
  /** Absent: nothing was said of them. */
  roles?: Role[] | undefined
  isInUserinfo: boolean
  /** Why the provider could not be heard to the end. */
  fault?: ProviderFault | undefined
}

export interface OpenIdProvider {
  /** Whether it can be found and is the one of the configuration. Throws `ProviderFault`. */
  check(): Promise<void>
  begin(): Attempt
  /** Where a person signs in. `asAnother`: asks who it is even where the provider knows. */
  authorizationUrl(attempt: Attempt, asAnother: boolean): Promise<string>
  /** The person behind the answer that the browser brought back. Throws `ProviderFault`. */
  exchange(query: string, attempt: Attempt): Promise<Person>
  /** Asks again about a person who is signed in. Throws `ProviderFault` where the token was not taken; `invalid_grant`: the provider has ended it. */
  refresh(refreshToken: string, known: Pick<Person, 'id' | 'isInUserinfo'>): Promise<Renewal>
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
  const { issuer, clientId, clientSecret, rolesClaim, roleWords, scopes, publicUrl } = config
  const redirectUri = `${publicUrl}signin/callback`
  const rotation = createRotation(fetch)
  let known: { description: Promise<client.Configuration>; at: number } | undefined

  function describe(): Promise<client.Configuration> {
    if (known !== undefined && now() - known.at < knownMs) return known.description
    const description = client.discovery(new URL(issuer), clientId, undefined, toClientAuth(clientSecret), {
      [client.customFetch]: rotation.fetch,
      timeout: timeoutSeconds,
      // The signature of what it says of a person is always checked, though the way to it is encrypted.
      execute: [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])],
    })
    known = { description, at: now() }
    description.catch(() => (known = undefined))
    return description
  }

  async function userinfoOf(description: client.Configuration, { access_token: accessToken }: Tokens, id: string): Promise<Claims> {
    return description.serverMetadata().userinfo_endpoint === undefined ? {} : client.fetchUserInfo(description, accessToken, id)
  }

  /** The roles that a provider tells when asked again; `undefined` where it says nothing of them. */
  async function askAgain(description: client.Configuration, tokens: Tokens, { id, isInUserinfo }: Pick<Person, 'id' | 'isInUserinfo'>): Promise<Omit<Renewal, 'refreshToken'>> {
    const claims = tokens.claims()
    if (claims !== undefined && claims.sub !== id) throw new ProviderFault('unfit', 'another_person')
    const inToken = claims === undefined ? undefined : claimAt(claims, rolesClaim)
    if (inToken !== undefined) return { roles: toRoles(inToken, roleWords), isInUserinfo }
    // Who has lost the last role may lose the claim with it: silence is an answer wherever the claim was before.
    if (claims !== undefined && !isInUserinfo) return { roles: [], isInUserinfo }
    const inUserinfo = claimAt(await userinfoOf(description, tokens, id), rolesClaim)
    const isTold = isInUserinfo || inUserinfo !== undefined
    return { roles: isTold ? toRoles(inUserinfo, roleWords) : undefined, isInUserinfo: isTold }
  }

  const guarded = <Result>(work: (description: client.Configuration) => Promise<Result>) =>
    describe()
      .then(work)
      .catch((error: unknown) => {
        throw toFault(error)
      })

  return {
    check: () => guarded(async () => undefined),
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
        const claims = tokens.claims()
        if (claims === undefined) throw new ProviderFault('unfit', 'no_id_token')
        const { sub: id } = claims
        const inToken = claimAt(claims, rolesClaim)
        // Where the ID token tells the roles, the userinfo is asked only to know what its silence will mean: so it may fail.
        const isAsked = inToken === undefined || tokens.refresh_token !== undefined
        const userinfo = isAsked ? await userinfoOf(description, tokens, id).catch(inToken === undefined ? rethrow : () => ({})) : {}
        const inUserinfo = claimAt(userinfo, rolesClaim)
        const all = { ...userinfo, ...claims }
        const claim = inToken === undefined ? inUserinfo : inToken
        const roles = toRoles(claim, roleWords)
        const silence = isElsewhere(all, rolesClaim) ? 'claim_elsewhere' : 'no_claim'
        const noRole = roles.length > 0 ? undefined : claim === undefined ? silence : isDividedByBlanks(claim, roleWords) ? 'claim_with_blanks' : 'no_role'
        return { id, name: toName(all, id), roles, noRole, isInUserinfo: inUserinfo !== undefined, idToken: tokens.id_token, refreshToken: tokens.refresh_token }
      }),
    refresh: (shown, known) =>
      guarded(async (description) => {
        try {
          const tokens = await client.refreshTokenGrant(description, shown)
          const told = await askAgain(description, tokens, known)
          return { ...told, refreshToken: rotation.take(shown) ?? shown }
        } catch (error) {
          const refreshToken = rotation.take(shown)
          if (refreshToken === undefined) throw error
          return { refreshToken, isInUserinfo: known.isInUserinfo, fault: toFault(error) }
        }
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
type Claims = Readonly<Record<string, unknown>>

/** Secrets go as OpenID Connect has it where nobody says otherwise: as HTTP Basic, unless the provider takes them in the body only. */
function toClientAuth(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None()
  const basic = client.ClientSecretBasic(secret)
  const post = client.ClientSecretPost(secret)
  return (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false ? post : basic)(server, ...rest)
}

const rethrow = (error: unknown): never => {
  throw error
}
