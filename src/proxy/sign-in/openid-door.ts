import * as z from 'zod/mini'
import type { SignedOut } from '#contract/session.ts'
import type { OpenIdConfig } from '../config/sign-in.ts'
import { readParameters } from '../query.ts'
import { createRateLimit } from '../callers/rate-limit.ts'
import { createCookies } from './cookies.ts'
import type { Admission, Door, Knock } from './door.ts'
import { createOpenIdProvider, type OpenIdProviderDeps, type Person } from './openid-provider.ts'
import { ProviderFault } from './provider-fault.ts'
import { toReturnPath, toSignInPath } from './return-path.ts'
import { createSeals } from './seals.ts'
import { absoluteMs, createSessions, SealedSession } from './sessions.ts'
import { createWordsPages, doorTroubles, type DoorTrouble } from './words-page.ts'

export interface OpenIdDoorDeps {
  config: OpenIdConfig
  fetch: OpenIdProviderDeps['fetch']
  /** Epoch ms. */
  now: () => number
}

/** What a browser keeps while a person is at the provider, sealed. */
const SealedAttempt = z.object({ kind: z.literal('attempt'), state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string(), at: z.number() })
/** Why somebody was turned away, on the way to a page whose address has no code in it. */
const SealedRefusal = z.object({
  kind: z.literal('refusal'),
  trouble: z.enum(doorTroubles),
  to: z.string(),
  name: z.optional(z.string()),
})
type Refusal = Omit<z.infer<typeof SealedRefusal>, 'kind'>
/** The ID token, kept for the one moment when the session at the provider is ended. */
const SealedHint = z.object({ kind: z.literal('hint'), session: z.string(), idToken: z.string() })

const attemptMs = 10 * 60_000
/** So many attempts may be open in one browser: one a tab. */
const maxAttempts = 4
/** Browsers refuse a cookie beyond 4,096 characters, its name included. */
const maxCookie = 3_900
/** Both cookies travel in one line, of which many reverse proxies take 8 kB. */
const maxHint = 3_000
/** A longer way back is not kept: four attempts, a session and its hint must together stay below those 8 kB in all but the rarest case. */
const maxTo = 300
/** A person signs in once a day; a tab that is reloaded in a rage, more often. */
const attempts = { perSecond: 0.5, burst: 60 }

/** The door with an OpenID provider: people sign in there, and this browser keeps a sealed session. */
export function createOpenIdDoor({ config, fetch, now }: OpenIdDoorDeps): Door {
  const { publicUrl, sessionKeys } = config
  const { origin, pathname: home } = new URL(publicUrl)
  const provider = createOpenIdProvider({ config, fetch, now })
  const sessions = createSessions({ provider, now })
  const seals = createSeals(sessionKeys)
  const cookies = createCookies(publicUrl)
  const wordsPage = createWordsPages()
  // One for each end, so that whoever was let begin may also finish.
  const limits = { begin: createRateLimit({ now, ...attempts }), finish: createRateLimit({ now, ...attempts }) }

  const signIn = (to: string) => toSignInPath(home, to)
  const turnAway = (trouble: DoorTrouble, to: string, more: Pick<Refusal, 'name'> = {}) =>
    wordsPage(trouble, { signIn: signIn(to), ...more, ...(trouble === 'no_role' && { asAnother: `${home}signin?as=another&to=${encodeURIComponent(to)}` }) })

  const sessionOf = async (request: Request) => {
    const sealed = cookies.read(request, 'session')
    return sealed === undefined ? undefined : seals.open(sealed, SealedSession)
  }

  async function toSessionCookie(session: SealedSession, note?: Knock['note']): Promise<string> {
    const sealed = await seals.seal(session)
    const { refreshToken: _refreshToken, ...smaller } = session
    const isKept = sealed.length <= maxCookie
    // Without the token the provider is not asked again; the limits of time hold all the same.
    if (!isKept) note?.('token_too_long')
    return cookies.set('session', isKept ? sealed : await seals.seal(smaller), absoluteMs / 1000)
  }

  async function begin(request: Request, { client, note }: Knock): Promise<Response> {
    const values = readParameters(new URL(request.url), ['to', 'as'])
    const path = toReturnPath(values.get('to') ?? home, publicUrl)
    if (path === undefined || (values.has('as') && values.get('as') !== 'another')) return turnAway('bad_target', home)
    const to = path.length > maxTo ? home : path
    const retryAfterSeconds = client === undefined ? undefined : limits.begin(client)
    if (retryAfterSeconds !== undefined) return wordsPage('too_often', { signIn: signIn(to), retryAfterSeconds })
    const attempt = provider.begin()
    try {
      const url = await provider.authorizationUrl(attempt, values.has('as'))
      const headers = new Headers({ Location: url, 'Cache-Control': 'no-store' })
      // Of cookies with one path a browser sends the oldest first (RFC 6265, 5.4); the newest stay.
      for (const name of cookies.names(request, 'attempt-').slice(0, 1 - maxAttempts)) headers.append('Set-Cookie', cookies.clear(name))
      const sealed = await seals.seal({ kind: 'attempt', ...attempt, to, at: now() } satisfies z.infer<typeof SealedAttempt>)
      headers.append('Set-Cookie', cookies.set(nameOf(attempt.state), sealed, attemptMs / 1000))
      return new Response(null, { status: 303, headers })
    } catch (error) {
      return turnAway(toTrouble(error, note), to)
    }
  }

  async function finish(request: Request, { client, note, person: tellWho }: Knock): Promise<Response> {
    const retryAfterSeconds = client === undefined ? undefined : limits.finish(client)
    // At this address: its code is not used up, and who reloads the page in a moment comes in.
    if (retryAfterSeconds !== undefined) return wordsPage('too_often', { signIn: signIn(home), retryAfterSeconds })
    const { search, searchParams } = new URL(request.url)
    /** Says why at an address that may stay in a history: this one has a code in it. */
    const leadAway = async (refusal: Refusal): Promise<Response> => {
      const { trouble, to, ...more } = refusal
      if (search === '') return turnAway(trouble, to, more)
      const sealed = await seals.seal({ kind: 'refusal', ...refusal } satisfies z.infer<typeof SealedRefusal>)
      const answer = new Response(null, { status: 303, headers: { Location: `${home}signin/refused`, 'Cache-Control': 'no-store' } })
      return withCookies(answer, [cookies.set('refusal', sealed, attemptMs / 1000)])
    }
    const state = searchParams.get('state') ?? ''
    const sealed = /^[\w-]{8,128}$/.test(state) ? cookies.read(request, nameOf(state)) : undefined
    const attempt = sealed === undefined ? undefined : await seals.open(sealed, SealedAttempt)
    if (attempt === undefined || attempt.state !== state || now() - attempt.at >= attemptMs) {
      note(sealed === undefined ? 'no_attempt' : attempt === undefined ? 'other_key' : 'too_late')
      return leadAway({ trouble: 'lost', to: home })
    }
    const { to } = attempt
    // This browser forgets it, however it ends. Against a copy of its cookie stands the provider, which takes each code once.
    const used = cookies.clear(nameOf(state))
    try {
      const person = await provider.exchange(search, attempt)
      await tellWho(person.id)
      if (person.roles.length === 0) {
        note(person.noRole ?? 'no_role')
        if (person.refreshToken !== undefined) await provider.revoke(person.refreshToken)
        return withCookies(await leadAway({ trouble: 'no_role', to, name: person.name }), [used])
      }
      note('signed_in')
      return withCookies(new Response(null, { status: 303, headers: { Location: `${origin}${to}`, 'Cache-Control': 'no-store' } }), [used, ...(await enter(request, person, note))])
    } catch (error) {
      return withCookies(await leadAway({ trouble: toTrouble(error, note), to }), [used])
    }
  }

  /** The cookies of a new session. One that was there before has ended, whoever it belonged to. */
  async function enter(request: Request, person: Person, note: Knock['note']): Promise<string[]> {
    const before = await sessionOf(request)
    if (before !== undefined) sessions.replace(before)
    const session = sessions.begin(person)
    const hint = person.idToken === undefined ? '' : await seals.seal({ kind: 'hint', session: session.id, idToken: person.idToken } satisfies z.infer<typeof SealedHint>)
    const isKept = hint !== '' && hint.length <= maxHint
    // Who comes in now was not turned away, or is somebody else.
    const old = cookies.read(request, 'refusal') === undefined ? [] : [cookies.clear('refusal')]
    return [...old, await toSessionCookie(session, note), isKept ? cookies.set('hint', hint, absoluteMs / 1000) : cookies.clear('hint')]
  }

  async function leave(request: Request, { note, person: tellWho }: Knock): Promise<Response> {
    readParameters(new URL(request.url), [])
    const session = await sessionOf(request)
    const sealed = cookies.read(request, 'hint')
    const hint = sealed === undefined ? undefined : await seals.open(sealed, SealedHint)
    if (session !== undefined) {
      note('signed_out')
      await tellWho(session.person)
      await sessions.signOut(session)
    }
    const to = session === undefined ? undefined : await provider.endSessionUrl(hint?.session === session.id ? hint.idToken : undefined)
    const answer = Response.json({ to: to ?? publicUrl } satisfies SignedOut, { headers: { 'Cache-Control': 'no-store', 'Clear-Site-Data': '"cache"' } })
    return withCookies(answer, [cookies.clear('session'), cookies.clear('hint')])
  }

  async function showRefusal(request: Request): Promise<Response> {
    readParameters(new URL(request.url), [])
    const sealed = cookies.read(request, 'refusal')
    const refusal = sealed === undefined ? undefined : await seals.open(sealed, SealedRefusal)
    if (refusal === undefined) return turnAway('lost', home)
    const { trouble, to, name } = refusal
    return turnAway(trouble, to, { name })
  }

  return {
    origin,
    canSignOut: true,
    isShared: () => false,
    check: () => provider.check().then(() => undefined, (error: unknown) => (error instanceof ProviderFault ? error.reason : 'unnamed')),
    routes: [
      { method: 'GET', route: '/signin', handle: begin },
      { method: 'GET', route: '/signin/callback', handle: finish },
      { method: 'GET', route: '/signin/refused', handle: showRefusal },
      { method: 'POST', route: '/signin/out', handle: leave },
    ],
    async admit(request): Promise<Admission> {
      if (cookies.read(request, 'session') === undefined) return { cookies: [] }
      const brought = await sessionOf(request)
      const found = brought === undefined ? undefined : await sessions.continue(brought)
      // What replaced it has the same names: that stays.
      if (found === undefined) return { cookies: [cookies.clear('session'), cookies.clear('hint')], isOver: () => brought !== undefined && sessions.isReplaced(brought) }
      const { person, name, roles } = found.session
      return { identity: { id: person, name, roles }, cookies: found.isChanged ? [await toSessionCookie(found.session)] : [], isOver: () => sessions.hasEnded(found.session) }
    },
  }
}

function toTrouble(error: unknown, note: Knock['note']): DoorTrouble {
  if (!(error instanceof ProviderFault)) throw error
  note(error.reason)
  return error.kind
}

/** Tabs sign in side by side, each with a cookie of its own. */
const nameOf = (state: string) => `attempt-${state.slice(0, 8)}`

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
