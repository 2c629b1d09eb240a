import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Found } from '#contract/find.ts'
import { hitsOf } from './find-hits.ts'
import type { Hit } from './find-hits.ts'
import { findQuery } from './find-query.ts'
import { pastedId } from './pasted-id.ts'

const pauseMs = 300
const fewest = 2

interface Find {
  /** The answer to what stands in the box now; absent while it is asked for, and where nothing can be asked. */
  found: Found | undefined
  /** What it offers, in order. */
  hits: readonly Hit[]
  error: Error | null
  isAsking: boolean
  isTooShort: boolean
  /**
   * Opens the hit at this place. While the answer is still to come it is asked for at once, and opened is what leaves no doubt: the only
   * hit of a search that looked everywhere for the text as it was typed, or the job of exactly this id. Of several none is opened that nobody has seen.
   */
  choose: (place: number) => void
}

/**
 * Looks in every source for the text, after a pause: of a job's address for that job, of a whole phone number for the last four digits.
 * An answer to an older text is never shown nor opened.
 */
export function useFind(text: string, mostJobs: number, onOpen: (hit: Hit) => void): Find {
  const wanted = (pastedId(text) ?? text.trim()).replace(wholeNumbers, lastFour)
  const isTooShort = [...wanted].length < fewest
  const [asked, setAsked] = useState('')
  /** The text for which Enter was pressed before its answer was there. */
  const chosen = useRef<string>(undefined)
  const isCurrent = !isTooShort && asked === wanted
  const answer = useQuery({ ...findQuery(asked), enabled: isCurrent })
  const found = isCurrent ? answer.data?.body : undefined
  const hits = useMemo(() => hitsOf(found, mostJobs), [found, mostJobs])
  const error = isCurrent && found === undefined ? answer.error : null

  useEffect(() => {
    const timer = setTimeout(setAsked, pauseMs, wanted)
    return () => clearTimeout(timer)
  }, [wanted])
  useEffect(() => {
    if (chosen.current === undefined || (chosen.current === wanted && found === undefined && error === null)) return
    const meant = chosen.current === wanted ? meantOf(found, hits, wanted) : undefined
    chosen.current = undefined
    if (meant !== undefined) onOpen(meant)
  }, [wanted, found, hits, error, onOpen])

  const choose = (place: number) => {
    if (isTooShort) return
    const hit = hits[place]
    if (hit !== undefined) return onOpen(hit)
    if (found !== undefined) return
    setAsked(wanted)
    chosen.current = wanted
    if (error !== null) void answer.refetch()
  }
  return { found, hits, error, isAsking: !isTooShort && found === undefined && error === null, isTooShort, choose }
}

function meantOf(found: Found | undefined, hits: readonly Hit[], wanted: string): Hit | undefined {
  const exact = hits.find((hit) => 'job' in hit && hit.job.job_id.toLowerCase() === wanted.toLowerCase())
  const isWhole = found?.sources.every(({ problem, scanned }) => problem === undefined && (scanned === undefined || scanned.jobs >= scanned.of))
  return exact ?? (isWhole === true && found?.meant === undefined && hits.length === 1 ? hits[0] : undefined)
}

/** Whole Chinese mobile numbers, as people write them, that are no part of an id. */
const wholeNumbers = /(?<![\w*-])[+(]*(?:(?:00)?86)?[\s()-]*1[\s()-]*[3-9](?:[\s()-]*\d){9}(?!\w)/g
const lastFour = (number: string) => number.replace(/\D/g, '').slice(-4)

/**
 * The last four digits of the first whole Chinese mobile number in a text; `undefined` where there is none. Contacts are masked, so
 * more of it finds no more; and a customer's number does not belong into an address.
 */
export function lastFourOf(text: string): string | undefined {
  const [number] = text.match(wholeNumbers) ?? []
  return number === undefined ? undefined : lastFour(number)
}
