import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useId, useState } from 'react'
import { initials } from '../jobs/table/cover.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { sessionQuery } from './session-query.ts'
import { useSignInWords } from './sign-in-words.ts'

const Person = lazy(async () => ({ default: (await import('./person.tsx')).Person }))

/** The initials of whoever is signed in, and the panel that says the rest; nothing where nobody has to sign in. */
export function PersonButton() {
  const words = useSignInWords()
  const { data } = useQuery(sessionQuery())
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const user = data?.body.user
  if (user === undefined) return null
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={words.signedInAs(user.name)}
        title={user.name}
        className="inline-grid size-7 flex-none place-items-center rounded-control quick hover:bg-sunk max-tablet:size-8"
      >
        <span className="grid size-6 place-items-center rounded-full bg-accent-ground text-[10px] leading-none font-semibold text-accent shadow-[inset_0_0_0_1px_var(--accent-line)]" aria-hidden="true">
          {initials(user.name.replace(/@.*/u, '').replaceAll('.', ' '))}
        </span>
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        role="dialog"
        aria-label={words.account}
        className="fixed inset-[calc(var(--bar-height)+4px)_8px_auto_auto] m-0 w-60 rounded-panel border border-line bg-raised p-3 text-ink shadow-floating"
      >
        {isOpen && (
          <Boundary of="" fallback={null}>
            <Suspense fallback={null}>
              <Person user={user} />
            </Suspense>
          </Boundary>
        )}
      </div>
    </>
  )
}
