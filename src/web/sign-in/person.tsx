import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionPaths, SignedOut } from '#contract/session.ts'
import { Button } from '../ui/button.tsx'
import { send } from './send.ts'
import { sessionQuery } from './session-query.ts'
import { useSignInWords } from './sign-in-words.ts'

/** Who is signed in, what he may do, and the way out; nothing where nobody has to sign in. */
export function Person() {
  const words = useSignInWords()
  const client = useQueryClient()
  const { data } = useQuery(sessionQuery())
  const [leaving, setLeaving] = useState<'no' | 'now' | 'failed'>('no')
  const user = data?.body.user
  if (user === undefined) return null
  const signOut = async () => {
    setLeaving('now')
    try {
      const { to } = await send(sessionPaths.signOut(), {}, SignedOut)
      client.clear()
      location.assign(to)
    } catch {
      setLeaving('failed')
    }
  }
  return (
    <section aria-label={words.account} className="-mx-2 mt-1 border-t border-line px-4 pt-2.5 pb-3">
      <p className="font-medium wrap-anywhere">{user.name}</p>
      <p className="text-small text-ink-3">{words.roles[user.roles.includes('support') ? 'support' : 'viewer']}</p>
      {user.can_sign_out && (
        <Button look="edge" className="mt-2 w-full justify-center" disabled={leaving === 'now'} onClick={() => void signOut()}>{words.signOut}</Button>
      )}
      <p role="status" className="mt-1.5 text-small text-pretty text-warn-ink empty:hidden">{leaving === 'failed' ? words.signOutFailed : ''}</p>
    </section>
  )
}
