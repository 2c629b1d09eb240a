const gapPx = 6
const edgePx = 8

/** Lays something fixed below what it belongs to, or above where there is no room, and inside the screen. */
export function placeBeside(own: HTMLElement, anchor: Element) {
  const { left, top, bottom } = anchor.getBoundingClientRect()
  const { width, height } = own.getBoundingClientRect()
  const isBelow = bottom + gapPx + height <= innerHeight - edgePx
  own.style.left = `${Math.max(edgePx, Math.min(left - edgePx, innerWidth - width - edgePx))}px`
  own.style.top = `${isBelow ? bottom + gapPx : Math.max(edgePx, top - gapPx - height)}px`
}
