/** Who waits, and for whom. */
export interface Waiting {
  caller: string
}

/** A waiting line in which callers take turns: whoever asks a hundred times does not keep others from asking once. */
export interface Line<T extends Waiting> {
  readonly size: number
  push(one: T): void
  /** The next one, out of the line. */
  shift(): T | undefined
  remove(one: T): void
  all(): T[]
}

export function createLine<T extends Waiting>(): Line<T> {
  /** By caller, in the order of their turns. None is empty. */
  const turns = new Map<string, T[]>()
  let size = 0
  return {
    get size() {
      return size
    },
    push: (one) => {
      const queue = turns.get(one.caller)
      if (queue === undefined) turns.set(one.caller, [one])
      else queue.push(one)
      size += 1
    },
    shift: () => {
      for (const [caller, queue] of turns) {
        const one = queue.shift()
        turns.delete(caller)
        if (queue.length > 0) turns.set(caller, queue)
        size -= 1
        return one
      }
      return undefined
    },
    remove: (one) => {
      const queue = turns.get(one.caller)
      const place = queue?.indexOf(one) ?? -1
      if (queue === undefined || place === -1) return
      queue.splice(place, 1)
      if (queue.length === 0) turns.delete(one.caller)
      size -= 1
    },
    all: () => [...turns.values()].flat(),
  }
}
