import { Hono, type Context } from 'hono'
import { jobIdPattern } from '#contract/job.ts'
import { toProblemResponse, type Answer } from './answers/answer.ts'
import type { Audit } from './log/audit.ts'
import type { CacheResult } from './cache.ts'
import { toClient, type Caller } from './callers/caller.ts'
import type { OpenCover } from './covers/cover-origin.ts'
import { createCovers, type CoverResult, type CoverStore, type ResizeCover } from './covers/covers.ts'
import { createFailedSince } from './questions/failed-since.ts'
import { createPacking, type Compressors } from './answers/packing.ts'
import { createKeptCounts } from './questions/kept-counts.ts'
import type { NetworkCheck } from './callers/networks.ts'
import { nothingHere, quoted, RequestError, toProblem } from './problem.ts'
import { unfit } from './query.ts'
import { createRateLimit } from './callers/rate-limit.ts'
import { createRouteNames, outside, toHost, toNamed, toPath } from './route-names.ts'
import { createReasonReader } from './questions/reasons.ts'
import { toLogEntry, type LogEntry, type Trail } from './log/request-log.ts'
import { createCountsRoute } from './routes/counts.ts'
import { createCoverRoute } from './routes/cover.ts'
import { createDocsRoutes } from './routes/docs.ts'
import { createFindRoute } from './routes/find.ts'
import { createHealthRoutes } from './routes/health.ts'
import { createHistogramRoute } from './routes/histogram.ts'
import { createJobRoute } from './routes/job.ts'
import { createJobsRoute } from './routes/jobs.ts'
import { createMetricsRoute, type Metrics } from './routes/metrics.ts'
import { createPageRoute, type ServePage } from './routes/page.ts'
import { createReasonsRoute } from './routes/reasons.ts'
import { createRevealRoute } from './routes/reveal.ts'
import { createSessionRoute } from './routes/session.ts'
import { createSourcesRoute } from './routes/sources.ts'
import { createHostCheck, shield } from './answers/shield.ts'
import type { Door, Identity } from './sign-in/door.ts'
import { requireIntent, requireViewer } from './sign-in/guard.ts'
import { createSourceReader, type SourceReader, type WatchedSource } from './sources/source-reader.ts'
import { createUserWords } from './log/user-words.ts'

export interface ProxyDeps {
  sources: readonly WatchedSource[]
  /** Epoch ms. */
  now: () => number
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
  openCover: OpenCover
  resizeCover: ResizeCover
  coverStore?: CoverStore | undefined
  /** Begins and ends with a slash. Default `/`. */
  basePath?: string | undefined
  isAllowedHost?: ((host: string) => boolean) | undefined
  isReady?: (() => boolean) | undefined
  /** The built page. */
  page?: ServePage | undefined
  /** Absent where the platform has none, or nothing is to be saved: answers are sent as they are. */
  compressors?: Compressors | undefined
  metrics?: Metrics | undefined
  /** Of Understudy, for the description of the API. */
  version?: string | undefined
  onCacheRead?: ((result: CacheResult) => void) | undefined
  onCoverFetch?: ((outcome: string) => void) | undefined
  onCoverRead?: ((result: CoverResult) => void) | undefined
  /** Who may come in. Absent: whoever reaches the port. */
  door?: Door | undefined
  /** Whether an address is that of a reverse proxy which is believed when it says who calls. Absent: those on this machine alone. */
  isFront?: NetworkCheck | undefined
  /** Takes what somebody revealed. Absent: nothing is revealed. */
  audit?: Audit | undefined
  log?: ((entry: LogEntry) => void) | undefined
  newId?: (() => string) | undefined
}

export interface Proxy {
  /** Without a caller the request comes from this very process. */
  fetch(request: Request, caller?: Caller): Promise<Response>
  /** All that is answered, as patterns below the base path. */
  readonly routes: readonly Route[]
}

export interface Route {
  method: 'GET' | 'POST'
  route: string
}

interface Env {
  Bindings: { trail: Trail; caller: Caller | undefined; visit: Visit }
}
/** What becomes known of a request on its way. */
interface Visit {
  requestId: string
  /** One word for where it comes from; absent where nobody can tell. */
  client: string | undefined
  identity?: Identity
  cookies: readonly string[]
  isOver?: (() => boolean) | undefined
  /** The security headers are there already. */
  isShielded?: true
}
type Ctx = Context<Env>
type Given = Promise<Response | Answer>
type SourceRoute = (request: Request, reader: SourceReader) => Given
type JobRoute = (request: Request, reader: SourceReader, jobId: string) => Given

/** The proxy: every route it has. Answers whatever happens, with the problems of the contract. */
export function createProxy(deps: ProxyDeps): Proxy {
  const { now, basePath = '/', isAllowedHost = createHostCheck([]), log, newId = () => crypto.randomUUID() } = deps
  const covers = createCovers({ now, open: deps.openCover, resize: deps.resizeCover, store: deps.coverStore, onFetch: deps.onCoverFetch, onRead: deps.onCoverRead })
  const readers = deps.sources.map((source) => createSourceReader({ source, now, sleep: deps.sleep, onCacheRead: deps.onCacheRead, onJob: (id, listed) => covers.notice(id, listed) }))
  const reasons = createReasonReader(deps)
  const kept = createKeptCounts({ now })
  const pack = deps.compressors === undefined ? asItIs : createPacking(deps.compressors)
  const docs = createDocsRoutes({ now, basePath, version: deps.version ?? '0' })
  const health = createHealthRoutes({ now, isReady: deps.isReady ?? (() => true) })

  const app = new Hono<Env>().basePath(basePath)
  const routes: Route[] = []
  const get = (route: string, handle: (c: Ctx) => Given) => {
    routes.push({ method: 'GET', route })
    app.get(route, async (c) => {
      c.env.trail.route = route
      const given = await handle(c)
      if (!('content' in given)) return given
      const { status, headers, content } = await pack(c.req.raw, given)
      c.env.trail.cloudRequestId = headers['X-Request-Id']
      c.env.visit.isShielded = true
      return new Response(content, { status, headers })
    })
  }
  const post = (route: string, handle: (c: Ctx) => Promise<Response>) => {
    routes.push({ method: 'POST', route })
    app.post(route, async (c) => {
      c.env.trail.route = route
      requireIntent(c.req.raw, deps.door?.origin)
      return handle(c)
    })
  }
  const whole = (route: string, handle: (request: Request) => Given) => get(route, (c) => handle(c.req.raw))
  const ofSource = (route: string, handle: SourceRoute) => get(route, (c) => handle(c.req.raw, toReader(c, readers)))
  const ofJob = (route: string, handle: JobRoute) => get(route, (c) => handle(c.req.raw, toReader(c, readers), toJobId(c)))

  const { door, audit, isFront = () => false } = deps
  const limitClient = createRateLimit({ now, ...perClient })
  // The page's own files are not counted.
  app.use('/api/*', async ({ env: { caller, visit } }, next) => {
    const isShared = door?.isShared(caller) === true && !isFront(caller?.address ?? '')
    const retryAfterSeconds = visit.client === undefined || isShared ? undefined : limitClient(visit.client)
    if (retryAfterSeconds !== undefined) throw new RequestError('throttled', `From one address ${perClient.perSecond} requests a second are answered.`, { retryAfterSeconds })
    await next()
  })
  // Before every route of the API, those that do not exist included: to a stranger all addresses are alike.
  if (door !== undefined) {
    const limitPerson = createRateLimit({ now, ...perClient })
    const toUserWord = createUserWords()
    app.use('/api/*', async ({ req, env }, next) => {
      const { identity, cookies, isOver, reason } = await door.admit(req.raw, env.caller)
      env.visit.cookies = cookies
      env.visit.isOver = isOver
      if (reason !== undefined) env.trail.signIn = reason
      requireViewer(identity)
      env.trail.user = await toUserWord(identity.id)
      const retryAfterSeconds = limitPerson(identity.id)
      if (retryAfterSeconds !== undefined) throw new RequestError('throttled', `To one person ${perClient.perSecond} requests a second are answered.`, { retryAfterSeconds })
      env.visit.identity = identity
      await next()
    })
    for (const { method, route, handle } of door.routes) {
      const answer = (c: Ctx) => {
        const { trail, visit, caller } = c.env
        const person = async (id: string) => void (trail.user = await toUserWord(id))
        return handle(c.req.raw, { client: visit.client, caller, note: (word) => (trail.signIn = word), person })
      }
      if (method === 'GET') get(route, answer)
      else post(route, answer)
    }
  }
  const session = createSessionRoute({ now, door })
  get('/api/session', (c) => session(c.req.raw, c.env.visit.identity))
  const reveal = audit === undefined ? undefined : createRevealRoute({ now, audit })
  post('/api/sources/:source/jobs/:job_id/reveal', async (c) => {
    const { identity, requestId } = c.env.visit
    // Where nobody has to say who he is, there is nobody to write down.
    if (reveal === undefined || identity === undefined) throw new RequestError('not_found', nothingHere)
    return reveal(c.req.raw, toReader(c, readers), toJobId(c), { identity, requestId, note: (fault) => (c.env.trail.fault = fault) })
  })

  whole('/api/sources', createSourcesRoute({ now, readers }))
  ofSource('/api/sources/:source/jobs', createJobsRoute({ now, failures: createFailedSince({ reasons, sleep: deps.sleep }) }))
  ofJob('/api/sources/:source/jobs/:job_id', createJobRoute({ now }))
  ofJob('/api/sources/:source/jobs/:job_id/cover', createCoverRoute({ covers }))
  ofSource('/api/sources/:source/counts', createCountsRoute({ ...deps, kept }))
  ofSource('/api/sources/:source/histogram', createHistogramRoute({ ...deps, kept }))
  ofSource('/api/sources/:source/reasons', createReasonsRoute({ now, reasons }))
  const find = createFindRoute({ now })
  get('/api/find', (c) => find(c.req.raw, readers.map((reader) => reader.askedBy(toAsker(c)))))
  whole('/api/openapi.json', docs.document)
  whole('/api/docs', docs.page)
  whole('/api/docs.css', docs.style)
  whole('/healthz', health.live)
  get('/readyz', (c) => health.ready(c.req.raw, c.env.trail))
  if (deps.metrics !== undefined) {
    const metrics = createMetricsRoute(deps.metrics)
    get('/metrics', (c) => metrics(c.req.raw, c.env.caller))
  }
  const toPage = createPageRoute({ serve: deps.page, basePath, readers, hasDoor: deps.door !== undefined })
  whole('/*', async (request) => toPage(request))
  const toRoute = createRouteNames(routes.map(({ route }) => route), basePath)
  app.notFound((c) => {
    c.env.trail.route = toRoute(c.req.path)
    const isOutside = c.env.trail.route === outside
    return refuse(c.req.method === 'POST' && !isOutside ? notInThisWay() : new RequestError('not_found', isOutside ? notHere(basePath) : nothingHere), c.env.trail)
  })
  app.onError((error, c) => refuse(error, c.env.trail))

  return {
    routes,
    async fetch(request, caller) {
      const startedAt = now()
      const trail: Trail = { route: '' }
      const visit: Visit = { requestId: newId(), client: toClient(request, caller, isFront), cookies: [] }
      const problem = refusal(request, isAllowedHost)
      const response = problem === undefined ? await app.fetch(request, { trail, caller, visit }) : refuse(problem, trail)
      if (problem?.code === 'wrong_host') trail.host = toNamed(request)
      if (trail.route === '' || (trail.route === '/*' && trail.problem !== undefined)) trail.route = toRoute(toPath(request))
      log?.(toLogEntry({ requestId: visit.requestId, method: request.method, status: response.status, durationMs: now() - startedAt }, trail))
      // Not beside what a browser keeps: it would keep the cookie with it.
      const mayCarry = visit.cookies.length > 0 && visit.isOver?.() !== true && !/max-age=[1-9]/.test(response.headers.get('Cache-Control') ?? '')
      if (mayCarry) for (const cookie of visit.cookies) response.headers.append('Set-Cookie', cookie)
      return visit.isShielded === true ? response : shield(response)
    },
  }
}

const asItIs = async (_request: Request, answer: Answer) => answer
/** A page of the list asks for a hundred covers at once; nobody flips more than a few pages a second. */
const perClient = { perSecond: 50, burst: 500 }
const notHere = (basePath: string) => `There is nothing at this address: Understudy is served under ${basePath}. If that was asked for, a reverse proxy in front cuts the path off.`

/** Why a request is not even looked at, or `undefined`. */
function refusal(request: Request, isAllowedHost: (host: string) => boolean): RequestError | undefined {
  const host = request.headers.get('Host')
  // The address of an absolute request line may differ from the header; both count.
  const named = toHost(request)
  if (!isAllowedHost(named) || (host !== null && host !== named && !isAllowedHost(host))) {
    const allow = 'Open it by the name it is configured for, with its port, or add this name to UNDERSTUDY_ALLOWED_HOSTS.'
    return new RequestError('wrong_host', `${quoted(toNamed(request))} is not a name that Understudy answers to. ${allow}`)
  }
  return ['GET', 'HEAD', 'POST'].includes(request.method) ? undefined : notInThisWay()
}

const notInThisWay = () => new RequestError('method_not_allowed', 'Only GET and HEAD are answered here.')

function refuse(error: unknown, trail: Trail): Response {
  trail.problem = toProblem(error, trail.source)
  if (trail.problem.code === 'internal' || trail.problem.code === 'audit_unwritable') trail.fault = error
  const response = toProblemResponse(trail.problem)
  if (trail.problem.code === 'unauthenticated') response.headers.set('WWW-Authenticate', 'Bearer')
  if (response.status === 405) response.headers.set('Allow', 'GET, HEAD')
  return response
}

function toReader(c: Ctx, readers: readonly SourceReader[]): SourceReader {
  const id = c.req.param('source') ?? ''
  const reader = readers.find(({ source }) => source.id === id)
  if (reader === undefined) {
    const ids = readers.map(({ source }) => source.id).join(', ')
    throw new RequestError('unknown_source', `There is no source ${quoted(id)}. There are: ${ids}.`)
  }
  c.env.trail.source = id
  return reader.askedBy(toAsker(c))
}

/** Who takes turns with others: a person who signed in, else an address. */
const toAsker = ({ env: { visit } }: Ctx) => visit.identity?.id ?? visit.client

function toJobId(c: Ctx): string {
  const jobId = c.req.param('job_id') ?? ''
  if (!jobIdPattern.test(jobId)) throw unfit('job_id', jobId)
  return jobId
}
