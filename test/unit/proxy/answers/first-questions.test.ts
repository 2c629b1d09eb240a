import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { filterNames } from '#contract/job-filters.ts'
import { paths } from '#contract/paths.ts'
import type { Source } from '#contract/source.ts'
import { firstQuestions } from '#proxy/answers/first-questions.ts'
import { readSearch, toListParams } from '#web/jobs/job-search.ts'

const source: Source = {
  id: 'ours',
  cloud: 'metastudio',
  label: '',
  region: '',
  demo: true,
  filters: filterNames.filter((name) => name !== 'is_flexus'),
  sort_keys: ['create_time', 'update_time'],
  states: [],
  health: { status: 'ok' },
}

/** What the page asks at an address, by its own reading of it. */
function askedByPage(query: string): string {
  const params = toListParams(readSearch(query), source, { now: 0, zone: 'utc' }).toString()
  return `/${paths.jobs(source.id)}${params === '' ? '' : `?${params}`}`
}

const foretold = (query: string) =>
  firstQuestions('/', 'ours/jobs', new URLSearchParams(query), [source])
    .split(', ')
    .map((link) => /^<(.*)>/.exec(link)?.[1])

it('what is foretold of the list is what the page asks, or nothing', () => {
  const values = ['', '1', '2', '20', '050', '100', '101', '-1', 'failed', 'failed,-draft', 'failed,failed', ' vip', 'vip,客户', 'true', 'asc', 'desc', 'update_time', 'asset_order', '24h', '2026-03-14T00:20:00Z', '2026-03-14T01:20:00+01:00']
  const names = [...filterNames, 'created', 'updated', 'failed', 'sort_key', 'sort_dir', 'limit', 'page', 'offset', 'nonsense']
  const word = fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom(...values), fc.string()))
  let told = 0
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const query = new URLSearchParams(words).toString()
      const [, list] = foretold(query)
      if (list === undefined) return
      told += 1
      expect(list).toBe(askedByPage(query))
    }),
    { numRuns: 2000 },
  )
  expect(told).toBeGreaterThan(20)
})

it.each(['', 'limit=100', 'phase=failed&tag=vip', 'name=%E5%BC%A0&page=3&limit=20', 'is_flexus=true', 'sort_key=asset_order', 'sort_key=update_time&sort_dir=asc'])(
  'foretells the list of ?%s',
  (query) => expect(foretold(query)).toEqual(['/api/sources', askedByPage(query)]),
)

it('foretells no list of a source that is not watched, nor of the bare address, whose view the reader’s browser keeps', () => {
  for (const path of ['', 'other/jobs', 'ours']) expect(firstQuestions('/a/b/', path, new URLSearchParams(), [source])).toBe('</a/b/api/sources>; rel=preload; as=fetch; crossorigin=anonymous')
})
