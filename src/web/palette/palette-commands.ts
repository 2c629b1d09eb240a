/** What the palette can do, each thing by the name it has elsewhere on the page. */
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../address.ts'
import { emptySearch } from '../jobs/job-search.ts'
import type { JobSearch } from '../jobs/job-search.ts'
import { viewQuery } from '../jobs/views/keep-views.ts'
import { toSearch } from '../jobs/views/saved-views.ts'
import type { SavedView } from '../jobs/views/saved-views.ts'
import { isOnly, phaseTree, withOnly } from '../jobs/filters/state-choice.ts'
import { stateText } from '../jobs/state-text.ts'
import { isOn, viewsOf, withView } from '../jobs/views/views.ts'
import { keyGroups } from '../keys.ts'
import type { CommandName } from '../keys.ts'
import { prefer } from '../preferences.ts'
import type { Preferences } from '../preferences.ts'
import type { IconName } from '../ui/icon.tsx'
import { zonesFor, zoneText } from '../ui/zone-time.ts'
import type { PaletteWords } from './palette-words.ts'

export const paletteGroups = ['view', 'action', 'source', 'state', 'display'] as const
export type PaletteGroup = (typeof paletteGroups)[number]

export interface PaletteCommand {
  /** The same in every language and at every visit. */
  id: string
  group: PaletteGroup
  kind: keyof PaletteWords['palette']['kinds']
  title: string
  /** Further words it is found by, such as the cloud's own code or the other language's word. */
  also: string
  icon: IconName
  phase?: Phase
  /** It is what the page shows now. */
  isOn?: boolean
  /** The key that does the same. */
  stroke?: string
  /** One of so many that it is shown only when it is asked for. */
  isOneOfMany?: true
  run: () => void
}

interface Here {
  sources: readonly Source[]
  source: Source | undefined
  search: JobSearch
  saved: readonly SavedView[]
  chosen: Preferences
  words: PaletteWords
  /** Epoch ms. */
  now: number
  desk: { run: (name: CommandName) => void; knows: (name: CommandName) => boolean }
}

/** Everything that can be done here and now. */
export function paletteCommands(here: Here): PaletteCommand[] {
  return [...viewCommands(here), ...actionCommands(here), ...sourceCommands(here), ...stateCommands(here), ...displayCommands(here)]
}

function viewCommands({ source, search, saved, words }: Here): PaletteCommand[] {
  if (source === undefined) return []
  const query = viewQuery(search)
  const one = { group: 'view', kind: 'view' } as const
  return [
    ...viewsOf(source).map((view): PaletteCommand => ({
      ...one, id: `view:${view.id}`, title: words.panel.view[view.id], also: view.id, icon: view.icon, isOn: isOn(view, search),
      run: () => goTo(toAddress(source.id, isOn(view, search) ? search : withView(search, view))),
    })),
    ...saved.map((view): PaletteCommand => ({
      ...one, id: `saved:${view.name}`, title: view.name, also: '', icon: 'bookmark', isOn: view.query === query,
      run: () => goTo(toAddress(source.id, toSearch(view))),
    })),
  ]
}

/** The page's own border between cards and a table. */
const cardsBelowPx = 700

const actions: readonly { name: CommandName; icon: IconName; also: string }[] = [
  { name: 'find', icon: 'search', also: 'search 搜索 查找' },
  { name: 'filters', icon: 'filter', also: 'filter 筛选' },
  { name: 'go-jobs', icon: 'close', also: 'clear reset 清除 重置' },
  { name: 'load', icon: 'again', also: 'reload refresh 刷新' },
  { name: 'copy-link', icon: 'link', also: 'share url 分享 链接' },
  { name: 'copy-case', icon: 'copy', also: 'ticket 工单' },
  { name: 'export', icon: 'export', also: 'csv json download 下载' },
  { name: 'columns', icon: 'columns', also: 'order width 顺序 宽度' },
  { name: 'help', icon: 'help', also: 'keys help 帮助 按键' },
]
const strokes = new Map<string, string | undefined>(keyGroups.flatMap(({ keys }) => keys.map(({ name, strokes: [stroke] }) => [name, stroke] as const)))

function actionCommands({ words, desk }: Here): PaletteCommand[] {
  const titleOf = (name: CommandName) => {
    if (name === 'export') return words.exports.title
    if (name === 'columns') return words.columns.title
    if (name === 'filters' || name === 'copy-link') return words.palette.actions[name]
    return name === 'help' ? words.messages.shell.help : words.keys.keys[name]
  }
  return actions
    // Cards have no columns.
    .filter(({ name }) => desk.knows(name) && (name !== 'columns' || innerWidth >= cardsBelowPx))
    .map(({ name, icon, also }) => {
      const stroke = strokes.get(name)
      return { id: `do:${name}`, group: 'action', kind: 'action', title: titleOf(name), also, icon, run: () => desk.run(name), ...(stroke === undefined ? {} : { stroke }) }
    })
}

function sourceCommands({ sources, source, search, words }: Here): PaletteCommand[] {
  return sources.map((one) => ({
    id: `source:${one.id}`, group: 'source', kind: 'source', title: one.label, icon: 'cloud', isOn: one.id === source?.id,
    also: `${one.id} ${one.region} ${words.messages.clouds[one.cloud]}`,
    run: () => goTo(toAddress(one.id, source === undefined ? emptySearch : { ...search, page: 1 })),
  }))
}

function stateCommands({ source, search, words: { messages } }: Here): PaletteCommand[] {
  if (source === undefined) return []
  return phaseTree(source.cloud).flatMap(({ phase, states }): PaletteCommand[] => [
    {
      id: `phase:${phase}`, group: 'state', kind: 'phase', title: messages.phases[phase], also: phase, icon: phase, phase, isOn: isOnly(search, phase, source.cloud),
      run: () => goTo(toAddress(source.id, withOnly(search, { kind: 'phase', value: phase }))),
    },
    ...states.map((state): PaletteCommand => ({
      id: `state:${state}`, group: 'state', kind: 'state', title: stateText(messages, source.cloud, state).text, also: state, icon: phase, phase, isOneOfMany: true,
      isOn: search.filters.state === state,
      run: () => goTo(toAddress(source.id, withOnly(search, { kind: 'state', value: state }))),
    })),
  ])
}

function displayCommands({ chosen, words, now }: Here): PaletteCommand[] {
  const { display, messages } = words
  const zones = zonesFor(chosen.zone, now)
  const of = <Key extends keyof Preferences>(key: Key, icon: IconName, setting: string, values: Partial<Record<Preferences[Key], string>>, also: Record<Preferences[Key], string>): PaletteCommand[] =>
    (Object.keys(values) as Preferences[Key][]).map((value) => ({
      id: `${key}:${value}`, group: 'display', kind: 'display', title: words.palette.setting(setting, values[value] ?? value), also: `${key} ${value} ${also[value]}`, icon,
      isOn: chosen[key] === value, isOneOfMany: true, run: () => prefer({ [key]: value }),
    }))
  return [
    ...of('theme', 'moon', display.theme, display.themes, { system: 'auto 主题 系统', light: '主题 浅色', dark: '主题 深色' }),
    ...of('language', 'page', display.language, { en: 'English', 'zh-CN': '简体中文' }, { en: '语言 英文', 'zh-CN': 'chinese 语言 中文' }),
    ...of('density', 'dense', display.density, display.densities, { comfortable: 'rows 行高 宽松', compact: 'rows 行高 紧凑' }),
    ...of('zone', 'clock', display.zone, Object.fromEntries(zones.map((zone) => [zone, zoneText(zone, now, messages)])), { local: zones.includes('beijing') ? 'time 时区 本地' : 'time 时区 本地 beijing 北京', beijing: 'time 时区 北京', utc: 'time 时区' }),
    ...of('histogram', 'dense', words.histogram.setting, words.histogram.settings, { shown: 'chart 图表 显示', hidden: 'chart 图表 隐藏' }),
    ...of('keys', 'command', display.keys, display.keyChoices, { on: 'shortcuts 快捷键', off: 'shortcuts 快捷键' }),
  ]
}
