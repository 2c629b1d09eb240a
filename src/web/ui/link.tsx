import type { ComponentProps, MouseEvent } from 'react'
import { goTo } from '../address.ts'

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address of this product, as `toAddress` makes it. */
  to: string
}

/** A click that asks for no other tab, no window and no download: the page may follow it itself. */
export const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) => button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** A link that stays in the page for a plain click, and is the browser's own for every other. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  return (
    <a
      href={to}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        event.stopPropagation()
        goTo(to)
      }}
      {...rest}
    >
      {children}
    </a>
  )
}
