import type { Credentials } from './credentials.ts'
import type { Iam } from './iam.ts'
import type { Received } from './verify.ts'
import { clockToleranceMs, isSignedHeaderList, toSdkClaim, toSdkSignature, toSdkTime } from './verify.ts'

/** Why the gateway turns a request away: a service code (`MSS.…`) or a number of the gateway's own table. */
export interface Refusal {
  status: number
  code: string
  message: string
}

const failuresUntilLock = 5
const lockMs = 5 * 60_000

const unauthorized = (why: string): Refusal => ({
  status: 401,
  code: '0301',
  message: `Incorrect IAM authentication information: ${why}`,
})

/** The gate before MetaStudio: keys, signatures, clocks, tokens, projects. Five failures in a row lock a key for five minutes. */
export function createMetastudioGateway(deps: { now: () => number; credentials: Credentials['metastudio']; iam: Iam }) {
  const { now, credentials, iam } = deps
  const { temporary } = credentials
  const locks = new Map<string, { failures: number; until: number }>()

  const checkSignature = async (received: Received): Promise<Refusal | undefined> => {
    const claim = toSdkClaim(received.headers.get('authorization') ?? '')
    if (!claim) return unauthorized('the Authorization header cannot be read')
    const isTemporary = claim.key === temporary.accessKey
    if (!isTemporary && claim.key !== credentials.accessKey) return unauthorized('Get secretKey failed, ak not exist')
    const isLocked = () => (locks.get(claim.key)?.until ?? 0) > now()
    if (isLocked()) return unauthorized('access key is locked, access limit exceeded')
    const refused = await verify(received, claim, isTemporary)
    if (!refused) {
      locks.delete(claim.key)
      return undefined
    }
    // What came meanwhile counts, and makes no lock longer.
    if (isLocked()) return refused
    const failures = (locks.get(claim.key)?.failures ?? 0) + 1
    locks.set(claim.key, failures < failuresUntilLock ? { failures, until: 0 } : { failures: 0, until: now() + lockMs })
    return refused
  }

  const verify = async (
    received: Received,
    claim: { signedHeaders: string[]; signature: string },
    isTemporary: boolean,
  ): Promise<Refusal | undefined> => {
    const { headers } = received
    if (!isSignedHeaderList(claim.signedHeaders, headers))
      return unauthorized('SignedHeaders names a header that was not sent, or is not sorted')
    for (const name of ['host', 'x-sdk-date']) {
      if (!claim.signedHeaders.includes(name)) return unauthorized(`${name} must be signed`)
    }
    const at = toSdkTime(headers.get('x-sdk-date') ?? '')
    if (at === undefined) return unauthorized('X-Sdk-Date must have the form YYYYMMDDTHHMMSSZ')
    if (Math.abs(at - now()) > clockToleranceMs)
      return unauthorized('signature expired, X-Sdk-Date is more than 15 minutes off')
    const token = headers.get('x-security-token')
    if (token !== undefined && !claim.signedHeaders.includes('x-security-token'))
      return unauthorized('X-Security-Token must be signed')
    if (isTemporary && token !== temporary.securityToken)
      return unauthorized('the security token does not belong to the access key')
    if (!isTemporary && token !== undefined) return unauthorized('a security token came with a permanent access key')
    if (isTemporary && temporary.expiresAt <= now()) return unauthorized('the security token has expired')
    const secretKey = isTemporary ? temporary.secretKey : credentials.secretKey
    const { signature } = await toSdkSignature(received, claim.signedHeaders, secretKey)
    return signature === claim.signature ? undefined : unauthorized('verify aksk signature fail')
  }

  /** Lets a request through (`undefined`) or says why not. `projectId` is the one in the path. */
  return async (received: Received, projectId: string): Promise<Refusal | undefined> => {
    const { headers } = received
    const token = headers.get('x-auth-token')
    const host = /^metastudio\.([a-z0-9-]+)\.myhuaweicloud\.com(?::\d+)?$/.exec(headers.get('host') ?? '')
    if (host && host[1] !== credentials.region) return unauthorized('the project does not belong to this region')
    if (token !== undefined) {
      if (!iam.isAlive(token)) return unauthorized('decrypt token fail, the token is invalid or has expired')
      return projectId === credentials.projectId
        ? undefined
        : { status: 400, code: 'MSS.00010009', message: 'The tenant in the URL differs from the tenant in the token.' }
    }
    if (!headers.has('authorization')) return unauthorized('X-Auth-Token or Authorization is needed')
    const refused = await checkSignature(received)
    if (refused) return refused
    const stated = headers.get('x-project-id')
    if (stated !== undefined && stated !== projectId) {
      return { status: 400, code: 'MSS.00010009', message: 'X-Project-Id differs from the project in the URL.' }
    }
    return projectId === credentials.projectId ? undefined : unauthorized('the project does not exist in this region')
  }
}
