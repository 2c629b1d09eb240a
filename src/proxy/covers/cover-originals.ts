import { LRUCache } from 'lru-cache'
import type { ListedJob } from '../clouds/cloud.ts'
import { ExpiredCover, readOrigin, type OpenCover, type Picture } from './cover-origin.ts'
import { RequestError } from '../problem.ts'
import type { SourceReader } from '../sources/source-reader.ts'

export interface Original extends Picture {
  version: string
}

export interface CoverOriginals {
  /** Notes where a job's cover is. Answers whether it is another picture than before. The address lives in memory only. */
  notice(key: string, listed: ListedJob): boolean
  /** The version as it is known without a call. */
  versionOf(key: string): string | undefined
  /** The version, if need be by a call. Throws `not_found` when there is no cover. */
  find(reader: SourceReader, jobId: string, key: string): Promise<string>
  /** The picture. Fetched once for all who want it at the same time and shortly after. Throws also what `readOrigin` throws. */
  read(reader: SourceReader, jobId: string, key: string): Promise<Original>
}

export interface CoverOriginalsDeps {
  now: () => number
  open: OpenCover
  /** Told of every fetch from where a cover is: `ok`, `expired`, or the code of what went wrong. */
  onFetch?: ((outcome: string) => void) | undefined
}

interface Known {
  version: string
  url: string
}

const addressAgeMs = 24 * 3600_000
/** Who has seen a picture in one width may want it in another soon; after that its bytes are only a burden. */
const keptBytes = 32 * 1024 * 1024
const keptMs = 60_000
const noVersion = '0'

/** Where covers are, by what the clouds answered, and the pictures as they are there. */
export function createCoverOriginals({ now, open, onFetch }: CoverOriginalsDeps): CoverOriginals {
  const addresses = new LRUCache<string, Known & { at: number }>({ max: 20_000 })
  const kept = new LRUCache<string, Original & { at: number }>({ maxSize: keptBytes, sizeCalculation: ({ bytes }) => bytes.length + 200 })
  const flights = new Map<string, Promise<Original>>()

  function known(key: string): Known | undefined {
    const address = addresses.get(key)
    return address !== undefined && now() - address.at < addressAgeMs ? address : undefined
  }

  /** Asks the cloud for the job, which mints a new address. */
  async function mint(reader: SourceReader, jobId: string, key: string): Promise<Known> {
    const { value, stale, trouble } = await reader.detail(jobId, { newest: true })
    // An old answer has the address that was refused, or none yet: what the cloud would say now nobody knows.
    if (stale) throw trouble ?? new RequestError('unreachable', 'The cloud gives no new address for this cover.')
    if (value.coverUrl === undefined) throw none()
    notice(key, { job: value.detail.job, coverUrl: value.coverUrl })
    return known(key) ?? { version: value.detail.job.cover_version ?? noVersion, url: value.coverUrl }
  }

  async function fetchOnce({ url, version }: Known): Promise<Original> {
    try {
      const origin = await readOrigin(open, url)
      onFetch?.('ok')
      return { ...origin, version }
    } catch (error) {
      onFetch?.(error instanceof ExpiredCover ? 'expired' : error instanceof RequestError ? error.code : 'internal')
      throw error
    }
  }

  async function fetchFresh(reader: SourceReader, jobId: string, key: string): Promise<Original> {
    try {
      return await fetchOnce(known(key) ?? (await mint(reader, jobId, key)))
    } catch (error) {
      if (!(error instanceof ExpiredCover)) throw error
    }
    const second = await mint(reader, jobId, key)
    return fetchOnce(second).catch((error: unknown) => {
      throw error instanceof ExpiredCover ? none() : error
    })
  }

  function notice(key: string, { job, coverUrl }: ListedJob): boolean {
    // Some answers lack the cover although there is one (`maybe`): what is known stays.
    if (coverUrl === undefined) return job.cover === 'no' && addresses.delete(key)
    const version = job.cover_version ?? noVersion
    const isOther = addresses.get(key)?.version !== version
    addresses.set(key, { version, url: coverUrl, at: now() })
    return isOther
  }

  return {
    notice,
    versionOf: (key) => known(key)?.version,
    find: async (reader, jobId, key) => (known(key) ?? (await mint(reader, jobId, key))).version,
    read(reader, jobId, key) {
      const version = known(key)?.version
      const held = kept.get(key)
      if (held !== undefined && held.version === version && now() - held.at < keptMs) return Promise.resolve(held)
      const flightKey = JSON.stringify([key, version])
      const running = flights.get(flightKey)
      if (running !== undefined) return running
      const flight = fetchFresh(reader, jobId, key)
        .then((original) => {
          kept.set(key, { ...original, at: now() })
          return original
        })
        .finally(() => flights.delete(flightKey))
      flights.set(flightKey, flight)
      return flight
    },
  }
}

const none = () => new RequestError('not_found', 'This job has no cover.')
