import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Who leaves the strip first where it is too narrow: the rare, the early, then those that wait for nobody. */
const leavers = ['unknown', 'suspended', 'rejected', 'stopped', 'review', 'draft', 'done', 'training', 'confirm', 'failed']

/**
 * The phases that have no room in the strip: those that its style leaves out, and those that would be cut at its end, which are
 * marked with `data-cut`. The one that is on stays.
 *
 * @param phases those of the strip, by commas
 * @param chosen the one that is on
 */
export function useLeftOut(strip: RefObject<HTMLElement | null>, phases: string, chosen: string | undefined): readonly string[] {
  const [leftOut, setLeftOut] = useState('')
  useEffect(() => {
    const own = strip.current
    if (own === null) return undefined
    // One that is left out has no width: what it would take is known from before.
    const widths = new Map<Element, number>()
    const tabs = phases.split(',').flatMap((phase) => [...own.querySelectorAll<HTMLElement>(`a[data-phase='${phase}']`)])
    for (const tab of tabs) tab.removeAttribute('data-cut')
    // Asked when the page has been laid out anyway.
    const observer = new ResizeObserver(() => {
      const { left, right } = own.getBoundingClientRect()
      if (left === right) return
      for (const tab of own.children) {
        const { width } = tab.getBoundingClientRect()
        if (width > 0) widths.set(tab, width)
      }
      const out = new Set<Element>(tabs.filter((tab) => tab.offsetWidth === 0 && !tab.hasAttribute('data-cut')))
      const takes = (tab: Element) => (out.has(tab) ? 0 : (widths.get(tab) ?? 0))
      let missing = [...own.children].reduce((sum, tab) => sum + takes(tab), own.children[0]?.getBoundingClientRect().left ?? left) - right
      for (const phase of leavers) {
        const tab = tabs.find((one) => one.dataset['phase'] === phase)
        const isCut = missing > 0 && tab !== undefined && !out.has(tab) && phase !== chosen
        tab?.toggleAttribute('data-cut', isCut)
        if (!isCut) continue
        missing -= takes(tab)
        out.add(tab)
      }
      setLeftOut(tabs.flatMap((tab) => (out.has(tab) ? [tab.dataset['phase']] : [])).join())
    })
    observer.observe(own)
    for (const tab of own.children) observer.observe(tab)
    return () => observer.disconnect()
  }, [strip, phases, chosen])
  return leftOut.split(',')
}
