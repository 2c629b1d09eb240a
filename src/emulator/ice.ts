import { hexOf } from './chance.ts'
import type { Covers } from './covers.ts'
import type { Fault } from './faults.ts'
import type { IceRefusal } from './ice-gateway.ts'
import { sentenceOf } from './sentences.ts'
import type { Received } from './verify.ts'
import { decodeParameters } from './verify.ts'
import { toJsonResponse, toWireTime } from './wire.ts'
import type { World } from './world.ts'
import { toXml } from './xml.ts'

export interface IceDeps {
  now: () => number
  world: World
  covers: Covers
  admit: (received: Received) => Promise<IceRefusal | undefined>
}

/** An answer of ICE: JSON when the caller accepts it, else XML. */
export interface Ice {
  answer: (received: Received, requestId: string, fault: Fault | undefined) => Promise<Response>
  refuse: (refusal: IceRefusal, received: Received, requestId: string) => Response
}

const actions = { ListAvatarTrainingJobs: ['PageNo', 'PageSize', 'Status'], GetAvatarTrainingJob: ['JobId'] } as const
const statuses = ['Init', 'Queuing', 'Training', 'Success', 'Fail'] as const
const version = '2020-11-09'

const refusal = (code: string, message: string, status = 400): IceRefusal => ({ status, code, message })
const isAction = (name: string): name is keyof typeof actions => Object.hasOwn(actions, name)

/** ListAvatarTrainingJobs and GetAvatarTrainingJob over a world. */
export function createIce({ now, world, covers, admit }: IceDeps): Ice {
  const { ice } = world
  /** In an order that no document names, and that is not the order of time: by id. */
  let inOrder: number[] = []

  const send = (
    received: Received,
    status: number,
    root: string,
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ) =>
    /\bjson\b/.test(received.headers.get('accept') ?? '')
      ? toJsonResponse(status, body, headers)
      : new Response(toXml(root, body), { status, headers: { 'content-type': 'text/xml;charset=utf-8', ...headers } })

  const refuse = ({ status, code, message }: IceRefusal, received: Received, requestId: string) => {
    const body = {
      RequestId: requestId,
      HostId: received.headers.get('host') ?? '',
      Code: code,
      Message: message,
      Recommend: `https://next.api.aliyun.com/troubleshoot?q=${code}&product=ICE`,
      ...(code === 'Forbidden.RAM'
        ? {
            AccessDeniedDetail: {
              AuthAction: `ice:${received.headers.get('x-acs-action') ?? ''}`,
              NoPermissionType: 'ImplicitDeny',
            },
          }
        : {}),
    }
    return send(received, status, 'Error', body, code.startsWith('Throttling') ? { 'x-acs-retry-after': '2' } : {})
  }

  const record = (index: number) => {
    const cast = ice.cast(index)
    const { state, happened } = ice.moment(index)
    const past = ice.story(index).events.slice(0, happened)
    const starts = past.filter(({ log }) => log?.type === 'submitted').map(({ at }) => at)
    const sentence = past.at(-1)?.log?.sentence
    const id = ice.idOf(index)
    const first = starts[0]
    const last = starts.at(-1)
    return {
      JobId: id,
      AvatarId: state === 'Success' ? hexOf(32, id, 'avatar') : undefined,
      AvatarName: cast.name,
      AvatarDescription: cast.description,
      AvatarType: '2DAvatar',
      Status: state,
      Message: sentence ? sentenceOf(sentence.subject, sentence.key) : state === 'Success' ? 'success' : undefined,
      Portrait: cast.portrait,
      FirstTrainingTime: first === undefined ? undefined : toWireTime(first),
      LastTrainingTime: last === undefined ? undefined : toWireTime(last),
    }
  }
  const without = (index: number, fields: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => value !== undefined && !ice.cast(index).lacks.has(name)),
    )

  const list = (parameters: ReadonlyMap<string, string>): Record<string, unknown> | IceRefusal => {
    const page = toWhole(parameters.get('PageNo') ?? '1', 1, 2_147_483_647)
    const size = toWhole(parameters.get('PageSize') ?? '10', 1, 100)
    const status = parameters.get('Status')
    if (page === undefined) return refusal('InvalidParameter', 'PageNo must be an integer from 1.')
    if (size === undefined) return refusal('InvalidParameter', 'PageSize must be an integer from 1 to 100.')
    if (status !== undefined && !statuses.some((one) => one === status))
      return refusal('InvalidParameter', `Status must be one of ${statuses.join(', ')}.`)
    const count = ice.at(now())
    if (inOrder.length !== count) {
      inOrder = Array.from({ length: count }, (_, index) => index).sort((one, other) =>
        ice.idOf(one) < ice.idOf(other) ? -1 : 1,
      )
    }
    const matches = status === undefined ? inOrder : inOrder.filter((index) => ice.moment(index).state === status)
    const shown = matches.slice((page - 1) * size, page * size)
    const jobs = shown.map((index) => without(index, { ...record(index), CreateTime: toWireTime(ice.bornAt(index)) }))
    return { Data: { TotalCount: matches.length, AvatarTrainingJobList: jobs } }
  }

  const show = (parameters: ReadonlyMap<string, string>): Record<string, unknown> | IceRefusal => {
    const id = parameters.get('JobId')
    if (id === undefined || id === '') return refusal('MissingJobId', 'JobId is mandatory for this action.')
    ice.at(now())
    const index = ice.indexOf(id)
    if (index === undefined) return refusal('JobNotFound', 'The specified job does not exist.', 404)
    const { video, transparent, paddedStatus } = ice.cast(index)
    const { Status, ...rest } = record(index)
    const detail = {
      ...rest,
      Status: paddedStatus ? `${Status}\n` : Status,
      Thumbnail: covers.thumbnail(index),
      Video: video,
      Transparent: transparent,
    }
    return { Data: { AvatarTrainingJob: without(index, detail) } }
  }

  const perform = (received: Received): Record<string, unknown> | IceRefusal => {
    const action = received.headers.get('x-acs-action') ?? ''
    if (!isAction(action) || received.headers.get('x-acs-version') !== version) {
      return refusal('InvalidApi.NotFound', 'Specified api is not found, please check your url and method.', 404)
    }
    const parameters = toParameters(received)
    if (!parameters) return refusal('InvalidParameter', 'The parameters cannot be decoded, or one is given twice.')
    const unknown = [...parameters.keys()].find((name) => !actions[action].some((known) => known === name))
    if (unknown !== undefined) return refusal('InvalidParameter', `The parameter ${unknown} is not known to ${action}.`)
    return action === 'ListAvatarTrainingJobs' ? list(parameters) : show(parameters)
  }

  return {
    refuse,
    answer: async (received, requestId, fault) => {
      if (received.method !== 'POST' && received.method !== 'GET')
        return refuse(refusal('UnsupportedHTTPMethod', 'Use GET or POST.'), received, requestId)
      if (!received.headers.has('x-acs-action'))
        return refuse(refusal('MissingParameter', 'x-acs-action is mandatory.'), received, requestId)
      const refused = await admit(received)
      if (refused) return refuse(refused, received, requestId)
      const result = perform(received)
      if (isRefusal(result)) return refuse(result, received, requestId)
      const root = `${received.headers.get('x-acs-action') ?? ''}Response`
      if (fault === 'unsuccessful')
        return send(received, 200, root, {
          RequestId: requestId,
          Success: false,
          Code: 'InternalError',
          Message: 'The request was not served.',
        })
      if (fault === 'odd-shape')
        return send(received, 200, root, {
          RequestId: requestId,
          Success: true,
          Data: { TotalCount: '3', AvatarTrainingJobList: null, AvatarTrainingJob: { Status: 7, CreateTime: 'soon' } },
        })
      return send(received, 200, root, { RequestId: requestId, Success: true, ...result })
    },
  }
}

const isRefusal = (result: Record<string, unknown> | IceRefusal): result is IceRefusal =>
  'code' in result && 'status' in result

function toWhole(text: string, low: number, high: number): number | undefined {
  const value = Number(text)
  return /^\d{1,10}$/.test(text) && value >= low && value <= high ? value : undefined
}

/** Parameters come in the query, in a form, or in both; none may come twice. */
function toParameters(received: Received): ReadonlyMap<string, string> | undefined {
  const isForm = /^application\/x-www-form-urlencoded\b/.test(received.headers.get('content-type') ?? '')
  const query = decodeParameters(received.search)
  const form = isForm ? decodeParameters(new TextDecoder().decode(received.body)) : []
  if (!query || !form) return undefined
  const all = [...query, ...form]
  const parameters = new Map(all)
  return parameters.size === all.length ? parameters : undefined
}
