import { queryOptions } from '@tanstack/react-query'
import { Session, sessionPaths } from '#contract/session.ts'
import { ask } from '../api.ts'

/** Who is signed in; nobody where nobody has to. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => ask(sessionPaths.session(), new URLSearchParams(), Session, signal),
    staleTime: 60_000,
    retry: false,
  })
}
