import type { Cast } from './cast.ts'
import { hashOf } from './chance.ts'
import type { Covers } from './covers.ts'
import type { Credentials } from './credentials.ts'
import type { Fault } from './faults.ts'
import type { Refusal } from './metastudio-gateway.ts'
import { toDetail, toListEntry } from './metastudio-body.ts'
import type { Selection } from './metastudio-list.ts'
import { BadParameter, select, toSelection } from './metastudio-list.ts'
import type { Received } from './verify.ts'
import type { Troupe, World } from './world.ts'
import { toJsonResponse } from './wire.ts'

export interface MetastudioDeps {
  now: () => number
  origin: () => string
  world: World
  credentials: Credentials['metastudio']
  covers: Covers
  admit: (received: Received, projectId: string) => Promise<Refusal | undefined>
}

/** An answer of MetaStudio: JSON with `X-Request-Id`, errors in the service's or the gateway's form. */
export interface Metastudio {
  answer: (received: Received, requestId: string, fault: Fault | undefined) => Promise<Response>
  refuse: (refusal: Refusal, requestId: string) => Response
}

const route = /^\/v1\/([^/]+)\/digital-human-training-manage\/user\/jobs(?:\/([^/]+))?$/
const invalid = (why: string): Refusal => ({ status: 400, code: 'MSS.00000003', message: `Invalid parameter: ${why}.` })
const absent: Refusal = { status: 404, code: 'MSS.00000002', message: 'The training job does not exist.' }

/** List2dModelTrainingJob and Show2dModelTrainingJob over a world. */
export function createMetastudio(deps: MetastudioDeps): Metastudio {
  const { now, origin, world, credentials, covers, admit } = deps

  const refuse = ({ status, code, message }: Refusal, requestId: string) => {
    const fromGateway = /^\d{4}$/.test(code)
    // Both prefixes occur for the same number.
    const prefix = hashOf(requestId) % 2 === 0 ? 'APIGW' : 'APIG'
    return toJsonResponse(
      status,
      fromGateway
        ? { error_msg: message, error_code: `${prefix}.${code}`, request_id: requestId }
        : { error_code: code, error_msg: message },
      { 'x-request-id': requestId },
    )
  }

  const list = async (received: Received, requestId: string, fault: Fault | undefined) => {
    const appUserId = received.headers.get('x-app-userid')
    const asked: Selection = { ...toSelection(received.search), literalUpdateUntil: fault === 'literal-update-until' }
    const troupe = troupeOf(asked.projectId)
    const matches = troupe ? select(troupe, asked, appUserId, now()) : []
    const page = matches.slice(asked.offset, asked.offset + asked.limit)
    const jobs = troupe
      ? await Promise.all(page.map((index) => entry(troupe, index, asked.projectId ?? credentials.projectId)))
      : []
    // The list may be missing altogether when nothing matches.
    const body = { count: matches.length, ...(matches.length === 0 ? {} : { jobs }) }
    return toJsonResponse(200, fault === 'odd-shape' ? toOddList(jobs) : body, { 'x-request-id': requestId })
  }

  const troupeOf = (projectId: string | undefined): Troupe<Cast> | undefined =>
    projectId === undefined || projectId === credentials.projectId
      ? world.metastudio
      : projectId === credentials.otherProjectId
        ? world.neighbour
        : undefined

  const entry = async (troupe: Troupe<Cast>, index: number, projectId: string) => {
    const cover = await covers.address(troupe, index)
    return toListEntry({ troupe, index, now: now(), projectId, ...(cover === undefined ? {} : { cover }) })
  }

  const show = async (received: Received, jobId: string, requestId: string, fault: Fault | undefined) => {
    if (received.search !== '') return refuse(invalid('this operation takes no query'), requestId)
    const troupe = world.metastudio
    troupe.at(now())
    world.neighbour.at(now())
    const index = troupe.indexOf(jobId)
    const appUserId = received.headers.get('x-app-userid')
    if (index === undefined && world.neighbour.indexOf(jobId) !== undefined) {
      return refuse({ status: 403, code: '0302', message: 'The IAM user is not allowed to access the API.' }, requestId)
    }
    if (index === undefined || (appUserId !== undefined && troupe.cast(index).appUserId !== appUserId))
      return refuse(absent, requestId)
    const cover = await covers.address(troupe, index)
    const subject = {
      troupe,
      index,
      now: now(),
      projectId: credentials.projectId,
      ...(cover === undefined ? {} : { cover }),
    }
    const body = toDetail(subject, origin())
    const odd = { ...body, operation_logs: null, comment_logs: 'none', tags: [7, null], create_time: 'yesterday' }
    return toJsonResponse(200, fault === 'odd-shape' ? odd : body, { 'x-request-id': requestId })
  }

  return {
    refuse,
    answer: async (received, requestId, fault) => {
      const found = route.exec(received.pathname)
      if (!found || received.method !== 'GET') {
        return refuse(
          { status: 404, code: '0101', message: 'The API does not exist or has not been published in the environment' },
          requestId,
        )
      }
      const refused = await admit(received, found[1] ?? '')
      if (refused) return refuse(refused, requestId)
      if (!/^application\/json\b/i.test(received.headers.get('content-type') ?? ''))
        return refuse(invalid('Content-Type must be application/json'), requestId)
      try {
        const jobId = found[2]
        return await (jobId === undefined
          ? list(received, requestId, fault)
          : show(received, decodeURIComponent(jobId), requestId, fault))
      } catch (error) {
        if (error instanceof BadParameter) return refuse(invalid(error.message), requestId)
        throw error
      }
    },
  }
}

/** A list that keeps its promises only in its outer shape. */
function toOddList(jobs: readonly Record<string, unknown>[]) {
  const [first, second, third, ...rest] = jobs
  if (!first) return { count: 0, jobs: null }
  return {
    count: String(jobs.length),
    jobs: [
      first,
      { ...first },
      { ...second, create_time: 'not a time', tags: null, contact: 7 },
      { ...third, state: 42, name: null, cover_download_url: 'no address' },
      null,
      {},
      ...rest,
    ],
  }
}
