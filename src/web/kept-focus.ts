const tabbable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, [tabindex="0"]'

/**
 * Keeps the focus near where it was when what had it leaves the page: a chip that is taken away, a form that is done, a row that
 * went. A browser alone would begin again at the top of the page.
 *
 * @returns the way to stop
 */
export function keepFocus(): () => void {
  /** What has the focus, and what it lies in, from the inside. */
  let path: Element[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined
  const remember = ({ target }: FocusEvent) => {
    path = []
    for (let one = target instanceof Element ? target : null; one !== null && one !== document.body; one = one.parentElement) path.push(one)
  }
  const look = () => {
    if (document.activeElement !== document.body && document.activeElement !== null) return
    // The rows have a cursor of their own: from the list it begins where the reader looks.
    const around = path.filter((one) => one.isConnected && !one.matches('table, tbody'))
    for (const one of around) {
      const next = one.getAttribute('tabindex') === '-1' ? one : [...one.querySelectorAll(tabbable)].find((inner) => inner.getClientRects().length > 0)
      if (next instanceof HTMLElement) return next.focus({ preventScroll: true })
    }
  }
  const observer = new MutationObserver(() => {
    if (path[0]?.isConnected !== false) return
    clearTimeout(waiting)
    // Who takes something away may know better where the focus belongs.
    waiting = setTimeout(look, settleMs)
  })
  document.addEventListener('focusin', remember)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', remember)
    observer.disconnect()
    clearTimeout(waiting)
  }
}

const settleMs = 50
