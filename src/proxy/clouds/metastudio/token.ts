import * as z from 'zod/mini'
import { readHttpDate } from '../../http-date.ts'
import type { Upstream, UpstreamOptions } from '../../upstream/upstream.ts'
import { CloudError } from '../cloud.ts'
import { untilAborted } from '../until-aborted.ts'
import { toInstant } from '../to-instant.ts'
import { judgeMetastudio } from './errors.ts'

/** A project-scoped token of IAM and the project it is for. */
export interface Token {
  value: string
  projectId: string | undefined
}

export interface TokenKeeper {
  /** The token in use; fetched when there is none. */
  get(options?: UpstreamOptions): Promise<Token>
  /** The token in use, where there is one. Asks nobody. */
  current(): Token | undefined
  /** The cloud took it. */
  accept(token: Token): void
  /**
   * The cloud turned it down: it is not used any more. Whether that may be because it ran out, which says nothing against the account:
   * a token in whose place another one was turned down just before has not.
   */
  refuse(token: Token): boolean
  /** Tells when the token in use is turned down, until what this gives is called. */
  watch(onRefused: () => void): () => void
}

export interface TokenDeps {
  endpoint: string
  user: string
  password: string
  domain: string
  region: string
  projectId: string | undefined
  upstream: Upstream
  now: () => number
}

interface Held extends Token {
  /** Asked for anew in the background from then on. */
  renewAt: number
  /** Not used from then on. */
  uselessAt: number
  patienceMs: number
}

/** IAM's own life of a token, should the answer not tell. */
const lifeMs = 24 * 3600_000
/** Whatever it says of itself, a token serves so long: asking for the next one before each call helps nobody. */
const shortestLifeMs = 60_000
/** This close to its end a token is not used any more: five minutes, or a fifth of a short life. */
const toMarginMs = (tokenLifeMs: number): number => Math.min(300_000, tokenLifeMs / 5)
/** A renewal ahead of time that failed is tried again after this: a minute, or a tenth of a short life. */
const toPatienceMs = (tokenLifeMs: number): number => Math.min(60_000, tokenLifeMs / 10)

const tokenBody = z.object({
  token: z.object({
    expires_at: z.catch(z.optional(z.string()), undefined),
    project: z.catch(z.optional(z.object({ id: z.string() })), undefined),
  }),
})

/**
 * Token authentication: `POST /v3/auth/tokens` of IAM, scoped to the project. The token is in the header `X-Subject-Token`.
 * One token for everybody, renewed in the background at half its life; any number of calls wait for one request.
 */
export function createTokenKeeper(deps: TokenDeps): TokenKeeper {
  let held: Held | undefined
  let flight: Promise<Held> | undefined
  /** One was turned down, and none was taken since. */
  let isOnTrial = false
  const watchers = new Set<() => void>()

  async function ask(background: boolean): Promise<Held> {
    const scope = deps.projectId === undefined ? { name: deps.region } : { id: deps.projectId }
    const user = { name: deps.user, password: deps.password, domain: { name: deps.domain } }
    const body = JSON.stringify({
      auth: { identity: { methods: ['password'], password: { user } }, scope: { project: scope } },
    })
    const answer = await deps.upstream.call(
      {
        operation: 'token',
        request: () =>
          Promise.resolve({
            method: 'POST',
            url: `${deps.endpoint.replace(/\/+$/, '')}/v3/auth/tokens?nocatalog=true`,
            headers: { 'content-type': 'application/json;charset=utf8' },
            body,
          }),
        judge: (answer) => judgeMetastudio(answer, 'token'),
      },
      { background },
    )
    const value = answer.headers.get('x-subject-token')
    const read = tokenBody.safeParse(answer.json)
    if (value === null || value === '' || !read.success) {
      throw new CloudError('unreadable', 'IAM answered without a token', { cloudStatus: answer.status })
    }
    const { expires_at, project } = read.data.token
    const tokenLifeMs = toLifeMs(expires_at, answer.headers.get('date'))
    const from = deps.now()
    return {
      value,
      projectId: project?.id,
      renewAt: from + tokenLifeMs / 2,
      uselessAt: from + tokenLifeMs - toMarginMs(tokenLifeMs),
      patienceMs: toPatienceMs(tokenLifeMs),
    }
  }

  /** By the clock of IAM where it tells: ours may be wrong. */
  function toLifeMs(expiresAt: string | undefined, date: string | null): number {
    const expiry = toInstant(expiresAt)
    if (expiry === undefined) return lifeMs
    const cloudNow = readHttpDate(date)
    return Math.max(shortestLifeMs, Date.parse(expiry) - (Number.isNaN(cloudNow) ? deps.now() : cloudNow))
  }

  function fetchToken(background: boolean): Promise<Held> {
    flight ??= ask(background)
      .then((token) => {
        held = token
        return token
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }

  return {
    get: async (options) => {
      if (held === undefined || deps.now() >= held.uselessAt) {
        return untilAborted(fetchToken(options?.background === true), options?.signal)
      }
      if (deps.now() >= held.renewAt) {
        held.renewAt = deps.now() + held.patienceMs
        void fetchToken(true).catch(() => undefined)
      }
      return held
    },
    current: () => held,
    accept: (token) => {
      if (held?.value === token.value) isOnTrial = false
    },
    refuse: (token) => {
      if (held?.value !== token.value) return true
      held = undefined
      for (const onRefused of watchers) onRefused()
      const mayHaveRunOut = !isOnTrial
      isOnTrial = true
      return mayHaveRunOut
    },
    watch: (onRefused) => {
      watchers.add(onRefused)
      return () => void watchers.delete(onRefused)
    },
  }
}
