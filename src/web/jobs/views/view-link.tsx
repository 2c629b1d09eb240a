import type { ReactNode } from 'react'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'

interface ViewLinkProps {
  to: string
  icon: IconName
  name: string
  isOn: boolean
  isFilled?: boolean
  children: ReactNode
}

/** A view as it stands in the list of them; what is behind its name is the caller's. */
export function ViewLink({ to, icon, name, isOn: isShown, isFilled = false, children }: ViewLinkProps) {
  return (
    <Link
      to={to}
      title={name}
      aria-current={isShown ? 'true' : undefined}
      className="flex h-7 min-w-0 flex-1 items-baseline gap-2 rounded-control px-2 leading-7 text-ink quick hover:bg-hover aria-[current]:bg-accent-ground aria-[current]:font-medium max-tablet:h-9 max-tablet:leading-9"
    >
      <Icon name={icon} className={`self-center ${isShown ? 'text-accent' : 'text-ink-3'} ${isFilled ? '[fill:currentColor]' : ''}`} />
      <bdi className="cut">{name}</bdi>
      {children}
    </Link>
  )
}
