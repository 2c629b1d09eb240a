import type { ProblemCode } from '#contract/problem.ts'
import { CloudError } from '../clouds/cloud.ts'

/** A fault of the transport, and how often another attempt may be made, if fewer than usual. */
export interface TransportFault {
  error: CloudError
  retries?: number
}

const isTimeout = (code: string): boolean => /TIMEOUT|TIMEDOUT/.test(code)
/** What came was no HTTP, or not what its own headers announced. */
const isGarbled = (code: string): boolean => /^HPE_|^Z_|^ERR__?ZLIB|OVERFLOW|MAX_SIZE|CONTENT_LENGTH_MISMATCH/.test(code)
/** A certificate does not become right by asking again. */
const isTls = (code: string): boolean => /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)

/** An outbound proxy that lets nobody through has an abort for its code, and its own answer in the message alone (undici 7). */
export function toProxyRefusal(fault: Error): string | undefined {
  const status = /^Proxy response \((\d{3})\)/.exec(fault.message)?.[1]
  return status === undefined ? undefined : `PROXY_${status}`
}

/** The error's own, or where `fetch` hides it: in the cause, sometimes in the cause's cause (undici 7; codes as Node names them). */
function codeOf(fault: unknown): string {
  let current: unknown = fault
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const refusal = toProxyRefusal(current)
    if (refusal !== undefined) return refusal
    if ('code' in current && typeof current.code === 'string') return current.code
    // Some of what its parser refuses has no code.
    if (current.name === 'HTTPParserError') return 'HPE_INVALID'
    current = current.cause
  }
  return ''
}

/** A name that was not found once is asked for once more: the system's own cache of it is short. */
const isUnknownName = (code: string): boolean => /^ENOTFOUND$|^EAI_/.test(code)

/** What a rejected call means. The message names host and code, never an address with its query. */
export function toTransportFault(fault: unknown, cloudHost: string): TransportFault {
  const networkCode = codeOf(fault)
  const facts = { cloudHost, networkCode: networkCode === '' ? undefined : networkCode, cause: fault }
  const error = (code: ProblemCode, what: string) => new CloudError(code, `${what}: ${cloudHost} (${facts.networkCode ?? 'no code'})`, facts)
  if (isTimeout(networkCode)) return { error: error('timeout', 'the cloud did not answer in time') }
  if (isGarbled(networkCode)) return { error: error('unreadable', 'the answer of the cloud is no HTTP') }
  if (networkCode.startsWith('PROXY_')) return { error: error('unreachable', 'the outbound proxy lets nobody through'), retries: 1 }
  if (isTls(networkCode)) return { error: error('unreachable', 'the cloud cannot be verified'), retries: 0 }
  if (isUnknownName(networkCode)) return { error: error('unreachable', 'the name of the cloud is not known'), retries: 1 }
  return { error: error('unreachable', 'the cloud cannot be reached') }
}

/** What a body that broke off means: the cloud was there, its answer is not whole. */
export function toBodyFault(fault: unknown, cloudHost: string): TransportFault {
  const transport = toTransportFault(fault, cloudHost)
  if (transport.error.code === 'timeout') return transport
  const { facts } = transport.error
  return { error: new CloudError('unreadable', `the answer of ${cloudHost} broke off (${facts.networkCode ?? 'no code'})`, facts), retries: 1 }
}
