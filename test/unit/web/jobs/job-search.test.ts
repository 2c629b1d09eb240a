import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterNames, sortDirs, sortKeys } from '#contract/job-filters.ts'
import type { FilterName } from '#contract/job-filters.ts'
import { phases } from '#contract/job-states.ts'
import { emptySearch, filterCount, orderOf, readSearch, toCountParams, toFilterParams, toListParams, withFailed, withFilters, withoutFilters, withOrder, withTime, writeSearch } from '#web/jobs/job-search.ts'
import type { JobSearch } from '#web/jobs/job-search.ts'
import type { Source } from '#contract/source.ts'

const source: Source = {
  id: 'metastudio-cn-north-4', cloud: 'metastudio', label: 'MetaStudio', region: 'cn-north-4', demo: true,
  filters: [...filterNames], sort_keys: [...sortKeys], states: [], health: { status: 'ok' },
}
const ice: Source = { ...source, id: 'ice-cn-shanghai', cloud: 'ice', filters: ['state', 'phase', 'create_since', 'create_until', 'name'], sort_keys: ['create_time'] }

const list = (members: readonly string[]) =>
  fc.uniqueArray(fc.tuple(fc.boolean(), fc.constantFrom(...members)), { minLength: 1, maxLength: 4, selector: ([, member]) => member }).map((some) => some.map(([minus, member]) => (minus ? `-${member}` : member)).join(','))
const word = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map((text) => text.trim()).filter((text) => text !== '' && text.length <= 256 && !/\p{Cc}/u.test(text))
const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`)
const values: Record<FilterName, fc.Arbitrary<string>> = {
  state: list(['TRAIN_FAILED', 'COMPILING', 'NOPE', 'Success']),
  phase: list(phases),
  actor: fc.uniqueArray(fc.constantFrom('you', 'provider', 'nobody'), { minLength: 1 }).map((some) => some.join(',')),
  hidden_failure: fc.constant('true'),
  create_since: instant, create_until: instant, update_since: instant, update_until: instant, failed_since: instant,
  query_project_id: fc.constant('0123456789abcdef0123456789abcdef'),
  batch_name: word, tag: word, name: word, train_location: word,
  job_id: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  model_resolution: fc.constantFrom('1080P', '4K', '8K'),
  is_flexus: fc.constantFrom('true', 'false'), is_live_copy: fc.constantFrom('true', 'false'), is_ondemand_resource: fc.constantFrom('true', 'false'),
}
const anySearch: fc.Arbitrary<JobSearch> = fc
  .record(
    {
      filters: fc.record(values, { requiredKeys: [] }),
      sort_key: fc.constantFrom(undefined, ...sortKeys),
      sort_dir: fc.constantFrom(...sortDirs),
      limit: fc.integer({ min: 1, max: 100 }),
      page: fc.integer({ min: 1, max: 10_000 }),
      range: fc.option(fc.tuple(fc.constantFrom('created' as const, 'updated' as const, 'failed' as const), fc.constantFrom('1h', '24h', '7d', '90d', '2w', 'yesterday'))),
    },
  )
  .map(({ range, filters, sort_key, ...rest }) => {
    const search: JobSearch = { ...rest, filters: { ...filters }, unrecognised: [] }
    // What goes without saying is not said: the cloud's own order, but where the time of failure is the list's own.
    const isByFailure = range?.[0] === 'failed' || search.filters.failed_since !== undefined
    const said = sort_key ?? (search.sort_dir === 'asc' ? 'create_time' : undefined)
    if (said !== undefined && (isByFailure || said !== 'create_time')) search.sort_key = said
    for (const [since, until] of [['create_since', 'create_until'], ['update_since', 'update_until']] as const) {
      const from = search.filters[since]
      const to = search.filters[until]
      if (from !== undefined && to !== undefined && from > to) delete search.filters[until]
    }
    if (range === null) return search
    const [field, length] = range
    return { ...(field === 'failed' ? withFailed(search, length) : withTime(search, field, length)), page: search.page }
  })

describe('the address of a list', () => {
  it('gives back every search that was written into it', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        expect(readSearch(writeSearch(search))).toEqual(search)
      }),
    )
  })

  it('is canonical: the same view has the same text, whatever order it was written in', () => {
    const canonical = writeSearch(readSearch('page=2&tag=vip&phase=failed&created=7d'))
    expect(canonical).toBe('phase=failed&created=7d&tag=vip&page=2')
    expect(writeSearch(readSearch('created=7d&phase=failed&page=2&tag=vip'))).toBe(canonical)
  })

  it('reads any text without failing, and reading what it wrote changes nothing more', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (query) => {
        const once = readSearch(query)
        expect(readSearch(writeSearch(once))).toEqual(once)
      }),
    )
  })

  it('keeps a job id that looks like a number as it is', () => {
    expect(readSearch('job_id=1234567890123456789').filters.job_id).toBe('1234567890123456789')
    expect(readSearch('name=true').filters.name).toBe('true')
  })

  it('never drops a good value because of a bad one, and keeps the bad one for a chip', () => {
    const search = readSearch('phase=failed,nope&limit=5000&tag=vip&sort_dir=sideways&colour=red&page=0')
    expect(search.filters).toEqual({ phase: 'failed', tag: 'vip' })
    expect(search.unrecognised).toEqual([['phase', 'nope'], ['limit', '5000'], ['sort_dir', 'sideways'], ['colour', 'red'], ['page', '0']])
    expect(search.limit).toBe(50)
  })

  it('reads a good list after a bad one of the same name, and never two of them', () => {
    expect(readSearch('phase=nope&phase=failed')).toMatchObject({ filters: { phase: 'failed' }, unrecognised: [['phase', 'nope']] })
    expect(readSearch('phase=done&phase=failed')).toMatchObject({ filters: { phase: 'done' }, unrecognised: [['phase', 'failed']] })
  })

  it('sets a range of failures aside that is relative and absolute at once', () => {
    const search = readSearch('failed=24h&failed_since=2026-03-13T00:00:00Z')
    expect(search).toMatchObject({ filters: { failed_since: '2026-03-13T00:00:00Z' }, unrecognised: [['failed', '24h']] })
    expect(search.failed).toBeUndefined()
  })

  it('keeps every good value beside any rubbish', () => {
    const rubbish = fc.array(fc.tuple(fc.constantFrom('colour', 'phase', 'limit', 'failed', 'created', 'sort_dir', 'state', 'is_flexus'), fc.constantFrom('?', '', '-', '7y', '5000', 'no no')))
    fc.assert(
      fc.property(anySearch, rubbish, (search, odd) => {
        const query = new URLSearchParams([...odd, ...new URLSearchParams(writeSearch(search))])
        expect(writeSearch({ ...readSearch(query.toString()), unrecognised: [] })).toBe(writeSearch(search))
      }),
    )
  })

  it('sends a state that has the form of one although it stands in no catalogue', () => {
    expect(readSearch('state=QUALITY_GATE_WAIT').filters.state).toBe('QUALITY_GATE_WAIT')
  })

  it('sets a range aside that is relative and absolute at once, or ends before it begins', () => {
    const search = readSearch('created=7d&create_since=2026-03-14T00:00:00Z&create_until=2026-03-13T00:00:00Z')
    expect(search.filters).toEqual({ create_since: '2026-03-14T00:00:00Z' })
    expect(search.created).toBeUndefined()
    expect(search.unrecognised.map(([name]) => name).toSorted()).toEqual(['create_until', 'created'])
  })

  it('refuses dates that no calendar has', () => {
    expect(readSearch('create_since=2026-04-31T00:00:00Z').filters).toEqual({})
    expect(readSearch('create_since=yesterday').unrecognised).toEqual([['create_since', 'yesterday']])
  })
})

describe('what the proxy is asked', () => {
  const now = Date.parse('2026-03-14T10:20:45.678Z')

  it('resolves a relative range to whole minutes, so that viewers share answers', () => {
    expect(toFilterParams(readSearch('created=24h'), source, { now, zone: 'utc' }).toString()).toBe('create_since=2026-03-13T10%3A20%3A00Z')
    expect(toFilterParams(readSearch('created=24h'), source, { now: now + 10_000, zone: 'utc' }).toString()).toBe('create_since=2026-03-13T10%3A20%3A00Z')
  })

  it('resolves the time of failure likewise, and leaves it out of what is counted', () => {
    expect(toFilterParams(readSearch('failed=24h&tag=vip'), source, { now, zone: 'utc' }).toString()).toBe('failed_since=2026-03-13T10%3A20%3A00Z&tag=vip')
    expect(toCountParams(readSearch('failed=24h&tag=vip'), source, { now, zone: 'utc' }).toString()).toBe('tag=vip')
  })

  it('begins yesterday at the midnight of the reader’s zone, whatever the hour', () => {
    const since = (at: string, zone: 'utc' | 'beijing') =>
      toFilterParams(readSearch('failed=yesterday'), source, { now: Date.parse(at), zone }).get('failed_since')
    for (const at of ['2026-03-14T00:00:00Z', '2026-03-14T10:20:45Z', '2026-03-14T23:59:59Z']) expect(since(at, 'utc')).toBe('2026-03-13T00:00:00Z')
    // In Beijing the 14th begins at 16:00 UTC of the 13th.
    expect(since('2026-03-13T15:59:59Z', 'beijing')).toBe('2026-03-11T16:00:00Z')
    for (const at of ['2026-03-13T16:00:00Z', '2026-03-14T09:00:00Z']) expect(since(at, 'beijing')).toBe('2026-03-12T16:00:00Z')
    expect(since('2026-03-01T09:00:00Z', 'utc')).toBe('2026-02-28T00:00:00Z')
  })

  it('lists what failed lately by when it failed, unless another order is chosen', () => {
    const asked = (query: string, of = source) => {
      const search = readSearch(query)
      const params = toListParams(search, of, { now, zone: 'utc' })
      return [orderOf(search, of), params.get('sort_key'), params.get('sort_dir'), writeSearch(search)]
    }
    expect(asked('failed=24h')).toEqual([{ key: 'failure', dir: 'desc' }, null, null, 'failed=24h'])
    // The newest created first is another order here, and has to be said.
    expect(asked('failed=24h&sort_key=create_time')).toEqual([{ key: 'create_time', dir: 'desc' }, 'create_time', null, 'failed=24h&sort_key=create_time'])
    expect(asked('failed=24h&sort_dir=desc')).toEqual(asked('failed=24h&sort_key=create_time'))
    expect(asked('failed=24h&sort_dir=asc')).toEqual([{ key: 'create_time', dir: 'asc' }, 'create_time', 'asc', 'failed=24h&sort_key=create_time&sort_dir=asc'])
    expect(asked('sort_key=create_time')).toEqual([{ key: 'create_time', dir: 'desc' }, null, null, ''])
    // A cloud without a log knows no time of failure, and none of its lists is in that order.
    expect(asked('failed=24h', ice)).toEqual([{ key: 'create_time', dir: 'desc' }, null, null, 'failed=24h'])
    for (const key of ['failure', 'create_time', 'update_time'] as const) {
      const chosen = withOrder(readSearch('failed=24h&page=3&sort_key=asset_order'), { key, dir: 'desc' })
      expect(orderOf(readSearch(writeSearch(chosen)), source)).toEqual({ key, dir: 'desc' })
      expect(chosen.page).toBe(1)
    }
  })

  it('turns pages into an offset and leaves defaults out', () => {
    expect(toListParams(emptySearch, source, { now, zone: 'utc' }).toString()).toBe('')
    expect(toListParams(readSearch('page=3&limit=20&sort_dir=asc'), source, { now, zone: 'utc' }).toString()).toBe('offset=40&limit=20&sort_dir=asc')
  })

  it('sends no filter and no sort key that the source does not have, and keeps them in the address', () => {
    const search = readSearch('tag=vip&name=Mira&sort_key=asset_order')
    expect(toListParams(search, ice, { now, zone: 'utc' }).toString()).toBe('name=Mira')
    expect(writeSearch(search)).toContain('tag=vip')
  })
})

describe('changing a search', () => {
  it('applying then clearing any filter gives the same search on the first page', () => {
    fc.assert(
      fc.property(anySearch, fc.constantFrom(...filterNames), (search, name) => {
        const cleared = withFilters(search, { [name]: undefined })
        const applied = withFilters(cleared, { [name]: 'true' })
        expect(withFilters(applied, { [name]: undefined })).toEqual(cleared)
      }),
    )
  })

  it('goes back to the first page when the question changes', () => {
    expect(withFilters(readSearch('page=7'), { tag: 'vip' }).page).toBe(1)
    expect(withoutFilters(readSearch('page=7&tag=vip&limit=20&created=7d&zzz=1'))).toEqual({ ...emptySearch, limit: 20 })
  })

  it('counts a time range once', () => {
    expect(filterCount(readSearch('create_since=2026-03-13T00:00:00Z&create_until=2026-03-14T00:00:00Z&tag=vip&updated=7d'))).toBe(3)
  })
})
