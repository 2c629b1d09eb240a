/** Where the focus goes back to: what has it now; of what stands in a panel that will close, the button that opens the panel. */
export function returnTarget(): HTMLElement | undefined {
  const here = document.activeElement
  if (!(here instanceof HTMLElement) || here === document.body) return undefined
  const panel = here.closest('[popover]')
  return panel === null ? here : (document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(panel.id)}"]`) ?? undefined)
}
