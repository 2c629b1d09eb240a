import { lazy, useDeferredValue, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { afterPaint } from './after-paint.ts'
import { Part } from './part.tsx'
import { TryAgain } from './try-again.tsx'

/** As code that is on its way: one and the same stand-in keeps the room until the part is there, with what was typed into it. */
const NotDue = lazy<() => null>(() => new Promise(() => {}))

interface LaterProps {
  /** What keeps the room until the part is there, and is to offer another attempt where its code does not come. */
  fallback?: ReactNode
  /** Where its code does not come nothing stands in its place: there would be no room for more. */
  isQuiet?: boolean
  children: ReactNode
}

/**
 * A part whose code has a file of its own, which is asked for once what stands around it has been painted: until then neither the line
 * nor the processor is taken from the rows. Where it does not come, another attempt is offered in its room.
 */
export function Later({ fallback = null, isQuiet = false, children }: LaterProps) {
  const [isPainted, setIsPainted] = useState(false)
  useEffect(() => afterPaint(() => setIsPainted(true)), [])
  // Deferred: what is in sight goes before it.
  const isDue = useDeferredValue(isPainted)
  // Where nothing keeps the room nothing need be kept: to wait for code costs the first frame more than not to be there.
  if (!isDue && fallback === null) return null
  return <Part fallback={fallback} failed={fallback ?? (isQuiet ? null : <TryAgain className="m-2" />)}>{isDue ? children : <NotDue />}</Part>
}
