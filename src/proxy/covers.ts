import { LRUCache } from 'lru-cache'
import type { CoverWidth } from '#contract/paths.ts'
import type { ListedJob } from './clouds/cloud.ts'
import { ExpiredCover, readOrigin, type OpenCover, type Picture } from './cover-origin.ts'
import { RequestError } from './problem.ts'
import type { SourceReader } from './source-reader.ts'
import { createTurnstile } from './turnstile.ts'

export interface CoverFormat {
  width: CoverWidth
  type: 'image/webp' | 'image/jpeg'
}

/** A picture cut to a square of `width`, without its metadata. May answer another type when it cannot make the one asked for. */
export type ResizeCover = (picture: Picture, format: CoverFormat) => Promise<Picture>

/** Keeps pictures over a restart. Never throws: a lost picture is made again. */
export interface CoverStore {
  read(key: string): Promise<Picture | undefined>
  write(key: string, picture: Picture): Promise<void>
}

export interface CoversDeps {
  now: () => number
  open: OpenCover
  resize: ResizeCover
  store?: CoverStore | undefined
}

export interface Cover extends Picture {
  version: string
}

export interface Covers {
  /** Notes where a job's cover is. The address lives in memory only. */
  notice(source: string, listed: ListedJob): void
  /** The version as it is known without a call. */
  versionOf(source: string, jobId: string): string | undefined
  /** Throws `not_found` when there is none, `overloaded`, and what `readOrigin` throws. */
  read(reader: SourceReader, jobId: string, format: CoverFormat): Promise<Cover>
}

interface Known {
  version: string
  url: string
}

const memoryBytes = 64 * 1024 * 1024
const addressAgeMs = 24 * 3600_000
/** A cover that failed is not fetched again sooner: every row of a list asks for its own. */
const failureAgeMs = 60_000
const noVersion = '0'

/** The covers of all sources: found, fetched once, resized, kept within 64 MiB. */
export function createCovers({ now, open, resize, store }: CoversDeps): Covers {
  const addresses = new LRUCache<string, Known & { at: number }>({ max: 20_000 })
  const pictures = new LRUCache<string, Picture>({ maxSize: memoryBytes, sizeCalculation: ({ bytes }) => bytes.length + 200 })
  const failures = new LRUCache<string, { error: RequestError; at: number }>({ max: 2_000 })
  const flights = new Map<string, Promise<Cover>>()
  const overloaded = () => new RequestError('overloaded', 'Too many covers are asked for at once.', { retryAfterSeconds: 2 })
  const fetching = createTurnstile(6, 300, overloaded)
  const resizing = createTurnstile(2, 300, overloaded)

  function known(key: string): Known | undefined {
    const address = addresses.get(key)
    return address !== undefined && now() - address.at < addressAgeMs ? address : undefined
  }

  /** Asks the cloud for the job, which mints a new address. */
  async function mint(reader: SourceReader, jobId: string, key: string): Promise<Known> {
    const { value, stale } = await reader.detail(jobId)
    if (value.coverUrl === undefined || stale) throw none()
    notice(reader.source.id, { job: value.detail.job, coverUrl: value.coverUrl })
    return known(key) ?? { version: value.detail.job.cover_version ?? noVersion, url: value.coverUrl }
  }

  async function fetchOrigin(reader: SourceReader, jobId: string, key: string, first: Known): Promise<{ origin: Picture; version: string }> {
    try {
      return { origin: await readOrigin(open, first.url), version: first.version }
    } catch (error) {
      if (!(error instanceof ExpiredCover)) throw error
    }
    const second = await mint(reader, jobId, key)
    try {
      return { origin: await readOrigin(open, second.url), version: second.version }
    } catch (error) {
      throw error instanceof ExpiredCover ? none() : error
    }
  }

  async function make(reader: SourceReader, jobId: string, key: string, format: CoverFormat): Promise<Cover> {
    const address = known(key) ?? (await mint(reader, jobId, key))
    const stored = await store?.read(pictureKey(key, address.version, format))
    if (stored !== undefined) return keep(key, address.version, format, stored)
    const { origin, version } = await fetching.enter(() => fetchOrigin(reader, jobId, key, address))
    const picture = await resizing.enter(() => resize(origin, format)).catch((error: unknown) => {
      if (error instanceof RequestError) throw error
      throw new RequestError('unreadable', 'The cover is a picture that cannot be decoded.')
    })
    await store?.write(pictureKey(key, version, format), picture)
    return keep(key, version, format, picture)
  }

  function keep(key: string, version: string, format: CoverFormat, picture: Picture): Cover {
    pictures.set(pictureKey(key, version, format), picture)
    return { ...picture, version }
  }

  function notice(source: string, { job, coverUrl }: ListedJob): void {
    const key = coverKey(source, job.job_id)
    // Some answers lack the cover although there is one (`maybe`): what is known stays.
    if (coverUrl !== undefined) {
      const version = job.cover_version ?? noVersion
      // Another picture may succeed where the last one failed.
      if (addresses.get(key)?.version !== version) failures.delete(key)
      addresses.set(key, { version, url: coverUrl, at: now() })
    } else if (job.cover === 'no') addresses.delete(key)
  }

  return {
    notice,
    versionOf: (source, jobId) => known(coverKey(source, jobId))?.version,
    async read(reader, jobId, format) {
      const key = coverKey(reader.source.id, jobId)
      const version = known(key)?.version
      const held = version === undefined ? undefined : pictures.get(pictureKey(key, version, format))
      if (version !== undefined && held !== undefined) return { ...held, version }
      const failure = failures.get(key)
      if (failure !== undefined && now() - failure.at < failureAgeMs) throw failure.error
      const flightKey = pictureKey(key, version ?? '', format)
      const running = flights.get(flightKey)
      if (running !== undefined) return running
      const flight = make(reader, jobId, key, format)
        .catch((error: unknown) => {
          if (error instanceof RequestError && error.code !== 'overloaded') failures.set(key, { error, at: now() })
          throw error
        })
        .finally(() => flights.delete(flightKey))
      flights.set(flightKey, flight)
      return flight
    },
  }
}

const none = () => new RequestError('not_found', 'This job has no cover.')
const coverKey = (source: string, jobId: string) => JSON.stringify([source, jobId])
const pictureKey = (cover: string, version: string, { width, type }: CoverFormat) => JSON.stringify([cover, version, width, type])
