import type { Page } from '@playwright/test'

/**
 * What a person cannot get to see although it is there: controls and words that reach out of the window sideways, or out of a part
 * of the page that hides what does not fit. Beyond the edge of what scrolls is in reach; an ellipsis tells that there is more.
 */
export function cutParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const slackPx = 2
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
    /** Only read aloud, or a sheet that is closed. */
    const isUnseen = (element: Element) =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('.sr-only, [aria-hidden=true]') !== null

    function cutBy({ left, right, top, bottom }: DOMRect, from: Element): string | undefined {
      let isLostSideways = left < -slackPx || right > innerWidth + slackPx
      let mayScrollDown = false
      for (let around: Element | null = from; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around)
        if (style.position === 'fixed' && around.matches('[popover]')) break
        const box = around.getBoundingClientRect()
        // A thing one px wide is there for screen readers.
        if (style.clipPath !== 'none' && box.width <= 1) return undefined
        const isEllipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
        const isSideways = left < box.left - slackPx || right > box.right + slackPx
        if (isEllipsis) return undefined
        if (scrolls(style.overflowX)) return isLostSideways && around.clientWidth >= innerWidth && around.scrollWidth <= around.clientWidth ? 'the window' : undefined
        if (hides(style.overflowX) && isSideways) return around.tagName.toLowerCase() + '.' + around.className
        if (scrolls(style.overflowY)) mayScrollDown = true
        if (hides(style.overflowY) && !mayScrollDown && (top < box.top - slackPx || bottom > box.bottom + slackPx)) return around.tagName.toLowerCase() + '.' + around.className
        if (style.position === 'fixed') break
      }
      return isLostSideways ? 'the window' : undefined
    }

    const found = new Set<string>()
    const say = (what: string, by: string | undefined) => by !== undefined && found.add(`${what} is cut by ${by}`)
    for (const control of document.querySelectorAll('a, button, input, select, textarea, summary')) {
      if (!isUnseen(control)) say(`${control.tagName.toLowerCase()} “${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 40)}”`, cutBy(control.getBoundingClientRect(), control.parentElement ?? control))
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { parentElement } = node
      if (parentElement === null || (node.textContent ?? '').trim() === '' || isUnseen(parentElement) || parentElement.closest('script, noscript, select') !== null) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      say(`“${(node.textContent ?? '').trim().slice(0, 40)}”`, cutBy(range.getBoundingClientRect(), parentElement))
    }
    if (document.documentElement.scrollWidth > innerWidth) found.add('the page scrolls sideways')
    return [...found]
  })
}
