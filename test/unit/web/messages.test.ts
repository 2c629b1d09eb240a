import { describe, expect, it } from 'vitest'
import { displayEn } from '#web/messages/display.en.ts'
import { liveEn } from '#web/messages/live.en.ts'
import { displayZhCN } from '#web/messages/display.zh-CN.ts'
import { exportEn } from '#web/messages/export.en.ts'
import { exportZhCN } from '#web/messages/export.zh-CN.ts'
import { findEn } from '#web/messages/find.en.ts'
import { findZhCN } from '#web/messages/find.zh-CN.ts'
import { copiedZhCN } from '#web/messages/copied.zh-CN.ts'
import { pagerEn } from '#web/messages/pager.en.ts'
import { pagerZhCN } from '#web/messages/pager.zh-CN.ts'
import { signInEn } from '#web/messages/sign-in.en.ts'
import { signInZhCN } from '#web/messages/sign-in.zh-CN.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { en } from '#web/messages/en.ts'
import { keysEn } from '#web/messages/keys.en.ts'
import { keysZhCN } from '#web/messages/keys.zh-CN.ts'
import { zhCN } from '#web/messages/zh-CN.ts'

const sources = import.meta.glob<string>('../../../src/web/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
const code = Object.entries(sources)
  .filter(([path]) => !path.includes('/messages/'))
  .map(([, text]) => text)
  .join('\n')

type Catalogue = Readonly<Record<string, unknown>>
const isCatalogue = (value: unknown): value is Catalogue => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The names under which the code holds a part of a catalogue: its own, and what it was put under. */
function namesOf(part: string): string {
  const others = [...code.matchAll(new RegExp(String.raw`const (\w+) = [\w.]*\b${part}\n`, 'g'))].map(([, name]) => name)
  return [part, ...others].join('|')
}

/** Keys of a catalogue that no code reads. A part that is read by a key that is only known at run time counts as read whole. */
function unread(catalogue: Catalogue, root: string): string[] {
  const names = namesOf(root)
  if (new RegExp(String.raw`\b(${names})\[`).test(code)) return []
  return Object.entries(catalogue).flatMap(([key, value]) => {
    const isNamed = new RegExp(String.raw`\b(${names})\.${key}\b`).test(code)
    const isTakenOut = new RegExp(String.raw`\{[^{}]*\b${key}\b[^{}]*\}( = [\w.]*(${names})(\[\w+\])?\n|: \w*Messages\b|: \{ \w+: \w+; \w+: \w+ \})`).test(code)
    if (!isNamed && !isTakenOut) return [`${root}.${key}`]
    // Handed on as a whole, it is read where it arrives.
    const isHandedOn = new RegExp(String.raw`[\w.]*\.${key}(\)|, |\}| \})`).test(code)
    return isCatalogue(value) && !isHandedOn ? unread(value, key) : []
  })
}

/** Each sentence with its place; a function gives what it says of nothing in particular. */
function sentences(catalogue: Catalogue, place = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const at = `${place}.${key}`
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') return [[at, String(value)]]
    return Array.isArray(value) ? value.map((one) => [at, String(one)]) : isCatalogue(value) ? sentences(value, at) : []
  })
}

/** Half a sign beside Chinese, or a blank beside a whole one, which has its room in itself. */
const isMixed = (words: string) => /\p{Script=Han}["')\]]?[,:;?!()]|[,:;?!()]\s?\p{Script=Han}|\p{Script=Han}\.(\s|$)|[，。：；？！、（）]\s|\s[，。：；？！、（）]/u.test(words)

/** Chinese and a Latin word or a figure without the blank between them; what is filled in counts as what it will be. */
const isTight = (words: string) => /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}|\p{Script=Han}\$\{(?:number|count|seconds|px|place|of|cloud)\b|\$\{(?:number|count|seconds|px|place|of|cloud)\b[^}]*\}\p{Script=Han}/u.test(words)

/** Other words for what has one: a job, a reviewer, to stop, to reject, to mark, an account, to sign in. */
const isOtherWord = (words: string) => /作业|审核员|终止|停止|打回|标注|帐号|登陆|的管理员/u.test(words)

/** Each sentence with its place, functions called: with a number, a word, nothing, and Chinese in every place. */
function said(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') return fillings.flatMap((filling) => said(tried(() => Reflect.apply(value, undefined, filling) as unknown), `${place}()`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => said(one, `${place}.${key}`))
}
const fillings = [1, 2, '词', true, undefined].map((one) => Array.from({ length: 8 }, () => one))
/** Not every function takes every kind of filling. */
function tried<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch {
    return undefined
  }
}

describe('the catalogues', () => {
  it('hold no word that nobody reads', () => {
    expect(code.length).toBeGreaterThan(50_000)
    expect([...unread(en, 'messages'), ...unread(drawerEn, 'drawer'), ...unread(keysEn, 'words'), ...unread(displayEn, 'display'), ...[signInEn, findEn, exportEn, pagerEn, liveEn].flatMap((catalogue) => unread(catalogue, 'words'))]).toEqual([])
  })

  it('never call the last update a change of state, on neither cloud', () => {
    expect([en.lastUpdate, zhCN.lastUpdate]).toEqual([
      { metastudio: 'Customer’s last action', ice: 'Latest training start' },
      { metastudio: '客户最近操作', ice: '最近一次开始训练' },
    ])
    const all = [en, zhCN, drawerEn, drawerZhCN].flatMap((catalogue) => sentences(catalogue))
    expect(all.filter(([at, words]) => /last_update_time|update_since|update_until|lastUpdate|latest$/.test(at) && /state|updated|状态|更新/i.test(words))).toEqual([])
  })

  it('put the signs of Chinese between Chinese, and no blank beside them', () => {
    const modules = Object.values(import.meta.glob<Record<string, unknown>>('../../../src/web/messages/*.zh-CN.ts', { eager: true }))
    const all = [zhCN, ...modules].flatMap((catalogue) => said(catalogue))
    expect(all.length).toBeGreaterThan(800)
    expect(all.filter(([, words]) => isMixed(words))).toEqual([])
  })

  it('set a blank between Chinese and Latin words or figures, and have one word for one thing', () => {
    const modules = Object.values(import.meta.glob<Record<string, unknown>>('../../../src/web/messages/*.zh-CN.ts', { eager: true }))
    const all = [zhCN, ...modules].flatMap((catalogue) => sentences(catalogue))
    expect(all.length).toBeGreaterThan(500)
    expect(all.filter(([, words]) => isTight(words.replaceAll(String.raw`\u00A0`, ' ')) || isOtherWord(words))).toEqual([])
  })

  it('keep a number and its unit on one line', () => {
    const all = Object.values(import.meta.glob<Record<string, unknown>>('../../../src/web/messages/*.ts', { eager: true })).flatMap((catalogue) => said(catalogue))
    expect(all.length).toBeGreaterThan(1_600)
    expect(all.filter(([, words]) => /\d (?:ms|s|min|h|d|[kM]B|秒|分钟|小时|天)(?![a-z])/.test(words))).toEqual([])
    expect(all.some(([, words]) => words.includes('1\u00A0s'))).toBe(true)
  })

  it.each([['共 3 个', false], ['共3 个', true], ['任务 ID', false], ['任务ID', true], ['第 ${number(page)} 页', false], ['第${number(page)} 页', true], ['第 ${place}页', true]])('in %j a blank is missed: %s', (words, is) => {
    expect(isTight(words)).toBe(is)
  })

  it.each([
    ['问题出在云端。 其他数据源', true],
    ['查看其他数据源: ICE', true],
    ['共 3 个任务, 2 页', true],
    ['任务(已删除)', true],
    ['好了. 下一个', true],
    ['创建于 08:30，状态为 A, B。', false],
    ['按 Esc 关闭。（可选）', false],
  ])('whose signs in %j are told apart', (words, is) => {
    expect(isMixed(words)).toBe(is)
  })

  it('have no English sentence in the Chinese ones', () => {
    const all = [zhCN, displayZhCN, pagerZhCN, drawerZhCN, keysZhCN, signInZhCN, findZhCN, exportZhCN, copiedZhCN].flatMap((catalogue) => sentences(catalogue)).filter(([, words]) => !words.includes('=>'))
    const english = all.filter(([, words]) => !/\p{Script=Han}/u.test(words) && /[a-z]{2,} [a-z]{2,}/i.test(words))
    // What leads to English is said in English.
    expect(english.map(([at]) => at)).toEqual(['.shell.switchLanguage', '.customerIn.en'])
  })
})
