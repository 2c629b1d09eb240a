import type { FilterName, SortKey } from '#contract/job-filters.ts'
import type { TrainingCloud } from '../cloud.ts'
import type { Upstream } from '../../upstream.ts'

export interface IceCredentials {
  accessKeyId: string
  accessKeySecret: string
  securityToken?: string | undefined
}

export interface IceDeps {
  sourceId: string
  region: string
  /** `https://ice.<region>.aliyuncs.com` or an override. */
  endpoint: string
  credentials: IceCredentials
  upstream: Upstream
  now: () => number
  /** A word never used before, one for each attempt. Default: a random UUID. */
  nonce?: (() => string) | undefined
  /** Told, by name and never by value, what of an answer could not be read. */
  onUnreadable?: ((parts: { rows: number; fields: string[] }) => void) | undefined
}

export const iceFilters = [
  'state', 'phase', 'actor', 'create_since', 'create_until', 'update_since', 'update_until', 'job_id', 'name',
] as const satisfies readonly FilterName[]
export const iceSortKeys = ['create_time', 'update_time'] as const satisfies readonly SortKey[]

/** One ICE account. */
export function createIce(deps: IceDeps): TrainingCloud {
  return {
    cloud: 'ice',
    filters: iceFilters,
    sortKeys: iceSortKeys,
    listJobs: () => Promise.reject(new Error(`not wired: ${deps.sourceId}`)),
    getJob: () => Promise.reject(new Error(`not wired: ${deps.sourceId}`)),
  }
}
