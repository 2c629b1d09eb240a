import { Hono } from 'hono'
import type { EncodePortrait } from './covers.ts'
import { createCovers } from './covers.ts'
import type { Credentials } from './credentials.ts'
import { createCredentials } from './credentials.ts'
import { hexOf } from './chance.ts'
import type { CloudName, Fault } from './faults.ts'
import { createFaults } from './faults.ts'
import { createFaultAnswers } from './fault-answers.ts'
import { createIam } from './iam.ts'
import { createIce } from './ice.ts'
import { createIceGateway } from './ice-gateway.ts'
import { createMetastudio } from './metastudio.ts'
import { createMetastudioGateway } from './metastudio-gateway.ts'
import type { Snapshot } from './snapshot.ts'
import { toSnapshots } from './snapshot.ts'
import type { Received } from './verify.ts'
import { toJsonResponse, toReceived } from './wire.ts'
import { createWorld } from './world.ts'

export interface CloudsOptions {
  /** Epoch milliseconds. The world begins at its value when the clouds are created. */
  now: () => number
  seed?: number
  metastudioJobs?: number
  iceJobs?: number
  /** Where the clouds can be reached, for cover addresses: `http://127.0.0.1:43121`. */
  origin: () => string
  /** Absent: covers are served as the drawings they are (SVG). */
  encodePortrait?: EncodePortrait
}

/** A request that the clouds have seen, without any secret. */
export interface SeenRequest {
  at: number
  to: CloudName | 'iam' | 'storage' | 'nowhere'
  method: string
  path: string
  /** The query as sent; empty for the storage, whose queries are signatures. */
  query: string
  /** The ICE action. */
  action?: string
  /** Lower case. */
  headerNames: readonly string[]
  /** Absent when no answer was given. */
  status?: number
}

export interface Clouds {
  /** Answers a request to either cloud, to IAM or to the storage. Rejects with a `TypeError` while unreachable, as a network does. */
  fetch: (request: Request) => Promise<Response>
  credentials: Credentials
  /** Makes the next answers of a cloud go wrong: `times` of them, or all until `recover`. */
  fail: (cloud: CloudName, fault: Fault, times?: number) => void
  recover: () => void
  /** Every request seen, newest last; the last thousand. */
  requests: readonly SeenRequest[]
  /** All jobs of a cloud as the world holds them now, in order of creation. */
  jobs: (cloud: CloudName) => Snapshot[]
}

const defaultSeed = 20_260_115
const mostRequests = 1000

/** Both clouds as one app: MetaStudio with its IAM, ICE, and the storage of their covers. */
export function createClouds(options: CloudsOptions): Clouds {
  const { now, origin, encodePortrait, seed = defaultSeed, metastudioJobs = 1204, iceJobs = 137 } = options
  const startedAt = now()
  const world = createWorld({ seed, startedAt, metastudioJobs, iceJobs })
  const credentials = createCredentials(seed, startedAt)
  const faults = createFaults()
  const covers = createCovers({ now, origin, world, ...(encodePortrait ? { encodePortrait } : {}) })
  const iam = createIam({ now, seed, credentials: credentials.metastudio })
  const metastudio = createMetastudio({
    now,
    origin,
    world,
    credentials: credentials.metastudio,
    covers,
    admit: createMetastudioGateway({ now, credentials: credentials.metastudio, iam }),
  })
  const ice = createIce({ now, world, covers, admit: createIceGateway({ now, credentials: credentials.ice }) })
  const faultAnswers = createFaultAnswers({ faults, metastudio, ice })
  const requests: SeenRequest[] = []
  let answered = 0

  const answer = async (cloud: CloudName, request: Request) => {
    answered += 1
    const requestId = toRequestId(cloud, seed, answered)
    const received: Received = await toReceived(request)
    const fault = faults.take(cloud)
    const wrong = fault && (await faultAnswers(cloud, fault, received, requestId, request.signal))
    const good = () => (cloud === 'metastudio' ? metastudio : ice).answer(received, requestId, fault)
    return wrong ? wrong(good) : good()
  }

  const app = new Hono()
  app.post('/v3/auth/tokens', async ({ req }) => iam.issue(await toReceived(req.raw)))
  app.all('/v1/*', ({ req }) => answer('metastudio', req.raw))
  app.get('/covers/*', ({ req }) => covers.serve(new URL(req.url)))
  app.get('/oss/*', ({ req }) => covers.serve(new URL(req.url)))
  app.all('/', ({ req }) => answer('ice', req.raw))
  app.notFound(() =>
    toJsonResponse(404, {
      error_code: 'APIGW.0101',
      error_msg: 'The API does not exist or has not been published in the environment',
    }),
  )
  app.onError((error) => {
    throw error
  })

  return {
    fetch: async (request) => {
      const seen = toSeen(request, now())
      requests.push(seen)
      if (requests.length > mostRequests) requests.shift()
      const response = await app.fetch(request)
      seen.status = response.status
      return response
    },
    credentials,
    fail: faults.fail,
    recover: faults.recover,
    requests,
    jobs: (cloud) => toSnapshots(world, cloud, now()),
  }
}

function toRequestId(cloud: CloudName, seed: number, order: number): string {
  const digits = hexOf(32, seed, cloud, 'request', order)
  return cloud === 'metastudio'
    ? digits
    : digits.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function toSeen(request: Request, at: number): SeenRequest {
  const { pathname, search } = new URL(request.url)
  const first = pathname.split('/')[1] ?? ''
  const to = ({ '': 'ice', v1: 'metastudio', v3: 'iam', covers: 'storage', oss: 'storage' } as const)[first] ?? 'nowhere'
  const action = request.headers.get('x-acs-action')
  return {
    at,
    to,
    method: request.method,
    path: pathname,
    query: to === 'storage' || to === 'nowhere' ? '' : search.slice(1),
    ...(action === null ? {} : { action }),
    headerNames: [...request.headers.keys()],
  }
}
