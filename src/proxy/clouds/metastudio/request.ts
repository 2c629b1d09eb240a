import type { UpstreamRequest } from '../../upstream/call.ts'
import { toCanonicalQuery } from '../encode.ts'
import type { QueryPairs } from '../encode.ts'
import { present } from '../present.ts'
import { signSdkHmac, toSdkDate } from './sign.ts'

export interface AkskKeys {
  accessKey: string
  secretKey: string
  securityToken?: string | undefined
}

export interface MetastudioRequest {
  /** An origin. */
  endpoint: string
  projectId: string
  appUserId: string | undefined
  /** Below `/v1/{project_id}/digital-human-training-manage/user/jobs`: empty, or a job id. */
  jobId?: string | undefined
  query: QueryPairs
}

function toPath({ projectId, jobId }: MetastudioRequest): string {
  const jobs = `/v1/${projectId}/digital-human-training-manage/user/jobs`
  // Without a final slash: for the gateway that is a different route.
  return jobId === undefined ? jobs : `${jobs}/${jobId}`
}

function toUrl(request: MetastudioRequest): string {
  const query = toCanonicalQuery(request.query)
  return `${new URL(request.endpoint).origin}${toPath(request)}${query === '' ? '' : `?${query}`}`
}

/** A read with AK/SK, signed at this moment (epoch milliseconds of the cloud's clock). Everything that is set is signed. */
export async function toSignedRequest(request: MetastudioRequest, keys: AkskKeys, at: number): Promise<UpstreamRequest> {
  const headers: Record<string, string> = present({
    'content-type': 'application/json',
    'x-project-id': request.projectId,
    'x-sdk-date': toSdkDate(at),
    'x-security-token': keys.securityToken,
    'x-app-userid': request.appUserId,
  })
  const { authorization } = await signSdkHmac(
    {
      method: 'GET',
      path: toPath(request),
      query: request.query,
      headers: { ...headers, host: new URL(request.endpoint).host },
      body: '',
    },
    keys,
  )
  return { method: 'GET', url: toUrl(request), headers: { ...headers, authorization } }
}

/** The same read with a token of IAM. */
export function toTokenRequest(request: MetastudioRequest, token: string): UpstreamRequest {
  const headers: Record<string, string> = present({
    'content-type': 'application/json',
    'x-auth-token': token,
    'x-app-userid': request.appUserId,
  })
  return { method: 'GET', url: toUrl(request), headers }
}
