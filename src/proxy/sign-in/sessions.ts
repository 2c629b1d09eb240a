import { LRUCache } from 'lru-cache'
import * as z from 'zod/mini'
import { roles } from '#contract/session.ts'
import type { OpenIdProvider, Person } from './openid-provider.ts'
import { ProviderFault } from './provider-fault.ts'

/** What a browser keeps for a person who is signed in, sealed. Times are epoch ms. */
export const SealedSession = z.object({
  kind: z.literal('session'),
  id: z.string(),
  person: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)).check(z.minLength(1)),
  startedAt: z.number(),
  seenAt: z.number(),
  /** When the provider last said that the person is still who he is. */
  checkedAt: z.number(),
  /** See `Person`. A session from before this was told: whatever the provider leaves out is gone. */
  isInUserinfo: z.prefault(z.boolean(), true),
  refreshToken: z.optional(z.string()),
  /** When the provider gave that token: of two forms of a session the one with the later token holds. 0: before this was told. */
  tokenAt: z.prefault(z.number(), 0),
})
export type SealedSession = z.infer<typeof SealedSession>

/** A session ends after an hour in which nothing was asked, and after twelve hours whatever was. */
export const idleMs = 60 * 60_000
export const absoluteMs = 12 * 60 * 60_000
/** How often the provider is asked whether it still holds, where it gave a token to ask with. */
export const recheckMs = 5 * 60_000
/** How long it holds while the provider cannot be asked. */
const unheardMs = 60 * 60_000
const retryMs = 30_000
/** A session that is used is written again at most so often. */
const seenMs = 60_000

export interface Sessions {
  begin(person: Person): SealedSession
  /** The session as it stands now; `undefined` when it has ended. `isChanged`: the browser must be given it again. */
  continue(session: SealedSession): Promise<{ session: SealedSession; isChanged: boolean } | undefined>
  hasEnded(session: SealedSession): boolean
  /** The person has signed in anew: the browser has another one in its place. */
  isReplaced(session: SealedSession): boolean
  /** Nobody comes in with it any more, whoever copied it, and its token is given back to the provider. */
  signOut(session: SealedSession): Promise<void>
  /** The same, because the person has just signed in anew. Its token is not given back: some providers end with it all that they gave to this person. */
  replace(session: SealedSession): void
}

/**
 * Sessions and their ends. What a browser holds is enough to go on after a restart of ours; what this process remembers is which
 * sessions were ended early, and the newest form of each: providers give a token to ask with only once.
 */
export function createSessions({ provider, now }: { provider: Pick<OpenIdProvider, 'refresh' | 'revoke'>; now: () => number }): Sessions {
  const ended = new LRUCache<string, 'over' | 'signed_out' | 'replaced'>({ max: 50_000 })
  const newest = new LRUCache<string, SealedSession>({ max: 10_000 })
  const asked = new LRUCache<string, number>({ max: 10_000 })
  const checks = new Map<string, Promise<SealedSession | undefined>>()

  async function check(session: SealedSession, shown: string): Promise<SealedSession | undefined> {
    const { id } = session
    const { checked, refreshToken } = await renew(session, shown)
    if (checked === undefined && !ended.has(id)) ended.set(id, 'over')
    const end = ended.get(id)
    // A token that came while the person signed out, or that came too late, is good for nobody else either.
    if (end !== undefined && end !== 'replaced' && refreshToken !== undefined) await provider.revoke(refreshToken)
    if (checked === undefined || end !== undefined) return undefined
    newest.set(id, checked)
    return checked
  }

  /** The session with what the provider says now, `undefined` when that is its end; and the token that the provider gave. */
  async function renew(session: SealedSession, shown: string): Promise<{ checked?: SealedSession | undefined; refreshToken?: string }> {
    try {
      const { refreshToken, fault, isInUserinfo, roles } = await provider.refresh(shown, { id: session.person, isInUserinfo: session.isInUserinfo })
      const renewed = { ...session, refreshToken, tokenAt: now() }
      if (fault !== undefined) return { checked: bear(fault, renewed), refreshToken }
      // What it does not tell again holds on; without any role left nobody may stay.
      const still = roles ?? session.roles
      return { checked: still.length === 0 ? undefined : { ...renewed, roles: still, isInUserinfo, checkedAt: now() }, refreshToken }
    } catch (fault) {
      return { checked: bear(fault, session) }
    }
  }

  /** A session goes on for an hour while the provider cannot be heard, unless what it said is the end. */
  function bear(fault: unknown, session: SealedSession): SealedSession | undefined {
    const isOver = fault instanceof ProviderFault && (fault.reason === 'invalid_grant' || fault.reason === 'another_person')
    if (isOver || now() - session.checkedAt > unheardMs) return undefined
    asked.set(session.id, now())
    return session
  }

  function checkOnce(session: SealedSession, refreshToken: string): Promise<SealedSession | undefined> {
    const running = checks.get(session.id)
    if (running !== undefined) return running
    const flight = check(session, refreshToken).finally(() => checks.delete(session.id))
    checks.set(session.id, flight)
    return flight
  }

  return {
    begin({ id: person, name, roles, isInUserinfo, refreshToken }) {
      const at = now()
      const times = { startedAt: at, seenAt: at, checkedAt: at, tokenAt: at }
      return { kind: 'session', id: crypto.randomUUID(), person, name, roles, isInUserinfo, ...times, ...(refreshToken !== undefined && { refreshToken }) }
    },
    async continue(brought) {
      const at = now()
      const isOver = ended.has(brought.id) || at - brought.startedAt >= absoluteMs || at - brought.seenAt >= idleMs
      if (isOver) return undefined
      const known = newest.get(brought.id)
      const held = known !== undefined && known.tokenAt > brought.tokenAt ? { ...known, seenAt: brought.seenAt } : brought
      const { refreshToken } = held
      const isDue = refreshToken !== undefined && at - held.checkedAt >= recheckMs && at - (asked.get(held.id) ?? 0) >= retryMs
      const checked = isDue ? await checkOnce(held, refreshToken) : held
      // It may have been ended while the provider was asked.
      if (checked === undefined || ended.has(brought.id)) return undefined
      const isChanged = checked.tokenAt > brought.tokenAt || at - brought.seenAt >= seenMs
      return { session: isChanged ? { ...checked, seenAt: at } : checked, isChanged }
    },
    hasEnded: ({ id }) => ended.has(id),
    isReplaced: ({ id }) => ended.get(id) === 'replaced',
    async signOut({ id, refreshToken }) {
      ended.set(id, 'signed_out')
      const token = newest.get(id)?.refreshToken ?? refreshToken
      newest.delete(id)
      if (token !== undefined) await provider.revoke(token)
    },
    replace({ id }) {
      ended.set(id, 'replaced')
      newest.delete(id)
    },
  }
}
