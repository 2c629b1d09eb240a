import { imageTypeOf, type CoverType, type ImageType } from './image-type.ts'
import { RequestError } from '../problem.ts'
import { readBounded } from '../read-bounded.ts'

/** What the place that holds a picture answered. Redirects are answers, not followed. */
export interface CoverAnswer {
  status: number
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * Opens a signed address. Throws for an address that must not be opened, and when no connection comes about; its errors never
 * carry the address.
 */
export type OpenCover = (url: string, signal: AbortSignal) => Promise<CoverAnswer>

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>
  type: ImageType | CoverType
}

export const maxCoverBytes = 25 * 1024 * 1024
export const coverDeadlineMs = 15_000

/** The address was refused by its holder: expired, revoked, deleted. A new one may work. */
export class ExpiredCover extends Error {
  override readonly name = 'ExpiredCover'
}

/**
 * Reads one original picture. Throws `ExpiredCover` when its holder refuses, else `RequestError` (`unreachable`, `timeout`,
 * `unreadable`).
 */
export async function readOrigin(open: OpenCover, url: string, deadlineMs: number = coverDeadlineMs): Promise<Picture> {
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    const answer = await open(url, signal)
    const bytes = await readBounded(answer.body, answer.status === 200 ? maxCoverBytes : 0)
    if (answer.status >= 400 && answer.status < 500) throw new ExpiredCover()
    if (answer.status !== 200 || bytes === undefined) throw unreadable()
    const type = imageTypeOf(bytes)
    if (type === undefined) throw unreadable()
    return { bytes, type }
  } catch (error) {
    if (error instanceof RequestError || error instanceof ExpiredCover) throw error
    // The cause may name the address, so it stays here.
    if (signal.aborted) throw new RequestError('timeout', 'The cover did not arrive in time.')
    throw new RequestError('unreachable', 'The place that holds the cover cannot be reached.')
  }
}

const unreadable = () => new RequestError('unreadable', 'The cover is not a JPEG, PNG or WebP picture of a reasonable size.')
