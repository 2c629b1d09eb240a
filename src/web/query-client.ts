import { focusManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut, isTurnedAway } from './sign-in/signed-out.ts'

/**
 * The keeper of all answers. It asks without looking at the browser's idea of a network: a machine that is cut off still
 * reaches a proxy of its own, and a question that waits in silence would hide that the rows grow old.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', refetchOnReconnect: true } },
    queryCache: new QueryCache({
      // Whether somebody is signed in is told by the sources, which are asked for all the time.
      onError: (error, { queryKey }) => {
        if ((isSignedOut(error) || isTurnedAway(error)) && queryKey.length > 1) void client.invalidateQueries({ queryKey: ['sources'], exact: true })
      },
    }),
  })
  return client
}

const tickMs = 5_000
const asleepMs = 30_000

/**
 * Catches up when a reader is back: the tab is shown again, or the machine woke from sleep, in which its timers stood
 * still while time went on.
 *
 * @returns a way to stop listening
 */
export function watchForReturn(catchUp: () => void): () => void {
  let last = Date.now()
  const tick = () => {
    const now = Date.now()
    if (now - last > asleepMs) catchUp()
    last = now
  }
  const timer = setInterval(tick, tickMs)
  const shown = () => catchUp()
  addEventListener('visibilitychange', shown)
  return () => {
    clearInterval(timer)
    removeEventListener('visibilitychange', shown)
  }
}

/** Lets every list catch up when its reader is back. Hidden tabs ask for nothing. */
export function catchUpOnReturn(): void {
  focusManager.setEventListener((setFocused) => watchForReturn(() => setFocused()))
}
