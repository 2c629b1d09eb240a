import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Source } from '#contract/source.ts'
import { toAddress, useAddress } from '../../address.ts'
import { useKeyHint } from '../../key-hint.ts'
import { IconButton } from '../../ui/button.tsx'
import { useCopied } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { useCommands } from '../../use-keys.tsx'
import { useDrawerMessages } from './drawer-messages.ts'

export interface Place {
  /** From 1, among all that match. */
  position: number
  count: number
  previousId?: string
  nextId?: string
}

interface DrawerHeaderProps {
  source: Source
  jobId: string
  isPage: boolean
  place?: Place
  onOpen: (jobId: string) => void
  onClose: () => void
  /** What there is to say of the answer as a whole. */
  children: ReactNode
}

/** Where the job stands in the list and the ways out of the drawer. */
export function DrawerHeader({ source, jobId, isPage, place, onOpen, onClose, children }: DrawerHeaderProps) {
  const { drawer } = useDrawerMessages()
  const { search } = useAddress()
  const link = new URL(toAddress(source.id, search, jobId, isPage), document.baseURI).href
  const step = (icon: 'up' | 'down', label: string, id: string | undefined) => (
    <IconButton
      icon={icon}
      label={label}
      // Not `disabled`: at either end of the list the focus must stay on the button.
      aria-disabled={id === undefined}
      className="aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
      onClick={() => {
        if (id !== undefined) onOpen(id)
      }}
    />
  )
  return (
    <div className="flex h-11 flex-none items-center gap-0.5 border-b border-line ps-3.5 pe-2.5 text-ink-3 max-tablet:h-12">
      {step('up', drawer.previous, place?.previousId)}
      {step('down', drawer.next, place?.nextId)}
      <span className="job-place cut px-1.5 text-small">{place === undefined ? '' : drawer.place(place.position, place.count)}</span>
      <span className="flex min-w-0 flex-1 justify-end pe-1">
        {children}
      </span>
      <CopyLinkButton link={link} />
      <Link
        to={toAddress(source.id, search, jobId, !isPage)}
        title={isPage ? drawer.besideList : drawer.openPage}
        aria-label={isPage ? drawer.besideList : drawer.openPage}
        className="inline-grid size-7 flex-none place-items-center rounded-control quick hover:bg-sunk hover:text-ink max-beside:hidden"
      >
        <Icon name="page" className={isPage ? 'rotate-180' : ''} />
      </Link>
      <IconButton icon="close" label={drawer.close} title={`${drawer.close} (Esc)`} onClick={onClose} />
    </div>
  )
}

function CopyLinkButton({ link }: { link: string }) {
  const { drawer, messages } = useDrawerMessages()
  const { copied, copy } = useCopied()
  const [refused, setRefused] = useState(false)
  const hint = useKeyHint()
  const copyLink = () => void copy(link).then((done) => setRefused(!done))
  useCommands({ 'copy-link': copyLink })
  return (
    <>
      <IconButton
        icon={copied ? 'check' : 'link'}
        label={drawer.copyLink}
        title={hint(drawer.copyLink, 'C')}
        className={copied ? 'text-accent!' : ''}
        onClick={copyLink}
      />
      <span role="status" className="sr-only">{copied ? messages.list.copied : refused ? drawer.copyRefused : ''}</span>
    </>
  )
}
