import { coverWidths } from '#contract/paths.ts'
import { isHeld } from '../answers/answer.ts'
import type { Covers } from '../covers/covers.ts'
import { coverTypeFor } from '../covers/image-type.ts'
import { readParameters, unfit } from '../query.ts'
import type { SourceReader } from '../sources/source-reader.ts'

const defaultWidth = 192

/** `GET /api/sources/{source}/jobs/{job_id}/cover?width=…&v=…`: the cover, a square picture. */
export function createCoverRoute({ covers }: { covers: Covers }): (request: Request, reader: SourceReader, jobId: string) => Promise<Response> {
  return async (request, reader, jobId) => {
    const values = readParameters(new URL(request.url), ['width', 'v'])
    const given = values.get('width')
    const width = given === undefined ? defaultWidth : coverWidths.find((one) => String(one) === given)
    if (width === undefined) throw unfit('width', given ?? '', `one of ${coverWidths.join(', ')}`)
    const v = values.get('v')
    if (v !== undefined && !/^[A-Za-z0-9_.-]{1,128}$/.test(v)) throw unfit('v', v, 'the cover_version of the job')
    const format = { width, type: coverTypeFor(request.headers.get('Accept'), width) }

    const known = covers.versionOf(reader.source.id, jobId)
    // The version is the picture: a caller who holds it needs no fetch to be told so.
    if (known !== undefined && isHeld(request, toTag(known, format))) {
      return new Response(null, { status: 304, headers: toHeaders(known, format, v) })
    }
    const cover = await covers.read(reader, jobId, format)
    const headers = toHeaders(cover.version, format, v)
    headers.set('Content-Type', cover.type)
    headers.set('Content-Disposition', 'inline')
    headers.set('Content-Length', String(cover.bytes.length))
    return new Response(cover.bytes, { headers })
  }
}

type Format = Parameters<Covers['read']>[2]

const toTag = (version: string, { width, type }: Format) => `"${version.replace(/[^A-Za-z0-9_.-]/g, '')}-${width}-${type.slice('image/'.length)}"`

function toHeaders(version: string, format: Format, v: string | undefined): Headers {
  return new Headers({
    'Cache-Control': v === version ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    ETag: toTag(version, format),
    Vary: 'Accept',
    // Should somebody open it as a document, nothing in it runs.
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}
