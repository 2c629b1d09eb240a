import type { KeyboardEvent } from 'react'

/**
 * The arrows over a tree of boxes: up and down, Home and End go from box to box; right opens a phase or goes into it, left closes it or
 * goes from a state to its phase. Tab goes on through all that stands in it.
 */
export function onTreeKey(event: KeyboardEvent<HTMLElement>) {
  const { key, currentTarget: tree, target } = event
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof Element)) return
  const boxes = [...tree.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  const item = target.closest('li')
  // Where the focus is, or the box before it.
  const at = boxes.findLastIndex((box) => box === target || (box.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
  const fold = item?.querySelector<HTMLElement>(':scope > div > [aria-expanded]') ?? undefined
  const isOpen = fold?.getAttribute('aria-expanded') === 'true'
  const goals: Record<string, () => void> = {
    ArrowDown: () => boxes[at + 1]?.focus(),
    ArrowUp: () => boxes[at - 1]?.focus(),
    Home: () => boxes[0]?.focus(),
    End: () => boxes.at(-1)?.focus(),
    ArrowRight: () => (isOpen ? boxes[at + 1]?.focus() : fold?.click()),
    ArrowLeft: () => (isOpen ? fold?.click() : item?.parentElement?.closest('li')?.querySelector('input')?.focus()),
  }
  const go = Object.hasOwn(goals, key) ? goals[key] : undefined
  if (go === undefined) return
  event.preventDefault()
  go()
}
