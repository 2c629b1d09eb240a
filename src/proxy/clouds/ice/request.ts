import type { UpstreamRequest } from '../../upstream/call.ts'
import { toCanonicalQuery } from '../encode.ts'
import type { QueryPairs } from '../encode.ts'
import { present } from '../present.ts'
import { signAcs3, toAcsDate } from './sign.ts'

export interface IceCredentials {
  accessKeyId: string
  accessKeySecret: string
  securityToken?: string | undefined
}

export const iceVersion = '2020-11-09'
/** SHA-256 of nothing: the parameters travel in the query, the body is empty. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A call in RPC style: `POST /` with everything in the query. `at` is epoch milliseconds of the cloud's clock. */
export async function toSignedRequest(
  { endpoint, action, query }: { endpoint: string; action: string; query: QueryPairs },
  credentials: IceCredentials,
  { at, nonce }: { at: number; nonce: string },
): Promise<UpstreamRequest> {
  const { host, origin, pathname } = new URL(endpoint)
  const headers: Record<string, string> = present({
    'x-acs-action': action,
    'x-acs-version': iceVersion,
    'x-acs-date': toAcsDate(at),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': emptyHash,
    // As the vendor's SDK does it with temporary keys.
    'x-acs-accesskey-id': credentials.securityToken === undefined ? undefined : credentials.accessKeyId,
    'x-acs-security-token': credentials.securityToken,
  })
  const { authorization } = await signAcs3({ method: 'POST', path: pathname, query, headers: { ...headers, host } }, credentials)
  const canonicalQuery = toCanonicalQuery(query)
  return {
    method: 'POST',
    url: `${origin}${pathname}${canonicalQuery === '' ? '' : `?${canonicalQuery}`}`,
    // Not signed: the answer is XML without it.
    headers: { ...headers, accept: 'application/json', authorization },
  }
}
