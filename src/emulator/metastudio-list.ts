import type { Cast } from './cast.ts'
import { decodeParameters, toUtcTime } from './verify.ts'
import type { Troupe } from './world.ts'

/** What a list call asks for. */
export interface Selection {
  offset: number
  limit: number
  sortKey: 'create_time' | 'update_time' | 'asset_order'
  descending: boolean
  states?: ReadonlySet<string>
  createSince?: number
  createUntil?: number
  updateSince?: number
  updateUntil?: number
  /** `update_until` taken by its text, which says "at or after". */
  literalUpdateUntil: boolean
  projectId?: string
  batch?: string
  tag?: string
  jobId?: string
  name?: string
  resolution?: string
  flexus?: boolean
  liveCopy?: boolean
  trainLocation?: string
  onDemand?: boolean
}

/** A parameter that the list does not accept, and why. */
export class BadParameter extends Error {}

const largestOffset = 2_147_483_647

const toWhole = (low: number, high: number) => (text: string) => {
  const value = Number(text)
  if (!/^\d{1,10}$/.test(text) || value < low || value > high)
    throw new BadParameter(`must be an integer from ${low} to ${high}`)
  return value
}
const toTime = (text: string) => {
  const at = toUtcTime(text)
  if (at === undefined) throw new BadParameter('must be a UTC time such as 2021-01-10T08:43:17Z')
  return at
}
const toBoolean = (text: string) => {
  if (text !== 'true' && text !== 'false') throw new BadParameter('must be true or false')
  return text === 'true'
}
const toText = (text: string) => {
  if (text === '' || text.length > 256) throw new BadParameter('must have 1 to 256 characters')
  return text
}
const toOneOf =
  <T extends string>(...allowed: readonly T[]) =>
  (text: string): T => {
    const found = allowed.find((one) => one === text)
    if (found === undefined) throw new BadParameter(`must be one of ${allowed.join(', ')}`)
    return found
  }
const toStates = (text: string) => {
  const codes = text.split(',')
  if (!codes.every((code) => /^[A-Za-z0-9_]{1,64}$/.test(code)))
    throw new BadParameter('must be state codes, comma separated')
  return new Set(codes)
}

const readers = {
  offset: (text: string) => ({ offset: toWhole(0, largestOffset)(text) }),
  limit: (text: string) => ({ limit: toWhole(1, 100)(text) }),
  state: (text: string) => ({ states: toStates(text) }),
  sort_key: (text: string) => ({ sortKey: toOneOf('create_time', 'update_time', 'asset_order')(text) }),
  sort_dir: (text: string) => ({ descending: toOneOf('asc', 'desc')(text) === 'desc' }),
  create_since: (text: string) => ({ createSince: toTime(text) }),
  create_until: (text: string) => ({ createUntil: toTime(text) }),
  update_since: (text: string) => ({ updateSince: toTime(text) }),
  update_until: (text: string) => ({ updateUntil: toTime(text) }),
  query_project_id: (text: string) => ({ projectId: toText(text) }),
  batch_name: (text: string) => ({ batch: toText(text) }),
  tag: (text: string) => ({ tag: toText(text) }),
  job_id: (text: string) => ({ jobId: toText(text) }),
  name: (text: string) => ({ name: toText(text).toLowerCase() }),
  model_resolution: (text: string) => ({ resolution: toText(text) }),
  is_flexus: (text: string) => ({ flexus: toBoolean(text) }),
  is_live_copy: (text: string) => ({ liveCopy: toBoolean(text) }),
  train_location: (text: string) => ({ trainLocation: toText(text) }),
  is_ondemand_resource: (text: string) => ({ onDemand: toBoolean(text) }),
} satisfies Record<string, (text: string) => Partial<Selection>>

const isKnown = (name: string): name is keyof typeof readers => Object.hasOwn(readers, name)

/**
 * Reads the query of List2dModelTrainingJob. Stricter than any cloud would be: an unknown, empty or repeated parameter is
 * refused, so that a mistake of the caller shows. Throws `BadParameter`.
 */
export function toSelection(search: string): Selection {
  const parameters = decodeParameters(search)
  if (!parameters) throw new BadParameter('the query cannot be decoded')
  let selection: Selection = { offset: 0, limit: 10, sortKey: 'create_time', descending: false, literalUpdateUntil: false }
  const seen = new Set<string>()
  for (const [name, value] of parameters) {
    if (!isKnown(name)) throw new BadParameter(`unknown parameter ${name}`)
    if (seen.has(name)) throw new BadParameter(`${name} is given twice`)
    seen.add(name)
    try {
      selection = { ...selection, ...readers[name](value) }
    } catch (error) {
      throw error instanceof BadParameter ? new BadParameter(`${name} ${error.message}`) : error
    }
  }
  return selection
}

/** The job indexes that match, in order, before paging. `now` is epoch ms. */
export function select(troupe: Troupe<Cast>, selection: Selection, appUserId: string | undefined, now: number): number[] {
  const count = troupe.at(now)
  const matches: number[] = []
  const only = selection.jobId === undefined ? undefined : troupe.indexOf(selection.jobId)
  if (selection.jobId !== undefined && only === undefined) return []
  const asksCast =
    appUserId !== undefined ||
    ['batch', 'tag', 'name', 'resolution', 'flexus', 'liveCopy', 'trainLocation', 'onDemand'].some((key) => key in selection)
  for (let index = only ?? 0; index < (only === undefined ? count : only + 1); index += 1) {
    if (hasPlace(troupe, index, selection) && (!asksCast || hasCast(troupe.cast(index), selection, appUserId)))
      matches.push(index)
  }
  const { sortKey, descending } = selection
  if (sortKey !== 'create_time') {
    const key = (index: number) =>
      sortKey === 'update_time' ? troupe.moment(index).updatedAt : troupe.moment(index).assetAt
    matches.sort((one, other) => (key(one) === key(other) ? one - other : key(one) - key(other)))
  }
  return descending ? matches.reverse() : matches
}

function hasPlace(troupe: Troupe<Cast>, index: number, selection: Selection): boolean {
  const { states, createSince, createUntil, updateSince, updateUntil } = selection
  const bornAt = troupe.bornAt(index)
  const { state, updatedAt } = troupe.moment(index)
  if (states && !states.has(state)) return false
  if (createSince !== undefined && bornAt < createSince) return false
  if (createUntil !== undefined && bornAt > createUntil) return false
  if (updateSince !== undefined && updatedAt < updateSince) return false
  return updateUntil === undefined || (selection.literalUpdateUntil ? updatedAt >= updateUntil : updatedAt <= updateUntil)
}

function hasCast(cast: Cast, selection: Selection, appUserId: string | undefined): boolean {
  const { batch, tag, name, resolution, flexus, liveCopy, trainLocation, onDemand } = selection
  return (
    (appUserId === undefined || cast.appUserId === appUserId) &&
    (batch === undefined || cast.batch === batch) &&
    (tag === undefined || cast.tags.includes(tag)) &&
    (name === undefined || cast.name.toLowerCase().includes(name)) &&
    (resolution === undefined || cast.resolution === resolution) &&
    (flexus === undefined || (cast.edition !== 'classic') === flexus) &&
    (liveCopy === undefined || cast.liveCopy === liveCopy) &&
    (trainLocation === undefined || cast.trainLocation === trainLocation) &&
    (onDemand === undefined || cast.onDemand === onDemand)
  )
}
