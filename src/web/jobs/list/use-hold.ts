import { createContext, use, useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Why the list holds still: what the reader is in the middle of. */
export type Hold = 'ticked' | 'selected' | 'menu' | 'pointer'

/** A mere click that passes is not told. */
export type ShownHold = Exclude<Hold, 'pointer'>

/** Tells the bar above the list that the list holds still, and why. */
export const HoldContext = createContext<(hold: ShownHold | undefined) => void>(() => {})

/** Has the hold shown in the bar. */
export function useShownHold(hold: Hold | undefined) {
  const tell = use(HoldContext)
  const shown = hold === 'pointer' ? undefined : hold
  useEffect(() => {
    tell(shown)
    return () => tell(undefined)
  }, [tell, shown])
}

/** The page's menus are `<details>`; the tags of a row are there while they are shown. */
const shownMenus = 'main details[open], main [popover][role=group]'

/** A reader who has not stirred for so long has gone away in the middle of it. */
const idleMs = 5 * 60_000

/**
 * Whether the reader is in the middle of something that needs the rows where they are, and of what. It ends with it, and by
 * itself after five minutes without a key, a wheel or a move of the pointer.
 *
 * @param list the element with the rows
 */
export function useHold(list: RefObject<HTMLElement | null>, hasTicks: boolean): Hold | undefined {
  const [busy, setBusy] = useState({ selected: false, menu: false, pointer: false })
  const [isIdle, setIsIdle] = useState(false)
  const isBusy = hasTicks || busy.selected || busy.menu || busy.pointer

  useEffect(() => {
    const change = (name: keyof typeof busy, is: boolean) => setBusy((before) => (before[name] === is ? before : { ...before, [name]: is }))
    const listeners: Record<string, (event: Event) => void> = {
      selectionchange: () => {
        const selection = getSelection()
        change('selected', selection !== null && !selection.isCollapsed && list.current?.contains(selection.anchorNode) === true)
      },
      toggle: () => change('menu', document.querySelector(shownMenus) !== null),
      pointerdown: ({ target }) => change('pointer', target instanceof Node && list.current?.contains(target) === true),
      pointerup: () => change('pointer', false),
      pointercancel: () => change('pointer', false),
    }
    // A menu's toggle does not rise; it is met on its way down.
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true)
    }
  }, [list])

  useEffect(() => {
    if (!isBusy) return undefined
    let timer = setTimeout(setIsIdle, idleMs, true)
    const stir = () => {
      clearTimeout(timer)
      timer = setTimeout(setIsIdle, idleMs, true)
      setIsIdle(false)
      // A menu that left the page while it was open says nothing.
      setBusy((before) => (before.menu && document.querySelector(shownMenus) === null ? { ...before, menu: false } : before))
    }
    const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const
    for (const sign of signs) document.addEventListener(sign, stir, { passive: true })
    return () => {
      clearTimeout(timer)
      setIsIdle(false)
      for (const sign of signs) document.removeEventListener(sign, stir)
    }
  }, [isBusy])

  if (isIdle) return undefined
  if (hasTicks) return 'ticked'
  return busy.selected ? 'selected' : busy.menu ? 'menu' : busy.pointer ? 'pointer' : undefined
}
