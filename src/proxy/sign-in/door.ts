import type { Role } from '#contract/session.ts'
import type { Caller } from '../callers/caller.ts'

/** Who is asking. */
export interface Identity {
  /** The provider's own id of the person, or the name a reverse proxy gave. */
  id: string
  /** For people to read. */
  name: string
  /** Empty: known, but nobody who may come in. */
  roles: readonly Role[]
}

/** What the door found out about a request. */
export interface Admission {
  /** Absent: nobody knows. */
  identity?: Identity | undefined
  /** One word for the log: why nobody is known, or why the person has no role. */
  reason?: string | undefined
  /** `Set-Cookie` values that go with the answer. */
  cookies: readonly string[]
  /** Whether they were overtaken: an answer that was long on its way must neither give back a session that ended since nor take away the one that replaced it. */
  isOver?: () => boolean
}

/** What a route of the door's own is told beside the request. */
export interface Knock {
  /** One word for where it comes from; absent where nobody can tell. */
  client: string | undefined
  /** Absent: the request comes from this very process. */
  caller: Caller | undefined
  /** Takes a word for the log: how it ended, or why it went wrong. */
  note: (word: string) => void
  /** Takes who it is, by id: the log has a word for them that is neither name nor id. */
  person: (id: string) => Promise<void>
}

/** A route of the door's own. It is asked before anybody has said who he is. */
export interface DoorRoute {
  method: 'GET' | 'POST'
  /** Below the base path. */
  route: string
  handle: (request: Request, knock: Knock) => Promise<Response>
}

/** Says of each request who is asking. Nobody is shown anything of a job whom it does not know. */
export interface Door {
  admit(request: Request, caller: Caller | undefined): Promise<Admission>
  readonly routes: readonly DoorRoute[]
  readonly canSignOut: boolean
  /** Why nobody could sign in at this moment, in one word; `undefined` where somebody could. */
  check?: () => Promise<string | undefined>
  /** The only origin that may change something; absent where nobody said under which address people come. */
  readonly origin?: string | undefined
  /** Whether a connection is that of a reverse proxy which many people share. */
  isShared(caller: Caller | undefined): boolean
}
