import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useDrawerMessages } from './drawer-messages.ts'

/** About eight lines of the drawer; a reviewer's sentence never comes near it, a stack trace does. */
const foldedLength = 600

/** A text of any length: of a very long one the first lines stand there and a button gives the rest. It is never cut in the document itself, so that it can be found and copied. */
export function LongText({ length, children }: { length: number; children: ReactNode }) {
  const { drawer } = useDrawerMessages()
  const [isWhole, setIsWhole] = useState(false)
  const id = useId()
  if (length <= foldedLength) return children
  return (
    <>
      <span id={id} className={isWhole ? 'block' : 'line-clamp-8'}>{children}</span>
      <button type="button" aria-expanded={isWhole} aria-controls={id} className="mt-1 block rounded-control text-body text-accent" onClick={() => setIsWhole(!isWhole)}>
        {isWhole ? drawer.longText.less : drawer.longText.whole(length)}
      </button>
    </>
  )
}
