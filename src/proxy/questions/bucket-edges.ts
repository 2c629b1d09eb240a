import type { BucketWidth } from '#contract/histogram.ts'
import type { Zone } from './zone.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const mondayOf = (day: number) => day - ((((day + 3) % 7) + 7) % 7)

/**
 * The edges of the buckets that hold the instants from `from` to `to` (epoch ms, both included): one more than there are buckets.
 * Hours, days and weeks are the zone's own, so a day has 23 or 25 hours where its clocks change. `undefined` when there would be
 * more than `most` buckets.
 */
export function toBucketEdges(by: BucketWidth, zone: Zone, from: number, to: number, most: number): number[] | undefined {
  const edges = by === 'hour' ? hours(zone, from) : days(zone, from, by === 'day' ? 1 : 7)
  const found: number[] = []
  for (const edge of edges) {
    // A day that a zone left out, at the date line, has no length.
    if (edge === found.at(-1)) continue
    found.push(edge)
    if (edge > to) break
    if (found.length > most) return undefined
  }
  return found
}

/** The instant so many whole buckets before the one that holds `at` begins, its own counted as the first. */
export function bucketsBack(by: BucketWidth, zone: Zone, at: number, count: number): number {
  if (by === 'hour') return startOfHour(zone, at) - (count - 1) * hourMs
  const day = dayOf(zone, at)
  return zone.fromWall((by === 'day' ? day - (count - 1) : mondayOf(day) - (count - 1) * 7) * dayMs)
}

const dayOf = (zone: Zone, at: number) => Math.floor(zone.toWall(at) / dayMs)

function* days(zone: Zone, from: number, step: number): Generator<number> {
  const first = dayOf(zone, from)
  for (let day = step === 7 ? mondayOf(first) : first; ; day += step) yield zone.fromWall(day * dayMs)
}

function startOfHour(zone: Zone, at: number): number {
  const wall = zone.toWall(at)
  return at - (wall - Math.floor(wall / hourMs) * hourMs)
}

function* hours(zone: Zone, from: number): Generator<number> {
  let edge = startOfHour(zone, from)
  for (;;) {
    yield edge
    // Where clocks change by half an hour, the next full hour is nearer or farther.
    const next = startOfHour(zone, edge + hourMs)
    edge = next > edge ? next : edge + hourMs
  }
}
