import { describe, expect, it } from 'vitest'
import { keyGroups, prefixMs, readKey } from '#web/keys.ts'
import type { Press } from '#web/keys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key, isShifted: false, isModified: false, isMod: false, isComposing: false, isRepeat: false, at: 0, where: 'list', ...more,
})
const nameOf = (key: string, more: Partial<Press> = {}) => readKey(press(key, more)).command?.name

const allStrokes = () => keyGroups.flatMap((group) => group.keys.flatMap((key): readonly string[] => key.strokes))

describe('a press', () => {
  it.each([
    ['j', 'down'], ['ArrowDown', 'down'], ['k', 'up'], ['ArrowUp', 'up'], [' ', 'peek'], ['[', 'previous-page'], [']', 'next-page'],
    ['/', 'find'], ['f', 'filters'], ['0', 'all'], ['c', 'copy-link'], ['r', 'load'], ['?', 'help'],
  ])('of “%s” means %s', (key, name) => {
    expect(nameOf(key)).toBe(name)
  })

  it('of a digit means the phase at that place', () => {
    expect(readKey(press('4')).command).toEqual({ name: 'phase', place: 4, isRepeat: false })
    expect(readKey(press('9')).command?.place).toBe(9)
  })

  it('with Shift means another thing for a letter, and the same for a sign that needs it', () => {
    expect(nameOf('C', { isShifted: true })).toBe('copy-case')
    expect(nameOf('J', { isShifted: true })).toBeUndefined()
    expect(nameOf('?', { isShifted: true })).toBe('help')
    expect(nameOf('5', { isShifted: true })).toBe('phase')
  })

  it('under caps lock is the letter all the same', () => {
    expect(nameOf('J')).toBe('down')
    expect(nameOf('c', { isShifted: true })).toBe('copy-case')
  })

  it('means nothing while a text is typed or composed, or with Ctrl, Alt or Meta', () => {
    for (const key of [...allStrokes(), 'g', ' ']) {
      expect(readKey(press(key, { where: 'field' }))).toEqual({})
      expect(readKey(press(key, { isComposing: true }))).toEqual({})
      expect(readKey(press(key, { isModified: true }))).toEqual({})
    }
  })

  it('with Ctrl or Cmd opens the palette, from a text field too, but not while composing, under a dialog or twice', () => {
    const mod = { isModified: true, isMod: true }
    expect(nameOf('k', mod)).toBe('palette')
    expect(nameOf('K', mod)).toBe('palette')
    expect(nameOf('k', { ...mod, where: 'field' })).toBe('palette')
    expect(readKey(press('k', mod), { key: 'g', until: 1000 }).command?.name).toBe('palette')
    for (const more of [{ isComposing: true }, { where: 'modal' as const }, { isRepeat: true }, { isMod: false }]) expect(readKey(press('k', { ...mod, ...more }))).toEqual({})
    for (const key of ['c', 'f', 'g', 'r', '1', '?']) expect(readKey(press(key, mod))).toEqual({})
  })

  it('leaves arrows and Space to the control they fall on, letters not', () => {
    expect(nameOf(' ', { where: 'control' })).toBeUndefined()
    expect(nameOf('ArrowDown', { where: 'control' })).toBeUndefined()
    expect(nameOf('j', { where: 'control' })).toBe('down')
  })

  it('goes on when held down only where moving is meant', () => {
    expect(readKey(press('j', { isRepeat: true })).command).toEqual({ name: 'down', place: 1, isRepeat: true })
    for (const key of ['c', ']', '4', 'r', ' ']) expect(nameOf(key, { isRepeat: true })).toBeUndefined()
  })

  it('of Enter and Escape is left to the browser and the drawer', () => {
    expect(readKey(press('Enter'))).toEqual({})
    expect(readKey(press('Escape'))).toEqual({})
  })
})

describe('g and another key', () => {
  const { prefix } = readKey(press('g', { at: 500 }))

  it('go somewhere together', () => {
    expect(readKey(press('j', { at: 600 }), prefix)).toEqual({ command: { name: 'go-jobs', place: 1, isRepeat: false } })
    expect(readKey(press('f', { at: 500 + prefixMs }), prefix).command?.name).toBe('go-failed')
  })

  it('are two presses again after a second', () => {
    expect(readKey(press('j', { at: 501 + prefixMs }), prefix).command?.name).toBe('down')
  })

  it('do nothing when they mean nothing together, and the next press stands alone', () => {
    expect(readKey(press('c', { at: 600 }), prefix)).toEqual({})
  })

  it('wait through a Shift, begin anew with another g but not with one that is held down, and end in a text field', () => {
    expect(readKey(press('Shift', { at: 600, isShifted: true }), prefix)).toEqual({ prefix })
    expect(readKey(press('g', { at: 700 }), prefix)).toEqual({ prefix: { key: 'g', until: 700 + prefixMs } })
    expect(readKey(press('g', { at: 700, isRepeat: true }))).toEqual({})
    expect(readKey(press('j', { at: 600, where: 'field' }), prefix)).toEqual({})
  })
})

describe('the table', () => {
  it('gives each key one meaning', () => {
    expect(new Set(allStrokes()).size).toBe(allStrokes().length)
  })
})
