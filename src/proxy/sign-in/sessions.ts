import { LRUCache } from 'lru-cache'
import * as z from 'zod/mini'
import { roles } from '#contract/session.ts'
import { ProviderFault, type OpenIdProvider, type Person } from './openid-provider.ts'

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
  refreshToken: z.optional(z.string()),
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
  /** Nobody comes in with it any more, whoever copied it. Gives its token, to be given back to the provider. */
  end(session: SealedSession): string | undefined
}

/**
 * Sessions and their ends. What a browser holds is enough to go on after a restart of ours; what this process remembers is which
 * sessions were ended early, and the newest form of each: providers give a token to ask with only once.
 */
export function createSessions({ provider, now }: { provider: Pick<OpenIdProvider, 'refresh'>; now: () => number }): Sessions {
  const ended = new LRUCache<string, true>({ max: 50_000 })
  const newest = new LRUCache<string, SealedSession>({ max: 10_000 })
  const asked = new LRUCache<string, number>({ max: 10_000 })
  const checks = new Map<string, Promise<SealedSession | undefined>>()

  async function check(session: SealedSession, refreshToken: string): Promise<SealedSession | undefined> {
    const { id, person } = session
    try {
      const told = await provider.refresh(refreshToken, person)
      // What it does not tell again holds on; without any role left nobody may stay.
      const still = told.roles ?? session.roles
      if (still.length > 0) {
        const checked = { ...session, roles: still, refreshToken: told.refreshToken, checkedAt: now() }
        newest.set(id, checked)
        return checked
      }
    } catch (error) {
      const isOver = error instanceof ProviderFault && (error.reason === 'invalid_grant' || error.reason === 'another_person')
      if (!isOver && now() - session.checkedAt <= unheardMs) {
        asked.set(id, now())
        return session
      }
    }
    ended.set(id, true)
    return undefined
  }

  function checkOnce(session: SealedSession, refreshToken: string): Promise<SealedSession | undefined> {
    const running = checks.get(session.id)
    if (running !== undefined) return running
    const flight = check(session, refreshToken).finally(() => checks.delete(session.id))
    checks.set(session.id, flight)
    return flight
  }

  return {
    begin({ id: person, name, roles, refreshToken }) {
      const at = now()
      return { kind: 'session', id: crypto.randomUUID(), person, name, roles, startedAt: at, seenAt: at, checkedAt: at, ...(refreshToken !== undefined && { refreshToken }) }
    },
    async continue(brought) {
      const at = now()
      const isOver = ended.has(brought.id) || at - brought.startedAt >= absoluteMs || at - brought.seenAt >= idleMs
      if (isOver) return undefined
      const known = newest.get(brought.id)
      const held = known !== undefined && known.checkedAt > brought.checkedAt ? { ...known, seenAt: brought.seenAt } : brought
      const { refreshToken } = held
      const isDue = refreshToken !== undefined && at - held.checkedAt >= recheckMs && at - (asked.get(held.id) ?? 0) >= retryMs
      const checked = isDue ? await checkOnce(held, refreshToken) : held
      // It may have been ended while the provider was asked.
      if (checked === undefined || ended.has(brought.id)) return undefined
      const isChanged = checked.checkedAt > brought.checkedAt || at - brought.seenAt >= seenMs
      return { session: isChanged ? { ...checked, seenAt: at } : checked, isChanged }
    },
    end({ id, refreshToken }) {
      ended.set(id, true)
      const token = newest.get(id)?.refreshToken ?? refreshToken
      newest.delete(id)
      return token
    },
  }
}
