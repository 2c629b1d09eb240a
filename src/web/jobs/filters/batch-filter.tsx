import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { findQuery } from '../find/find-query.ts'
import { TextFilter } from './text-filter.tsx'

const pauseMs = 300

interface BatchFilterProps {
  source: string
  value: string | undefined
  /** Batches on the pages that were read. */
  seen: readonly string[]
  onChange: (value: string | undefined, replace: boolean) => void
}

/** The batch to filter by. Offered are those of the pages that were read, and of every job that a search looks through those that begin as is typed. */
export function BatchFilter({ source, value, seen, onChange }: BatchFilterProps) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(setAsked, pauseMs, typed.trim())
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery(findQuery(asked)).data?.body.sources.find(({ id }) => id === source)?.batches ?? []
  return <TextFilter name="batch_name" value={value} suggestions={[...new Set([...found.map((one) => one.value), ...seen])]} onType={setTyped} onChange={onChange} />
}
