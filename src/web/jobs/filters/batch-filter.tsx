import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { findQuery } from '../find/find-query.ts'
import { TextFilter } from './text-filter.tsx'

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
  const found = useQuery(findQuery(typed)).data?.body.sources.find(({ id }) => id === source)?.batches ?? []
  return <TextFilter name="batch_name" value={value} suggestions={[...new Set([...found.map((one) => one.value), ...seen])]} onPause={setTyped} onChange={onChange} />
}
