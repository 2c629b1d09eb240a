import type { Session } from '#contract/session.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import { readParameters } from '../query.ts'
import type { Door, Identity } from '../sign-in/door.ts'

/** `GET /api/session`: who is asking, and nothing where nobody has to sign in. */
export function createSessionRoute({ now, door }: { now: () => number; door: Door | undefined }): (request: Request, identity: Identity | undefined) => Promise<Answer> {
  const write = createWriter()
  return async (request, identity) => {
    readParameters(new URL(request.url), [])
    const session: Session =
      door === undefined || identity === undefined ? {} : { user: { name: identity.name, roles: [...identity.roles], can_sign_out: door.canSignOut } }
    const answer = toAnswer(request, await write(session), now())
    // It is about the person: nobody keeps it for the next one.
    answer.headers['Cache-Control'] = 'no-store'
    return answer
  }
}
