import { type Answer, render, type Rendered, toAnswer } from '../answers/answer.ts'
import { docsStyle, toDocsPage } from '../docs/docs-page.ts'
import { toOpenApi } from '../docs/openapi.ts'
import { readParameters } from '../query.ts'

/** `GET /api/openapi.json`, and the same to be read by people: `/api/docs` with its style. */
export function createDocsRoutes({ now, basePath, version }: { now: () => number; basePath: string; version: string }) {
  // Made when it is first asked for: nobody who starts needs it.
  let made: Promise<Rendered> | undefined
  const plain = async (request: Request, type: string, write: () => string) => {
    readParameters(new URL(request.url), [])
    return new Response(write(), { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy } })
  }
  return {
    document: async (request: Request): Promise<Answer> => {
      readParameters(new URL(request.url), [])
      made ??= render(toOpenApi({ basePath, version }))
      return toAnswer(request, await made, now())
    },
    page: (request: Request) => plain(request, 'text/html; charset=utf-8', () => toDocsPage(toOpenApi({ basePath, version }), basePath)),
    style: (request: Request) => plain(request, 'text/css; charset=utf-8', () => docsStyle),
  }
}

/** A page of words: it runs nothing, loads nothing but its style, and sends nothing. */
const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"
