import type { ComponentProps } from 'react'
import { goTo } from '../address.ts'

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address of this product, as `toAddress` makes it. */
  to: string
}

/** A link that stays in the page for a plain click, and is the browser's own for every other. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  return (
    <a
      href={to}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
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
