import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Found } from '#contract/find.ts'
import type { Job } from '#contract/job.ts'
import { findQuery } from './job-queries.ts'

const pauseMs = 300
const fewest = 2

interface Find {
  /** The answer to what stands in the box now; absent while it is asked for, and where nothing can be asked. */
  found: Found | undefined
  error: Error | null
  isAsking: boolean
  isTooShort: boolean
  /** Opens the match at this place, or the first one of the answer that is still to come: then it is asked for at once. */
  choose: (place: number) => void
}

/** Looks in every source for the text, after a pause. An answer to an older text is never shown nor opened. */
export function useFind(text: string, onOpen: (job: Job) => void): Find {
  const wanted = text.trim()
  const isTooShort = [...wanted].length < fewest
  const [asked, setAsked] = useState('')
  const [chosen, setChosen] = useState<string>()
  const isCurrent = !isTooShort && asked === wanted
  const answer = useQuery({ ...findQuery(asked), enabled: isCurrent })
  const found = isCurrent ? answer.data?.body : undefined
  const error = isCurrent && found === undefined ? answer.error : null

  useEffect(() => {
    const timer = setTimeout(setAsked, pauseMs, wanted)
    return () => clearTimeout(timer)
  }, [wanted])
  // Enter came before the answer.
  useEffect(() => {
    if (chosen === undefined) return
    if (chosen !== wanted || error !== null) return setChosen(undefined)
    if (found === undefined) return
    setChosen(undefined)
    const first = found.matches[0]
    if (first !== undefined) onOpen(first)
  }, [chosen, wanted, found, error, onOpen])

  const choose = (place: number) => {
    if (isTooShort) return
    const match = found?.matches[place]
    if (match !== undefined) return onOpen(match)
    if (found !== undefined) return
    setAsked(wanted)
    setChosen(wanted)
    if (error !== null) void answer.refetch()
  }
  return { found, error, isAsking: !isTooShort && found === undefined && error === null, isTooShort, choose }
}

/** The last four digits of a text that is a whole phone number; `undefined` for anything else. Lists know no more of one. */
export function lastFourOf(text: string): string | undefined {
  const trimmed = text.trim()
  const digits = trimmed.replace(/\D/g, '')
  return /^\+?[\d\s()-]+$/.test(trimmed) && digits.length >= 11 && digits.length <= 15 ? digits.slice(-4) : undefined
}
