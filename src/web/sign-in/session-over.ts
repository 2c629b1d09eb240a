import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '../jobs/job-queries.ts'
import { isTurnedAway } from './signed-out.ts'

/**
 * Whether the session in front of the proxy has ended: even the sources are turned away, which whoever is signed in may read. What
 * stands in front may refuse a single question for reasons of its own.
 */
export function useIsSessionOver(): boolean {
  const { data, error } = useQuery({ ...sourcesQuery(), enabled: false })
  // Before the first answer the whole page says it.
  return data !== undefined && isTurnedAway(error)
}
