import { daysBetween } from './births.ts'
import type { Cast, IceCast } from './cast.ts'
import { editionOf, toCast, toIceCast } from './cast.ts'
import { createChance, hexOf } from './chance.ts'
import { tellStory } from './lifecycle.ts'
import { tellIceStory } from './lifecycle-ice.ts'
import type { Population } from './population.ts'
import { createPopulation } from './population.ts'

/** A population with the casts of its jobs. */
export interface Troupe<C> extends Population {
  cast: (index: number) => C
}

/** The whole world: an account on each cloud and, on MetaStudio, a second tenant that an operator may query. */
export interface World {
  seed: number
  startedAt: number
  metastudio: Troupe<Cast>
  neighbour: Troupe<Cast>
  ice: Troupe<IceCast>
}

export interface WorldOptions {
  seed: number
  /** Epoch ms: the present of the beginning. Everything older is told backwards from here. */
  startedAt: number
  metastudioJobs: number
  iceJobs: number
}

const minuteMs = 60_000
const neighbourJobs = 23

/** A world from its seed. Nothing is told before the first question. */
export function createWorld({ seed, startedAt, metastudioJobs, iceJobs }: WorldOptions): World {
  const troupe = (cloud: string, worldSeed: number, count: number): Troupe<Cast> => {
    const population = createPopulation({
      seed: worldSeed,
      cloud,
      count,
      startedAt,
      arrivalGapMs: (cloud === 'metastudio' ? 4 : 600) * minuteMs,
      tell: (index, bornAt) =>
        tellStory({ seed: worldSeed, index, bornAt, edition: editionOf(worldSeed, index, index >= count) }),
    })
    const cast = remembered((index) => toCast(worldSeed, index, daysBetween(population.bornAt(index), startedAt)))
    return { ...population, cast }
  }
  const ice = createPopulation({
    seed,
    cloud: 'ice',
    count: iceJobs,
    startedAt,
    arrivalGapMs: 17 * minuteMs,
    tell: (index, bornAt) =>
      tellIceStory({
        seed,
        index,
        bornAt,
        quick: createChance(seed, 'ice-quick', index).happens(index >= iceJobs ? 0.7 : 0.2),
      }),
  })
  return {
    seed,
    startedAt,
    metastudio: troupe('metastudio', seed, metastudioJobs),
    neighbour: troupe('neighbour', Number.parseInt(hexOf(7, seed, 'neighbour'), 16), neighbourJobs),
    ice: { ...ice, cast: remembered((index) => toIceCast(seed, index)) },
  }
}

function remembered<T>(make: (index: number) => T): (index: number) => T {
  const made: T[] = []
  return (index) => (made[index] ??= make(index))
}
