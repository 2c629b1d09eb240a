import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** Focus follows a person into the drawer: when it opens, and when another row is opened while it stands open. */
export function useFocusWithin(
  drawer: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLElement | null>,
  jobId: string,
  isPeek: boolean,
  isThere: boolean,
) {
  const focusedFor = useRef<string>(undefined)
  useEffect(() => {
    if (!isThere || focusedFor.current === jobId) return
    if (isPeek && document.activeElement?.closest('[data-row]') != null) return
    focusedFor.current = jobId
    // A page that was opened by its address leaves the focus where the browser put it.
    const byPerson = navigator.userActivation?.hasBeenActive ?? true
    const isInside = drawer.current?.contains(document.activeElement) === true
    // Stepping on with previous and next keeps the focus on the button.
    if (byPerson && !isInside) heading.current?.focus({ preventScroll: true })
  }, [drawer, heading, jobId, isPeek, isThere])
}

/** What lies above the drawer and takes Escape first; a tooltip closes along with what it explains. */
const above = 'dialog[open], [popover]:not([role=tooltip]):popover-open'

/** Escape closes the drawer unless something above it, or a field being typed into, takes the key. */
export function useEscape(drawer: RefObject<HTMLElement | null>, onClose: () => void) {
  const close = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    // A press beside what stands in a dialog falls on the body, and is still the dialog's.
    if (document.querySelector(above) !== null) return
    const target = event.target instanceof Element ? event.target : null
    const isElsewhere = target !== null && drawer.current?.contains(target) !== true
    if (isElsewhere && target.closest('input, textarea, select, [contenteditable], dialog') !== null) return
    onClose()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => close(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/**
 * Where the drawer covers the whole screen, or all of the page below its bar, what lies behind it is out of reach; beside a list it is not.
 *
 * @returns whether it does, and whether it covers the bar too
 */
export function useCoverage(drawer: RefObject<HTMLElement | null>): { isWhole: boolean; isOverBar: boolean } {
  const [isWhole, setIsWhole] = useState(false)
  const [isOverBar, setIsOverBar] = useState(false)
  useLayoutEffect(() => {
    const measure = () => {
      const isWide = (drawer.current?.offsetWidth ?? 0) >= innerWidth
      setIsWhole(isWide)
      setIsOverBar(isWide && drawer.current?.getBoundingClientRect().top === 0)
    }
    measure()
    const observer = new ResizeObserver(measure)
    if (drawer.current !== null) observer.observe(drawer.current)
    return () => observer.disconnect()
  }, [drawer])
  useLayoutEffect(() => {
    const own = drawer.current
    if (!isWhole || own === null) return undefined
    const top = own.getBoundingClientRect().top
    const others = [...(own.parentElement?.children ?? [])].filter(
      (one) => one instanceof HTMLElement && one !== own && !one.inert && one.tagName !== 'DIALOG' && (isOverBar || one.getBoundingClientRect().bottom > top),
    )
    for (const one of others) one.toggleAttribute('inert', true)
    return () => {
      for (const one of others) one.toggleAttribute('inert', false)
    }
  }, [drawer, isWhole, isOverBar])
  return { isWhole, isOverBar }
}
