import { isFilterName, filterNames } from '#contract/job-filters.ts'
import type { FilterName } from '#contract/job-filters.ts'
import { phases } from '#contract/job-states.ts'
import type { Actor, Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import type { Messages } from '../../messages/en.ts'
import type { LanguageCode } from '../../messages/messages.tsx'
import { clockText, dayText } from '../../ui/time-text.ts'
import type { Zone } from '../../ui/time-text.ts'
import { filterText, timeText } from './filter-text.ts'
import { offsetText, zoneText } from '../../ui/zone-time.ts'
import { timeFields, withFailed, withFilters, withTime } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { isOfZone, rangeSince } from './relative-range.ts'
import type { RelativeRange } from './relative-range.ts'
import { withChoice } from './state-choice.ts'
import { stateText } from '../state-text.ts'

/** One thing that narrows the list, said in words, with the search that is left when it goes. */
export interface Chip {
  id: string
  name: string
  value: string
  /** When a range that ends now begins, in the reader's zone: `20 Nov 00:00 UTC+8`. */
  since?: string
  /** That it begins at another moment for a reader in another zone. */
  sinceHint?: string
  /** A state that is in no catalogue: the value is its raw code. */
  isCode?: boolean
  /** Excluded or wanted; absent where a value can only be wanted. */
  sign?: 'is' | 'not'
  /** Why it is not sent, when it is not. */
  odd?: 'notRecognised' | 'notHere'
  without: JobSearch
  /** The same chip with the other sign. */
  flipped?: JobSearch
}

interface Words {
  messages: Messages
  language: LanguageCode
  zone: Zone
  now: number
}

/** `last 7 days`, `since yesterday` */
export function rangeText(range: string, { chips }: Messages): string {
  if (range === 'yesterday') return chips.sinceYesterday
  const count = range.slice(0, -1)
  return chips.last(`${count} ${(count === '1' ? chips.rangeOne : chips.ranges)[range.slice(-1)] ?? ''}`)
}

function listChips(search: JobSearch, source: Source, name: 'phase' | 'state', { messages }: Words): Chip[] {
  const list = search.filters[name]?.split(',') ?? []
  return list.map((member) => {
    const isNot = member.startsWith('-')
    const value = isNot ? member.slice(1) : member
    const one = name === 'phase' ? ({ kind: 'phase', value: phases.find((phase) => phase === value) ?? 'unknown' } as const) : ({ kind: 'state', value } as const)
    const text = stateText(messages, source.cloud, value)
    return {
      id: `${name}:${member}`,
      name: messages.filters[name],
      value: name === 'phase' ? (messages.phases[value as Phase] ?? value) : text.text,
      ...(name === 'state' && text.isCode ? { isCode: true } : {}),
      sign: isNot ? 'not' : 'is',
      without: withChoice(search, one, 'off', source.cloud),
      flipped: withChoice(search, one, isNot ? 'on' : 'excluded', source.cloud),
    }
  })
}

/** Said where a range begins at another moment in another zone, or the same link would seem to show everybody the same. */
function sinceText(range: RelativeRange, words: Words): { since?: string; sinceHint?: string } {
  if (!isOfZone(range)) return {}
  const since = rangeSince(range, words)
  const at = Date.parse(since)
  return { since: `${momentText(since, words)} ${offsetText(at, words.zone)}`, sinceHint: words.messages.chips.ownMidnight(zoneText(words.zone, at, words.messages)) }
}

const momentText = (at: string, { language, zone, now }: Words) => `${dayText(Date.parse(at), now, language, zone)} ${clockText(Date.parse(at), zone)}`

function valueText(name: FilterName, value: string, words: Words): string {
  const { messages } = words
  if (name === 'failed_since') return momentText(value, words)
  if (name === 'actor') return value.split(',').map((actor) => messages.moves[actor as Actor] ?? actor).join(messages.between.words)
  if (name === 'hidden_failure') return messages.panel.yes
  if (value === 'true') return messages.panel.yes
  if (value === 'false') return messages.panel.no
  return value
}

const timeNames = new Set<FilterName>(Object.values(timeFields).flat())

/** Every filter that is on: states and phases, the excluded ones behind the wanted ones, the other values, the times; then what the address holds that cannot be sent. */
export function chipsOf(search: JobSearch, source: Source, words: Words): Chip[] {
  const { messages } = words
  // Any of the wanted states and phases is enough; the excluded ones come behind them.
  const chips = (['state', 'phase'] as const).flatMap((name) => listChips(search, source, name, words)).sort((a, b) => (a.sign ?? '').localeCompare(b.sign ?? ''))
  for (const name of filterNames) {
    const value = search.filters[name]
    if (value === undefined || timeNames.has(name) || name === 'state' || name === 'phase') continue
    chips.push({
      id: name,
      name: filterText(name, source.cloud, messages),
      value: valueText(name, value, words),
      ...(source.filters.includes(name) ? {} : { odd: 'notHere' as const }),
      without: withFilters(search, { [name]: undefined }),
    })
  }
  for (const field of ['created', 'updated'] as const) {
    const [sinceName, untilName] = timeFields[field]
    const since = search.filters[sinceName]
    const until = search.filters[untilName]
    const relative = search[field]
    if (relative === undefined && since === undefined && until === undefined) continue
    const moment = (at: string) => momentText(at, words)
    const value =
      relative !== undefined
        ? rangeText(relative, messages)
        : since !== undefined && until !== undefined
          ? messages.chips.until(moment(since), moment(until))
          : since !== undefined
            ? messages.chips.since(moment(since))
            : messages.chips.before(moment(until ?? ''))
    chips.push({
      id: field,
      name: timeText(field, source.cloud, messages),
      value,
      ...(relative === undefined ? {} : sinceText(relative, words)),
      ...(source.filters.includes(sinceName) ? {} : { odd: 'notHere' as const }),
      without: withTime(search, field, undefined),
    })
  }
  if (search.failed !== undefined)
    chips.push({
      id: 'failed',
      name: messages.chips.failed,
      value: rangeText(search.failed, messages),
      ...sinceText(search.failed, words),
      ...(source.filters.includes('failed_since') ? {} : { odd: 'notHere' as const }),
      without: withFailed(search, undefined),
    })
  for (const [index, [name, value]] of search.unrecognised.entries()) {
    chips.push({
      id: `odd:${index}:${name}`,
      name: isFilterName(name) ? filterText(name, source.cloud, messages) : name,
      value: value.trim() === '' ? messages.chips.empty : value,
      odd: 'notRecognised',
      without: { ...search, unrecognised: search.unrecognised.filter((_, other) => other !== index) },
    })
  }
  return chips
}
