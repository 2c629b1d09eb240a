import { queryOptions } from '@tanstack/react-query'
import { Histogram } from '#contract/histogram.ts'
import { paths } from '#contract/paths.ts'
import type { Source } from '#contract/source.ts'
import { ask } from '../../api.ts'
import { afterFailure, retryOffline, slowing, thisMoment, watched } from '../job-queries.ts'
import { toCountParams } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { toAsked } from './bucket-choice.ts'
import type { Asked } from './bucket-choice.ts'

const second = 1000

/** How many jobs were created in each bucket. It is a picture, not a clock: asked for again every two minutes, sooner while it is being counted or a newer answer is on its way. */
export function histogramQuery(source: Source, search: JobSearch, tz: string) {
  const filters = toCountParams(search, source, { now: 0, zone: 'utc' }).toString()
  return queryOptions({
    queryKey: ['sources', source.id, 'histogram', filters, search.created ?? '', search.updated ?? '', tz],
    queryFn: async (context) => {
      const asked = toAsked(search, source, tz, thisMoment())
      const answer = await watched(context, ask(paths.histogram(source.id), asked.params, Histogram, context.signal))
      return { ...answer, ...toShown(asked), question: context.queryKey.join(' ') }
    },
    // The old picture stays until the new one is there; never another source's.
    placeholderData: (previous, query) => (query?.queryKey[1] === source.id ? previous : undefined),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return afterFailure(state)
      if (state.data?.isRefreshing) return 2 * second
      const isCounting = state.data?.body.exact === false && state.data.quiet < 3
      return isCounting ? 10 * second : slowing(state, 120 * second, 300 * second)
    },
    staleTime: 15 * second,
    retry: retryOffline,
  })
}

/** What the picture needs to know of its own question, which may be another one than the page now asks. */
function toShown({ by, params, isCut }: Asked) {
  const since = params.get('create_since') ?? undefined
  return { by, isCut, ...(since === undefined ? {} : { since }) }
}
