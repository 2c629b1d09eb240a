import { CloudError } from './clouds/cloud.ts'

/** A fault of the transport, and whether another attempt can help. */
export interface TransportFault {
  error: CloudError
  mayPass: boolean
}

const isTimeout = (code: string): boolean => /TIMEOUT|TIMEDOUT/.test(code)
/** What came was no HTTP, or not what its own headers announced. */
const isGarbled = (code: string): boolean => /^HPE_|^Z_|^ERR__?ZLIB|OVERFLOW|MAX_SIZE|CONTENT_LENGTH_MISMATCH/.test(code)
/** A certificate does not become right by asking again. */
const isTls = (code: string): boolean => /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)

/** `fetch` hides the code in the cause, sometimes in the cause's cause (undici 7; codes as Node names them). */
function codeOf(fault: unknown): string {
  let current: unknown = fault
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code
    current = current.cause
  }
  return ''
}

/** What a rejected `fetch`, or a body that broke off, means. */
export function toTransportFault(fault: unknown): TransportFault {
  const code = codeOf(fault)
  const named = code === '' ? 'no code' : code
  if (isTimeout(code)) {
    return { error: new CloudError('timeout', `the cloud did not answer in time (${named})`, { cause: fault }), mayPass: true }
  }
  if (isGarbled(code)) {
    return { error: new CloudError('unreadable', `the cloud's answer is no HTTP (${named})`, { cause: fault }), mayPass: true }
  }
  if (isTls(code)) {
    return { error: new CloudError('unreachable', `the cloud cannot be verified (${named})`, { cause: fault }), mayPass: false }
  }
  return { error: new CloudError('unreachable', `the cloud cannot be reached (${named})`, { cause: fault }), mayPass: true }
}
