import { CloudError } from './cloud.ts'

/** Waits for shared work until the caller gives up (`timeout`); the work goes on for the others. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new CloudError('timeout', 'the caller gave up'))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
