import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { Boundary } from './boundary.tsx'

interface PartProps {
  /** What stands in its place until its code is there. */
  fallback?: ReactNode
  /** What stands there where its code does not come, or it cannot be drawn. */
  failed?: ReactNode
  /** Another value is another attempt. */
  of?: string
  children: ReactNode
}

/** A part of the page whose code has a file of its own. That it does not come costs its own place and nothing around it. */
export function Part({ fallback = null, failed = fallback, of = '', children }: PartProps) {
  return <Boundary of={of} fallback={failed}><Suspense fallback={fallback}>{children}</Suspense></Boundary>
}
