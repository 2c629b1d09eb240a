import { queryOptions } from '@tanstack/react-query'
import { paths } from '#contract/paths.ts'
import { Session } from '#contract/session.ts'
import { ask } from '../api.ts'

/** Who is signed in; nobody where nobody has to. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => ask(paths.session(), new URLSearchParams(), Session, signal),
    staleTime: 60_000,
    retry: false,
  })
}
