import { useQuery } from '@tanstack/react-query'
import { initials } from '../jobs/table/cover.tsx'
import { BarPanel } from '../ui/bar-panel.tsx'
import { sessionQuery } from './session-query.ts'
import { useSignInWords } from './sign-in-words.ts'
import { partOf } from '../ui/part-of.tsx'

const Person = partOf(async () => (await import('./person.tsx')).Person)

/** The initials of whoever is signed in, and the panel that says the rest; nothing where nobody has to sign in. */
export function PersonButton() {
  const words = useSignInWords()
  const { data } = useQuery(sessionQuery())
  const user = data?.body.user
  if (user === undefined) return null
  return (
    <BarPanel
      label={words.signedInAs(user.name)}
      title={user.name}
      panelLabel={words.account}
      className="w-60 p-3"
      face={
        <span className="grid size-6 place-items-center rounded-full bg-accent-ground text-[10px] leading-none font-semibold text-accent shadow-[inset_0_0_0_1px_var(--accent-line)]" aria-hidden="true">
          {initials(user.name.replace(/@.*/u, '').replaceAll('.', ' '))}
        </span>
      }
    >
      <Person user={user} />
    </BarPanel>
  )
}
