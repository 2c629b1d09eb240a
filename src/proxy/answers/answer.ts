import { LRUCache } from 'lru-cache'
import type { Problem } from '#contract/problem.ts'
import { securityHeaders } from './shield.ts'

/** A body, ready to be sent as often as it is asked for. */
export interface Rendered {
  bytes: Uint8Array<ArrayBuffer>
  /** Weak: over the body, the same in every process. */
  etag: string
}

/** What will be sent, in plain objects: the platform's own `Headers` cost more than all else about an answer from memory. */
export interface Answer {
  status: 200 | 304
  /** Of this answer alone, and all it needs: the security headers are among them. */
  headers: Record<string, string>
  content: Uint8Array<ArrayBuffer> | null
}

export interface Freshness {
  /** When the cloud answered, epoch ms. */
  at: number
  requestId?: string | undefined
  /** A newer answer is on its way: whoever asks again in a moment has it. */
  isRefreshing?: boolean | undefined
}

/** What is made of several answers is as old as the oldest; its id is that one's. */
export function oldest(answers: readonly (Freshness | undefined)[]): Freshness | undefined {
  return answers.reduce((least, one) => (least === undefined || (one !== undefined && one.at < least.at) ? one : least), undefined)
}

/**
 * Renders bodies once. The memory is tied to the cloud's answer it was made of: when that leaves the cache, so does the body.
 * `variant` tells apart what is made of one answer.
 */
export function createRenderer(): (origin: object, variant: string, build: () => unknown) => Promise<Rendered> {
  const memory = new WeakMap<object, Map<string, Promise<Rendered>>>()
  return (origin, variant, build) => {
    const variants = memory.get(origin) ?? new Map<string, Promise<Rendered>>()
    memory.set(origin, variants)
    const known = variants.get(variant)
    if (known !== undefined) return known
    const rendered = render(build())
    variants.set(variant, rendered)
    return rendered
  }
}

/** Longer texts than this are rare where a writer is used, and not worth the memory. */
const longestText = 64 * 1024

/**
 * Renders bodies that are put together for each call and mostly say what they said before: the same text is encoded and hashed once. Of the
 * last 200 texts, together at most a mebibyte of characters: those of the texts are counted, not the bytes kept beside them, which are as many
 * in ASCII and three times as many in Chinese.
 */
export function createWriter(): (body: unknown) => Promise<Rendered> {
  const memory = new LRUCache<string, Promise<Rendered>>({ max: 200, maxSize: 1024 * 1024, maxEntrySize: longestText, sizeCalculation: (_rendered, text) => text.length + 1 })
  return (body) => {
    const text = JSON.stringify(body)
    const known = memory.get(text)
    if (known !== undefined) return known
    const rendered = renderText(text)
    memory.set(text, rendered)
    return rendered
  }
}

/** The body as JSON with its tag. Bodies are built field by field in one order, so equal content gives equal text. */
export const render = (body: unknown): Promise<Rendered> => renderText(JSON.stringify(body))

async function renderText(text: string): Promise<Rendered> {
  const bytes = new TextEncoder().encode(text)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return { bytes, etag: `W/"${[...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"` }
}

/** 200 with the body, or 304 when the caller holds it already. With a cloud's answer behind it: its age and id. */
export function toAnswer(request: Request, { bytes, etag }: Rendered, now: number, freshness?: Freshness): Answer {
  // What is spread stands last here and in all that runs for every call: V8 11 (Node 20) makes a hidden class of its own for each object
  // that gets further names after a spread, which costs ten times the rest of the answer.
  const headers: Record<string, string> = { 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Accept-Encoding', ...securityHeaders }
  if (freshness !== undefined) {
    headers['Age'] = String(Math.max(0, Math.floor((now - freshness.at) / 1000)))
    // An id that no header can carry is no id.
    if (freshness.requestId !== undefined && /^[\x21-\x7e]{1,200}$/.test(freshness.requestId)) headers['X-Request-Id'] = freshness.requestId
    if (freshness.isRefreshing === true) headers['Cache-Status'] = refreshing
  }
  if (isHeld(request, etag)) return { status: 304, headers, content: null }
  headers['Content-Type'] = 'application/json; charset=utf-8'
  headers['Content-Length'] = String(bytes.length)
  return { status: 200, headers, content: bytes }
}

/** RFC 9211, so that whatever stands between may understand it too. */
const refreshing = 'understudy; hit; detail=refreshing'

/** Whether `If-None-Match` names this tag. Weak comparison (RFC 9110, 8.8.3.2). */
export function isHeld(request: Request, etag: string): boolean {
  const held = request.headers.get('If-None-Match')
  if (held === null) return false
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return held.trim() === '*' || held.split(',').some((tag) => opaque(tag) === opaque(etag))
}

/** The problem as `application/problem+json`, never kept by anyone. */
export function toProblemResponse(problem: Problem): Response {
  const headers = new Headers({ 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' })
  if (problem.retry_after_seconds !== undefined) headers.set('Retry-After', String(Math.ceil(problem.retry_after_seconds)))
  if (problem.request_id !== undefined && /^[\x21-\x7e]{1,200}$/.test(problem.request_id)) headers.set('X-Request-Id', problem.request_id)
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
