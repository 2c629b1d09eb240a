/** What a press of a key means: one table for the listener and for the help sheet. Pure. */

/** A key as it is written here: its own name, `Shift+` or `Mod+` (Ctrl, on Apple’s keyboards Cmd) before it, or two presses with a space between them. */
type Stroke = string

interface Entry {
  name: string
  strokes: readonly Stroke[]
  /** The browser or the thing itself hears this key; it stands here for the sheet. */
  isNative?: true
  /** Means something only where arrows and Space are not the browser's: in the list, or with nothing focused. */
  isOfList?: true
  /** Held down, it goes on. */
  repeats?: true
}

/** Every key there is, in the groups and the order of the sheet. */
export const keyGroups = [
  {
    name: 'list',
    keys: [
      { name: 'down', strokes: ['j', 'ArrowDown'], repeats: true },
      { name: 'up', strokes: ['k', 'ArrowUp'], repeats: true },
      { name: 'open', strokes: ['Enter'], isNative: true },
      { name: 'peek', strokes: ['Space'], isOfList: true },
      { name: 'tick', strokes: ['x', 'Shift+x'] },
      { name: 'previous-page', strokes: ['['] },
      { name: 'next-page', strokes: [']'] },
      { name: 'load', strokes: ['r'] },
      { name: 'copy-link', strokes: ['c'] },
    ],
  },
  {
    name: 'job',
    keys: [
      { name: 'copy-case', strokes: ['Shift+c'] },
      { name: 'close', strokes: ['Escape'], isNative: true },
    ],
  },
  {
    name: 'find',
    keys: [
      { name: 'find', strokes: ['/'] },
      { name: 'filters', strokes: ['f'] },
      { name: 'phase', strokes: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
      { name: 'all', strokes: ['0'] },
    ],
  },
  {
    name: 'go',
    keys: [
      { name: 'go-jobs', strokes: ['g j'] },
      { name: 'go-failed', strokes: ['g f'] },
      { name: 'palette', strokes: ['Mod+k'] },
      { name: 'help', strokes: ['?'] },
    ],
  },
] as const satisfies readonly { name: string; keys: readonly Entry[] }[]

type Group = (typeof keyGroups)[number]
export type GroupName = Group['name']
export type KeyName = Group['keys'][number]['name']
/** Columns and export have no key of their own; the palette opens them. */
export type CommandName = Exclude<KeyName, 'open' | 'close'> | 'columns' | 'export'

export interface Command {
  name: CommandName
  /** Which one, from 1, where one name has many keys. */
  place: number
  /** The key is held down. */
  isRepeat: boolean
}

/** One press, with what the table needs to know of where it fell. */
export interface Press {
  key: string
  isShifted: boolean
  /** Ctrl, Alt or Meta is down: the key is the browser's or the system's. */
  isModified: boolean
  /** Of these only Ctrl is down, on Apple’s keyboards only Cmd. */
  isMod: boolean
  /** An input method is at work: the key is a part of a word. */
  isComposing: boolean
  isRepeat: boolean
  /** Of any clock, in ms. */
  at: number
  /** In the list or nowhere; on a control or in the drawer, where arrows and Space have a meaning; where keys are typed; under a dialog. */
  where: 'list' | 'control' | 'field' | 'modal'
}

/** The first of two strokes, which waits for the second. */
export interface Prefix {
  key: string
  until: number
}

export const prefixMs = 1000

const strokes = new Map(
  keyGroups.flatMap(({ keys }) =>
    (keys as readonly (Entry & { name: KeyName })[]).flatMap((entry) => entry.strokes.map((stroke, index) => [stroke, { entry, place: index + 1 }] as const)),
  ),
)
const prefixes = new Set([...strokes.keys()].filter((stroke) => /^. /u.test(stroke)).map((stroke) => stroke.slice(0, 1)))
const isCommand = (name: KeyName): name is Exclude<KeyName, 'open' | 'close'> => name !== 'open' && name !== 'close'

/**
 * What a press means, after the prefix that may wait.
 *
 * The prefix of the answer is the one that waits from now on: a press that is none of ours ends it, a modifier alone does not.
 */
export function readKey(press: Press, before?: Prefix): { command?: Command; prefix?: Prefix } {
  if (press.isComposing || press.where === 'modal' || (!press.isMod && (press.isModified || press.where === 'field'))) return {}
  const waiting = before !== undefined && press.at <= before.until ? before : undefined
  if (press.key === 'Shift' || press.key === 'CapsLock') return waiting === undefined ? {} : { prefix: waiting }
  // Caps lock writes capitals without Shift: the letter counts, and Shift as it is held.
  const letter = /^[a-z]$/i.test(press.key)
  const key = letter ? press.key.toLowerCase() : press.key === ' ' ? 'Space' : press.key
  const stroke = press.isMod ? `Mod+${key}` : letter && press.isShifted ? `Shift+${key}` : key
  const found = strokes.get(waiting === undefined || press.isMod ? stroke : `${waiting.key} ${stroke}`)
  if (found === undefined) return prefixes.has(stroke) && !press.isRepeat ? { prefix: { key: stroke, until: press.at + prefixMs } } : {}
  const { entry, place } = found
  const isOfList = entry.isOfList === true || key.startsWith('Arrow')
  if (!isCommand(entry.name) || (isOfList && press.where !== 'list') || (press.isRepeat && entry.repeats !== true)) return {}
  return { command: { name: entry.name, place, isRepeat: press.isRepeat } }
}
