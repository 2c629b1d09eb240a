import { lazy } from 'react'
import type { ComponentType, JSX } from 'react'
import { tellMissing } from '../missing-parts.ts'

const failed = new Set<() => void>()

/**
 * A component whose code has a file of its own, which is asked for when it is first drawn. Where it does not come, the nearest boundary
 * draws what stands for it, and its next attempt asks for the file once more: React alone would remember the failure for ever.
 *
 * @param isQuiet nobody need be told that it is missing for want of a network: what stands for it says so, or it is no loss
 */
export function partOf<Props extends object>(load: () => Promise<ComponentType<Props>>, isQuiet = false): (props: Props) => JSX.Element {
  let Code: ComponentType<Props>
  const renew = () => {
    Code = lazy(() =>
      load().then((part) => ({ default: part }), (error: unknown) => {
        failed.add(renew)
        tellMissing(isQuiet)
        throw error
      }),
    )
  }
  renew()
  return function PartCode(props) {
    return <Code {...props} />
  }
}

/** Has the parts that did not come asked for again, when they are next drawn. */
export function renewParts(): void {
  for (const renew of failed) renew()
  failed.clear()
}
