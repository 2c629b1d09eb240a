import { queryOptions } from '@tanstack/react-query'
import { Found } from '#contract/find.ts'
import { paths } from '#contract/paths.ts'
import { ask } from '../../api.ts'
import { retryOffline } from '../job-queries.ts'

const second = 1000

/** Every source's jobs for a pasted id, a part of a name or batch, or the last digits of a phone number. */
export function findQuery(text: string) {
  return queryOptions({
    queryKey: ['find', text],
    queryFn: ({ signal }) => ask(paths.find(), new URLSearchParams({ q: text }), Found, signal),
    enabled: [...text].length >= 2,
    staleTime: 30 * second,
    retry: retryOffline,
  })
}
