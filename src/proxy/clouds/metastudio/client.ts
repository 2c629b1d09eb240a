import { filterNames, sortKeys } from '#contract/job-filters.ts'
import type { TrainingCloud } from '../cloud.ts'
import type { Upstream } from '../../upstream.ts'

export type MetastudioCredentials =
  | { kind: 'aksk'; accessKey: string; secretKey: string; securityToken?: string | undefined }
  | { kind: 'iam'; user: string; password: string; domain: string; endpoint: string }

export interface MetastudioDeps {
  sourceId: string
  region: string
  /** `https://metastudio.<region>.myhuaweicloud.com` or an override. */
  endpoint: string
  /** Needed with `aksk`; with `iam` the token's own project serves when it is absent. */
  projectId?: string | undefined
  appUserId?: string | undefined
  credentials: MetastudioCredentials
  upstream: Upstream
  now: () => number
  /** Told, by name and never by value, what of an answer could not be read. */
  onUnreadable?: ((parts: { rows: number; fields: string[] }) => void) | undefined
}

/** One MetaStudio account. */
export function createMetastudio(deps: MetastudioDeps): TrainingCloud {
  return {
    cloud: 'metastudio',
    filters: filterNames,
    sortKeys,
    listJobs: () => Promise.reject(new Error(`not wired: ${deps.sourceId}`)),
    getJob: () => Promise.reject(new Error(`not wired: ${deps.sourceId}`)),
  }
}
