import { constants } from 'node:os'

const checkEveryMs = 250
/** @type {readonly ('SIGINT' | 'SIGTERM')[]} */
const endings = ['SIGINT', 'SIGTERM']

/**
 * Ends this process when the shell that npm put around it is gone. `kill` reaches npm and that shell but not what the
 * shell runs, which would live on unseen and keep its port. It sends itself the signal it should have got, so that
 * whoever listens for it cleans up as usual. Windows keeps naming a parent that has ended: nothing happens there.
 */
export function endWithParent() {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, checkEveryMs)
  timer.unref()
  for (const ending of endings) {
    process.once(ending, () => {
      // One signal asks to finish in peace; a second one would be taken for impatience.
      clearInterval(timer)
      if (process.listenerCount(ending) === 0) process.exit(128 + constants.signals[ending])
    })
  }
}
