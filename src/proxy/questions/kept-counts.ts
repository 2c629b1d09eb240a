import { LRUCache } from 'lru-cache'
import type { Scanned } from '#contract/job-list.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import { createErrands } from './errands.ts'
import type { SourceReader } from '../sources/source-reader.ts'

/** How many jobs match? */
export interface CountQuestion {
  source: string
  filters: CloudFilters
  /** Absent: every state. Empty: no job can match. */
  states?: readonly string[] | undefined
  /** When it should be counted again. */
  freshMs: number
}

export interface KeptCount {
  count: number
  /** When the cloud said so, epoch ms. */
  at: number
  /** Not so old that it should be counted again. */
  isFresh: boolean
  /** No bound cut the counting short, and every filter was honoured. */
  isExact: boolean
  scanned?: Scanned | undefined
  requestId?: string | undefined
}

/** Numbers of jobs, each by one call for a single row, as far as the budget got. */
export interface KeptCounts {
  /** What is known, however old. Asks nobody. */
  recall(question: CountQuestion): KeptCount | undefined
  /** Keeps a number that another answer brought. */
  keep(question: CountQuestion, counted: Omit<KeptCount, 'isFresh'>): void
  /**
   * Asks for what is not fresh, each group in its order and the first group first. Of a group whose first number is 0 the others
   * are not asked for: they are parts of it. Resolves when all are there or given up; never rejects. It goes on when nobody waits.
   */
  ask(reader: SourceReader, groups: readonly (readonly CountQuestion[])[]): Promise<void>
}

/** Calls of one source under way at once, for every view together. */
const width = 2
const maxWaiting = 400

/** One memory and one line of calls for all who count, so that no number of views takes more than a small part of the budget at once. */
export function createKeptCounts({ now }: { now: () => number }): KeptCounts {
  const memory = new LRUCache<string, Omit<KeptCount, 'isFresh'>>({ max: 10_000 })
  const errands = createErrands({ width, maxWaiting })

  function recall(question: CountQuestion): KeptCount | undefined {
    if (question.states?.length === 0) return { count: 0, at: now(), isFresh: true, isExact: true }
    const known = memory.get(toKey(question))
    return known && { isFresh: Math.abs(now() - known.at) < question.freshMs, ...known }
  }

  async function ask(reader: SourceReader, question: CountQuestion): Promise<void> {
    if (recall(question)?.isFresh === true) return
    const answer = await reader.count(question.filters, question.states)
    const isExact = answer.scanned === undefined && (answer.cloudIgnored ?? []).length === 0
    const { count, scanned, requestId, answeredAt = now() } = answer
    memory.set(toKey(question), { count, at: answeredAt, isExact, scanned, requestId })
  }

  return {
    recall,
    keep: (question, counted) => void memory.set(toKey(question), counted),
    ask: (reader, groups) =>
      errands.send(
        reader.source.id,
        groups
          .filter((group) => group.some((question) => recall(question)?.isFresh !== true))
          .map((group) => ({
            key: JSON.stringify(group.map(toKey)),
            run: async () => {
              for (const question of group) {
                await ask(reader, question)
                if (recall(question)?.count === 0) return
              }
            },
          })),
      ),
  }
}

const toKey = ({ source, filters, states }: CountQuestion) => JSON.stringify([source, Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)), states])
