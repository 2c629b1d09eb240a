import { isSourceId } from '#contract/job.ts'
import { firstQuestions } from '../answers/first-questions.ts'
import { nothingHere, RequestError } from '../problem.ts'
import type { SourceReader } from '../sources/source-reader.ts'

/** The file or view of the built page at a path below the base path, without leading slash. */
export type ServePage = (path: string, request: Request) => Response | undefined

interface PageDeps {
  serve: ServePage | undefined
  basePath: string
  readers: readonly SourceReader[]
  hasDoor: boolean
}

/** Everything that is no route of its own: files and views of the page. What is neither is `not_found`, and to a person the page itself. */
export function createPageRoute({ serve, basePath, readers, hasDoor }: PageDeps): (request: Request) => Response {
  return (request) => {
    const { pathname, searchParams, search } = new URL(request.url)
    if (`${pathname}/` === basePath) return new Response(null, { status: 308, headers: { Location: basePath } })
    const path = pathname.slice(basePath.length)
    const response = serve?.(path, request)
    // Programs that pass links on like to end them with a slash.
    const bare = path.slice(0, -1)
    if (path.endsWith('/') && isViewAt(bare, serve?.(bare, request))) {
      return new Response(null, { status: 308, headers: { Location: `${pathname.slice(0, -1)}${search}` } })
    }
    if (response === undefined) return toLost(serve, path, request)
    // It is given to strangers too: where there is a door, nothing in it may tell which sources there are.
    const asked = hasDoor ? [] : readers.map((reader) => reader.describe([]))
    if (isViewAt(path, response)) response.headers.set('Link', firstQuestions(basePath, path, searchParams, asked))
    return response
  }
}

/** Whether it is a view, not one of the files of the page. */
const isViewAt = (path: string, response: Response | undefined) => response?.headers.get('Cache-Control') === 'no-cache' && !/\.\w+$/.test(path)

/** A person who followed a wrong link finds the page, which says so and leads on; a program finds a problem. */
function toLost(serve: ServePage | undefined, path: string, request: Request): Response {
  const isPerson = !path.startsWith('api/') && request.headers.get('Accept')?.includes('text/html') === true
  const page = isPerson ? serve?.('', new Request(request.url)) : undefined
  if (page === undefined) throw new RequestError('not_found', nothingHere)
  // Whether there is such a source is for the page to say: to whoever is let in.
  if (isSourceId(path)) {
    const { pathname, search } = new URL(request.url)
    return new Response(null, { status: 308, headers: { Location: `${pathname}/jobs${search}`, Vary: 'Accept' } })
  }
  return new Response(page.body, { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', Vary: 'Accept' } })
}
