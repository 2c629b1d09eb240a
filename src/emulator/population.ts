import { toArrival, toFirstBirths } from './births.ts'
import { hexOf } from './chance.ts'
import type { Moment, Story } from './story.ts'
import { momentOf } from './story.ts'

/** The jobs of one cloud and where each stands now. Index order is the order of creation. */
export interface Population {
  /** Brings the world to a time (epoch ms) and tells how many jobs there are. Cheap when little has changed. */
  at: (now: number) => number
  idOf: (index: number) => string
  /** `undefined` for an id that nobody has, or has not yet. */
  indexOf: (id: string) => number | undefined
  bornAt: (index: number) => number
  moment: (index: number) => Moment
  /** The whole story, told anew. */
  story: (index: number) => Story
}

export interface PopulationOptions {
  seed: number
  cloud: string
  count: number
  startedAt: number
  arrivalGapMs: number
  tell: (index: number, bornAt: number) => Story
}

const nobody: Moment = { state: '', since: 0, nextAt: Infinity, updatedAt: 0, assetAt: Infinity, happened: 0 }

/**
 * Tells every story once, remembers only where each job stands and when its next event comes, and re-tells just those
 * stories whose time has come: a world of 100,000 costs one scan of numbers per question.
 */
export function createPopulation({ seed, cloud, count, startedAt, arrivalGapMs, tell }: PopulationOptions): Population {
  const births: number[] = []
  const moments: Moment[] = []
  const ids: string[] = []
  const byId = new Map<string, number>()
  let told = -Infinity
  let nextAt = Infinity

  const settle = (index: number, now: number) => {
    const moment = momentOf(tell(index, births[index] ?? 0), now) ?? { ...nobody, nextAt: births[index] ?? Infinity }
    moments[index] = moment
    return moment.nextAt
  }
  const admit = (bornAt: number) => {
    const index = births.push(bornAt) - 1
    const id = hexOf(32, seed, cloud, 'job', index)
    ids[index] = id
    byId.set(id, index)
  }
  const bornBy = (now: number) => {
    let low = 0
    let high = births.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((births[middle] ?? 0) <= now) low = middle + 1
      else high = middle
    }
    return low
  }
  let arrivalAt = toArrival(seed, cloud, 0, startedAt, arrivalGapMs)
  const refresh = (now: number) => {
    if (births.length === 0) for (const bornAt of toFirstBirths(seed, count, startedAt)) admit(bornAt)
    while (arrivalAt <= now) {
      admit(arrivalAt)
      arrivalAt = toArrival(seed, cloud, births.length - count, startedAt, arrivalGapMs)
    }
    const rewound = now < told
    if (rewound || now >= nextAt || moments.length < births.length) {
      nextAt = Infinity
      for (let index = 0; index < births.length; index += 1) {
        const due = rewound ? undefined : moments[index]?.nextAt
        const next = due === undefined || due <= now ? settle(index, now) : due
        if (next < nextAt) nextAt = next
      }
    }
    told = now
  }
  return {
    at: (now) => {
      if (now !== told) refresh(now)
      return bornBy(now)
    },
    idOf: (index) => ids[index] ?? '',
    indexOf: (id) => {
      const index = byId.get(id)
      return index !== undefined && (births[index] ?? Infinity) <= told ? index : undefined
    },
    bornAt: (index) => births[index] ?? 0,
    moment: (index) => moments[index] ?? nobody,
    story: (index) => tell(index, births[index] ?? 0),
  }
}
