import type { Health } from '#contract/source.ts'
import type { CloudError } from '../clouds/cloud.ts'

/** How the last calls went. */
export interface HealthKeeper {
  succeeded(): void
  failed(error: CloudError): void
  health(): Health
}

type Status = Health['status']

/** What an error says about the way to the cloud. `undefined`: nothing, the fault is ours or the caller's. */
function toStatus({ code }: CloudError): Status | undefined {
  switch (code) {
    case 'throttled':
      return 'throttled'
    // The cloud answered, and meant what was asked.
    case 'bad_request':
    case 'not_found':
      return 'ok'
    case 'overloaded':
    case 'internal':
    case 'audit_unwritable':
    case 'unauthenticated':
    case 'forbidden':
    case 'unknown_source':
    case 'method_not_allowed':
    case 'wrong_host':
      return undefined
    case 'cloud_rejected_credentials':
    case 'cloud_denied':
    case 'cloud_error':
    case 'unreadable':
    case 'unreachable':
    case 'timeout':
      return 'failing'
    default:
      return code satisfies never
  }
}

export function createHealthKeeper(now: () => number): HealthKeeper {
  let status: Status = 'unknown'
  let since: string | undefined
  let code: string | undefined
  const turn = (next: Status, nextCode: string | undefined) => {
    if (next !== status) since = new Date(now()).toISOString()
    status = next
    code = nextCode
  }
  return {
    succeeded: () => turn('ok', undefined),
    failed: (error) => {
      const next = toStatus(error)
      if (next !== undefined) turn(next, next === 'ok' ? undefined : error.code)
    },
    health: () => ({ status, ...(since !== undefined && { since }), ...(code !== undefined && { code }) }),
  }
}
