import { useEffect, useEffectEvent, useState } from 'react'
import type { ReactNode, RefObject } from 'react'

/**
 * How what stands open over the page is closed: by Escape, which gives the focus back, and by a press or the focus elsewhere.
 *
 * @param own holds it and the button that opened it
 * @param onClose `isByKey`: the focus is to go back to the button
 */
export function useDismissal(own: RefObject<HTMLElement | null>, isOpen: boolean, onClose: (isByKey: boolean) => void) {
  const leave = useEffectEvent(({ type, target }: Event) => {
    if (!(target instanceof Node) || own.current?.contains(target) === true) return
    // A press on words that take no focus gives it to what lies around them.
    if (type === 'focusin' && target.contains(own.current)) return
    onClose(false)
  })
  const escape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return
    // It is the topmost thing: nothing below it hears of the key.
    event.preventDefault()
    onClose(true)
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const onLeave = (event: Event) => leave(event)
    const onKey = (event: KeyboardEvent) => escape(event)
    document.addEventListener('pointerdown', onLeave, true)
    document.addEventListener('focusin', onLeave, true)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onLeave, true)
      document.removeEventListener('focusin', onLeave, true)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [isOpen])
}

interface MenuProps {
  ref: RefObject<HTMLDetailsElement | null>
  /** Something goes on in it that is to be seen: it closes by Escape or its button only. */
  isBusy?: boolean
  onToggle?: (isOpen: boolean) => void
  className?: string
  /** A `<summary>`, and what it opens. */
  children: ReactNode
}

/** A button and what it opens, which the list holds still for. */
export function Menu({ ref, isBusy = false, onToggle, className = '', children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  useDismissal(ref, isOpen, (isByKey) => {
    if (isByKey) closeMenu(ref)
    else if (!isBusy && ref.current !== null) ref.current.open = false
  })
  return (
    <details
      ref={ref}
      className={`relative ${className}`}
      onClick={(event) => {
        const { currentTarget: menu, target } = event
        if (!(target instanceof Element) || target.closest('summary')?.parentElement !== menu) return
        // The browser tells that it opened a menu a moment later: Escape, pressed meanwhile, would go unheard.
        event.preventDefault()
        menu.open = !menu.open
        setIsOpen(menu.open)
      }}
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open)
        onToggle?.(currentTarget.open)
      }}
    >
      {children}
    </details>
  )
}

/** Opens a menu, with the focus on its button. */
export const openMenu = (menu: RefObject<HTMLDetailsElement | null>) => turn(menu, true)

/** Closes a menu and gives the focus back to its button. */
export const closeMenu = (menu: RefObject<HTMLDetailsElement | null>) => turn(menu, false)

function turn({ current: menu }: RefObject<HTMLDetailsElement | null>, isOpen: boolean) {
  if (menu === null) return
  menu.open = isOpen
  menu.querySelector('summary')?.focus()
}
