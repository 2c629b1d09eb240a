/** Seeded chance: the same key always gives the same sequence, so a world can be told again from its seed alone. */
export interface Chance {
  /** A number from 0 (included) to 1 (excluded). */
  unit: () => number
  /** True with the given probability. */
  happens: (probability: number) => boolean
  between: (low: number, high: number) => number
  /** A whole number, both ends included. */
  whole: (low: number, high: number) => number
  pick: <T>(list: readonly T[]) => T
  weighted: <T>(options: readonly (readonly [T, number])[]) => T
}

/** A 32-bit hash of a key (FNV-1a with the finalizer of MurmurHash3, so that neighbouring keys differ everywhere). */
export function hashOf(...key: readonly (string | number)[]): number {
  const text = key.join('/')
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Lower-case hexadecimal digits that belong to a key; `length` digits. */
export function hexOf(length: number, ...key: readonly (string | number)[]): string {
  let digits = ''
  for (let part = 0; digits.length < length; part += 1)
    digits += hashOf(part, ...key)
      .toString(16)
      .padStart(8, '0')
  return digits.slice(0, length)
}

/** The chance that belongs to a key. The generator is Mulberry32: small, fast and good enough for telling stories. */
export function createChance(...key: readonly (string | number)[]): Chance {
  let state = hashOf(...key)
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(unit() * list.length)]
    if (chosen === undefined) throw new RangeError('nothing to pick from')
    return chosen
  }
  return {
    unit,
    pick,
    happens: (probability) => unit() < probability,
    between: (low, high) => low + unit() * (high - low),
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    weighted: (options) => {
      let left = unit() * options.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of options) {
        left -= weight
        if (left < 0) return value
      }
      return pick(options)[0]
    },
  }
}
