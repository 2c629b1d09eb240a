import { useRef, useState } from 'react'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { usePreferences } from '../../preferences.ts'
import { Button } from '../../ui/button.tsx'
import { useCopied } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useCommands } from '../../use-keys.tsx'
import { emptySearch } from '../job-search.ts'
import { toCaseFile } from './case-file.ts'
import { toCustomerText } from './customer-text.ts'
import { drawerMessages, useDrawerMessages } from './drawer-messages.ts'

interface CopyActionsProps {
  source: Source
  job: Job
  detail: JobDetail | undefined
}

const tallOnPhone = 'max-tablet:h-10 max-tablet:flex-1 max-tablet:justify-center'

/** The case file for a ticket and the paragraph for the customer; at the thumb on a phone. */
export function CopyActions({ source, job, detail }: CopyActionsProps) {
  const { messages, drawer, logLabels } = useDrawerMessages()
  const caseFile = useCopied()
  const [refused, setRefused] = useState(false)
  const link = new URL(toAddress(source.id, emptySearch, job.job_id), document.baseURI).href
  const { keys } = usePreferences()
  const copyCase = () => {
    if (detail === undefined) return
    void caseFile.copy(toCaseFile(detail, source, link, Date.now(), { messages, drawer, logLabels })).then((done) => setRefused(!done))
  }
  useCommands({ 'copy-case': copyCase })
  return (
    <div className="mt-4 flex flex-wrap gap-2 max-tablet:absolute max-tablet:inset-x-0 max-tablet:bottom-0 max-tablet:z-3 max-tablet:mt-0 max-tablet:border-t max-tablet:border-line max-tablet:bg-raised max-tablet:px-4 max-tablet:pt-3 max-tablet:pb-[max(16px,env(safe-area-inset-bottom))]">
      <Button
        look="fill"
        icon={caseFile.copied ? 'check' : 'copy'}
        disabled={detail === undefined}
        className={tallOnPhone}
        aria-keyshortcuts={keys === 'on' ? 'Shift+C' : undefined}
        onClick={copyCase}
      >
        <Swapped word={drawer.copyCase} other={messages.list.copied} isOther={caseFile.copied} />
        {keys === 'on' && <span className="contents max-tablet:hidden" aria-hidden="true"><KeyCap on="accent" className="ms-1">⇧ C</KeyCap></span>}
      </Button>
      <CustomerMenu detail={detail} onRefused={setRefused} />
      <p role="status" className={refused ? 'w-full text-small text-warn-ink' : 'sr-only'}>
        {refused ? drawer.copyRefused : caseFile.copied ? messages.list.copied : ''}
      </p>
    </div>
  )
}

/** One of two words in the room of the wider, so that nothing moves when they change places. */
function Swapped({ word, other, isOther }: { word: string; other: string; isOther: boolean }) {
  return (
    <span className="grid [&>*]:[grid-area:1/1]">
      <span className={isOther ? 'invisible' : ''}>{word}</span>
      <span aria-hidden="true" className={isOther ? '' : 'invisible'}>{other}</span>
    </span>
  )
}

function CustomerMenu({ detail, onRefused }: { detail: JobDetail | undefined; onRefused: (refused: boolean) => void }) {
  const { messages, drawer } = useDrawerMessages()
  const { copied, copy } = useCopied()
  const menu = useRef<HTMLDetailsElement>(null)
  const shut = () => {
    if (menu.current !== null) menu.current.open = false
  }
  return (
    <details
      ref={menu}
      className={`group relative ${detail === undefined ? 'pointer-events-none opacity-40' : ''} max-tablet:flex-1`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) shut()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.open) return
        event.preventDefault()
        shut()
        event.currentTarget.querySelector('summary')?.focus()
      }}
    >
      <summary
        aria-disabled={detail === undefined}
        tabIndex={detail === undefined ? -1 : 0}
        className={`inline-flex h-8 w-full list-none items-center gap-1.5 rounded-control border border-line bg-surface px-3 whitespace-nowrap text-ink quick hover:bg-hover [&::-webkit-details-marker]:hidden ${tallOnPhone}`}
      >
        {copied && <Icon name="check" className="text-accent" />}
        {copied ? messages.list.copied : drawer.copyCustomer}
        <Icon name="down" size={14} className="text-ink-3 group-open:rotate-180" />
      </summary>
      <div className="absolute start-0 top-full z-4 mt-1 min-w-full rounded-panel border border-line bg-raised p-1 shadow-floating max-tablet:top-auto max-tablet:bottom-full max-tablet:mb-1">
        {(['en', 'zh-CN'] as const).map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            className="flex h-8 w-full items-center rounded-control px-2.5 text-start text-ink quick hover:bg-sunk max-tablet:h-10"
            onClick={(event) => {
              if (detail === undefined) return
              event.currentTarget.closest('details')?.querySelector('summary')?.focus()
              shut()
              void copy(toCustomerText(detail, drawerMessages[language], language)).then((done) => onRefused(!done))
            }}
          >
            {drawer.customerIn[language]}
          </button>
        ))}
      </div>
      <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
    </details>
  )
}
