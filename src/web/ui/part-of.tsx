import { lazy } from 'react'
import type { ComponentType, JSX } from 'react'
import { minderOfNetwork, tellMissing } from '../missing-parts.ts'

const failed = new Set<() => void>()
const forWantOfNetwork = new WeakSet<Error>()

/**
 * A component whose code has a file of its own, which is asked for when it is first drawn. Where it does not come, the nearest boundary
 * draws what stands for it, and its next attempt asks for the file once more: React alone would remember the failure for ever.
 *
 * @param isQuiet nobody need be told that it is missing for want of a network: what stands for it says so, or it is no loss
 */
export function partOf<Props extends object>(load: () => Promise<ComponentType<Props>>, isQuiet = false): (props: Props) => JSX.Element {
  let Code: ComponentType<Props>
  const renew = () => {
    Code = lazy(() => {
      const lackedNetwork = minderOfNetwork()
      return load().then((part) => ({ default: part }), (error: unknown) => {
        failed.add(renew)
        if (error instanceof Error && lackedNetwork()) forWantOfNetwork.add(error)
        // Where the network is back already, the boundary asks again at once.
        if (!navigator.onLine || !lackedNetwork()) tellMissing(isQuiet)
        throw error
      })
    })
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

/** Is it that the code of a part did not come because there was no network, which may be back by now? */
export const isForWantOfNetwork = (error: Error): boolean => forWantOfNetwork.has(error)
