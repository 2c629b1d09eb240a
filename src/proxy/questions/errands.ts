/** A piece of reading that can wait. `key` tells it from the others of its line. */
export interface Errand {
  key: string
  run(): Promise<void>
}

/** Runs errands few at a time, one line for each source. */
export interface Errands {
  /**
   * Puts these before all that wait in the line, in their order. Resolves when each of them has ended, failed or been given up;
   * never rejects. They go on when nobody waits any more.
   */
  send(line: string, errands: readonly Errand[]): Promise<void>
}

interface Entry {
  errand: Errand
  ended: Promise<void>
  end: () => void
}

interface Line {
  waiting: Map<string, Entry>
  running: Map<string, Entry>
}

/**
 * The latest question comes first, and what has waited longest is given up when more than `maxWaiting` wait: the next question
 * asks for it again. After a failure the whole line is given up, since a cloud in trouble is better left alone.
 */
export function createErrands({ width, maxWaiting }: { width: number; maxWaiting: number }): Errands {
  const lines = new Map<string, Line>()

  function giveUp(line: Line, from: number): void {
    for (const [key, entry] of [...line.waiting].slice(from)) {
      line.waiting.delete(key)
      entry.end()
    }
  }

  function work(line: Line): void {
    while (line.running.size < width) {
      const next = line.waiting.entries().next().value
      if (next === undefined) return
      const [key, entry] = next
      line.waiting.delete(key)
      line.running.set(key, entry)
      void entry.errand
        .run()
        .catch(() => giveUp(line, 0))
        .finally(() => {
          line.running.delete(key)
          entry.end()
          work(line)
        })
    }
  }

  return {
    async send(name, errands) {
      const line = lines.get(name) ?? { waiting: new Map<string, Entry>(), running: new Map<string, Entry>() }
      lines.set(name, line)
      const earlier = line.waiting
      line.waiting = new Map()
      const ends: Promise<void>[] = []
      for (const errand of errands) {
        const running = line.running.get(errand.key)
        const entry = running ?? earlier.get(errand.key) ?? toEntry(errand)
        if (running === undefined) line.waiting.set(errand.key, entry)
        ends.push(entry.ended)
      }
      for (const [key, entry] of earlier) if (!line.waiting.has(key)) line.waiting.set(key, entry)
      giveUp(line, maxWaiting)
      work(line)
      await Promise.all(ends)
    },
  }
}

function toEntry(errand: Errand): Entry {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { errand, ended, end }
}
