import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionPaths, SignedOut, type Session } from '#contract/session.ts'
import { Button } from '../ui/button.tsx'
import { send } from './send.ts'
import { useSignInWords } from './sign-in-words.ts'

/** Who is signed in, what he may do, and the way out. */
export function Person({ user }: { user: NonNullable<Session['user']> }) {
  const words = useSignInWords()
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<'no' | 'now' | 'failed'>('no')
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
    <>
      <p className="font-medium wrap-anywhere">{user.name}</p>
      <p className="text-small text-ink-3">{words.roles[user.roles.includes('support') ? 'support' : 'viewer']}</p>
      {user.can_sign_out ? (
        <Button look="edge" className="mt-3 w-full justify-center max-tablet:h-9" disabled={leaving === 'now'} onClick={() => void signOut()}>{words.signOut}</Button>
      ) : (
        <p className="mt-2 border-t border-line pt-2 text-small text-pretty text-ink-3">{words.signOutElsewhere}</p>
      )}
      <p role="status" className="mt-1.5 text-small text-pretty text-warn-ink empty:hidden">{leaving === 'failed' ? words.signOutFailed : ''}</p>
    </>
  )
}
