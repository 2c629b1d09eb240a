import { LRUCache } from 'lru-cache'
import type { CoverWidth } from '#contract/paths.ts'
import type { ListedJob } from '../clouds/cloud.ts'
import type { OpenCover, Picture } from './cover-origin.ts'
import { createCoverOriginals } from './cover-originals.ts'
import type { CoverType } from './image-type.ts'
import { RequestError } from '../problem.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { createTurnstile } from './turnstile.ts'

export interface CoverFormat {
  width: CoverWidth
  type: CoverType
}

/** A picture cut to a square of `width`, without its metadata. May answer another type when it cannot make the one asked for. */
export type ResizeCover = (picture: Picture, format: CoverFormat) => Promise<Picture>

export interface Cover extends Picture {
  version: string
}

/** Keeps pictures over a restart, one version under a key. Never throws: a lost picture is made again. */
export interface CoverStore {
  read(key: string, version: string): Promise<Cover | undefined>
  write(key: string, cover: Cover): Promise<void>
}

export interface CoversDeps {
  now: () => number
  open: OpenCover
  resize: ResizeCover
  store?: CoverStore | undefined
  /** Told of every fetch from where a cover is: `ok`, `expired`, or the code of what went wrong. */
  onFetch?: ((outcome: string) => void) | undefined
  /** Told of every cover that is asked for, where it came from. */
  onRead?: ((result: CoverResult) => void) | undefined
}

/** From memory, from the folder, with somebody who waits for it already, made anew, or not at all, because it failed a moment ago. */
export type CoverResult = 'memory' | 'disk' | 'shared' | 'made' | 'failed'

export interface Covers {
  /** Notes where a job's cover is. The address lives in memory only. */
  notice(source: string, listed: ListedJob): void
  /** The version as it is known without a call. */
  versionOf(source: string, jobId: string): string | undefined
  /** Throws `not_found` when there is none, `overloaded`, the cloud's trouble when it gives no address, and what `readOrigin` throws. */
  read(reader: SourceReader, jobId: string, format: CoverFormat): Promise<Cover>
}

const memoryBytes = 64 * 1024 * 1024
/** A cover that failed is not fetched again sooner: every row of a list asks for its own. */
const failureAgeMs = 60_000

/** The covers of all sources: found, fetched once, resized, kept within 64 MiB, a new one in the place of the old. */
export function createCovers({ now, open, resize, store, onFetch, onRead }: CoversDeps): Covers {
  const originals = createCoverOriginals({ now, open, onFetch })
  const pictures = new LRUCache<string, Cover>({ maxSize: memoryBytes, sizeCalculation: ({ bytes }) => bytes.length + 200 })
  const failures = new LRUCache<string, { error: RequestError; at: number }>({ max: 2_000 })
  const flights = new Map<string, Promise<Cover>>()
  const overloaded = () => new RequestError('overloaded', 'Too many covers are asked for at once.', { retryAfterSeconds: 2 })
  // Who holds a place holds an original too, until it is resized: so there are never more of them in memory than places.
  const making = createTurnstile(6, 300, overloaded)
  const resizing = createTurnstile(2, 300, overloaded)

  async function make(reader: SourceReader, jobId: string, key: string, format: CoverFormat): Promise<Cover> {
    const stored = await store?.read(pictureKey(key, format), await originals.find(reader, jobId, key))
    onRead?.(stored === undefined ? 'made' : 'disk')
    if (stored !== undefined) return keep(key, format, stored)
    return making.enter(async () => {
      const original = await originals.read(reader, jobId, key)
      const picture = await resizing.enter(() => resize(original, format)).catch((error: unknown) => {
        if (error instanceof RequestError) throw error
        throw new RequestError('unreadable', 'The cover is a picture that cannot be decoded.')
      })
      const cover = { ...picture, version: original.version }
      await store?.write(pictureKey(key, format), cover)
      return keep(key, format, cover)
    })
  }

  function keep(key: string, format: CoverFormat, cover: Cover): Cover {
    pictures.set(pictureKey(key, format), cover)
    return cover
  }

  return {
    notice(source, listed) {
      const key = coverKey(source, listed.job.job_id)
      // Another picture may succeed where the last one failed.
      if (originals.notice(key, listed)) failures.delete(key)
    },
    versionOf: (source, jobId) => originals.versionOf(coverKey(source, jobId)),
    async read(reader, jobId, format) {
      const key = coverKey(reader.source.id, jobId)
      const version = originals.versionOf(key)
      const held = pictures.get(pictureKey(key, format))
      if (held !== undefined && held.version === version) {
        onRead?.('memory')
        return held
      }
      const failure = failures.get(key)
      // A failure that is still to come is from before the clock was set back.
      if (failure !== undefined && Math.abs(now() - failure.at) < failureAgeMs) {
        onRead?.('failed')
        throw failure.error
      }
      const flightKey = JSON.stringify([pictureKey(key, format), version])
      const running = flights.get(flightKey)
      if (running !== undefined) {
        onRead?.('shared')
        return running
      }
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

/** Neither has a slash. */
const coverKey = (source: string, jobId: string) => `${source}/${jobId}`
const pictureKey = (cover: string, { width, type }: CoverFormat) => JSON.stringify([cover, width, type])
