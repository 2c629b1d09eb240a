import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

const looks = {
  plain: 'h-7 px-2 text-ink-2 hover:bg-sunk hover:text-ink',
  edge: 'h-7 px-[9px] border border-line bg-surface text-ink hover:bg-hover',
  tall: 'h-8 px-3 border border-line bg-surface text-ink hover:bg-hover',
  // Its edge is seen where the reader's colours replace its ground.
  fill: 'h-8 px-[11px] border border-transparent bg-accent-fill text-on-accent font-medium hover:brightness-110',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks
  icon?: IconName
  iconEnd?: IconName
}

/** A button with a word. At most one `fill` on a view. */
export function Button({ look = 'plain', icon, iconEnd, className = '', children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex items-center gap-1.5 rounded-control whitespace-nowrap quick disabled:opacity-40 disabled:pointer-events-none ${looks[look]} ${className}`}
      {...rest}
    >
      {icon !== undefined && <Icon name={icon} className={look === 'fill' ? '' : 'text-ink-3'} />}
      {children}
      {iconEnd !== undefined && <Icon name={iconEnd} size={14} className={look === 'fill' ? '' : 'text-ink-3'} />}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName
  /** Its name, for screen readers and as the tooltip. */
  label: string
}

/** A button that is a picture; its word is in the tooltip. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-grid size-7 flex-none place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink disabled:opacity-40 disabled:pointer-events-none max-tablet:size-8 ${className}`}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
