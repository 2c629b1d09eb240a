import { useRef, useState } from 'react'
import type { Source } from '#contract/source.ts'
import { usePreferences } from '../../preferences.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyCap } from '../../ui/key-cap.tsx'
import { closeMenu, Menu } from '../../ui/menu.tsx'
import type { LanguageCode } from '../../messages/messages.tsx'
import { CopyNote } from './copy-note.tsx'
import { quoteLanguage } from './customer-quote.ts'
import { toCustomerText } from './customer-text.ts'
import { drawerMessages, stateLabels, useDrawerMessages } from './drawer-messages.ts'
import { useJobCopy } from './use-job-copy.ts'
import type { CopyState } from './use-job-copy.ts'

interface CopyActionsProps {
  source: Source
  jobId: string
  /** The cloud's words that the text for the customer quotes. */
  quote: string | undefined
  caseFile: CopyState
  onCopyCase: () => void
}

const tallOnPhone = 'max-tablet:h-10 max-tablet:flex-1 max-tablet:justify-center max-[299px]:px-2'

/**
 * The case file for a ticket and the paragraph for the customer; at the thumb on a phone. They can be pressed before the job
 * has loaded: what was asked for is copied when it has.
 */
export function CopyActions({ source, jobId, quote, caseFile, onCopyCase }: CopyActionsProps) {
  const { messages, drawer } = useDrawerMessages()
  const customer = useJobCopy(source, jobId)
  const { keys, zone } = usePreferences()
  const isCopied = caseFile === 'copied'
  const [language, setLanguage] = useState<LanguageCode>('en')
  const quoted = quote === undefined ? undefined : quoteLanguage(quote)
  return (
    <div className="mt-4 flex flex-wrap gap-2 max-tablet:absolute max-tablet:inset-x-0 max-tablet:bottom-0 max-tablet:z-3 max-tablet:mt-0 max-tablet:border-t max-tablet:border-line max-tablet:bg-raised max-tablet:px-4 max-tablet:pt-3 max-tablet:pb-[max(16px,env(safe-area-inset-bottom))] low:static! low:mt-4! low:border-0! low:p-0!">
      <Button
        look="fill"
        icon={isCopied ? 'check' : caseFile === 'waiting' ? 'clock' : 'copy'}
        className={tallOnPhone}
        aria-keyshortcuts={keys === 'on' ? 'Shift+C' : undefined}
        onClick={onCopyCase}
      >
        <Swapped word={drawer.copyCase} other={messages.list.copied} isOther={isCopied} />
        {keys === 'on' && <span className="contents max-tablet:hidden" aria-hidden="true"><KeyCap on="accent" className="ms-1">⇧ C</KeyCap></span>}
      </Button>
      <CustomerMenu
        state={customer.state}
        quoted={quoted}
        onCopy={(chosen) => {
          setLanguage(chosen)
          void customer.copy((detail) => toCustomerText(detail, { drawer: drawerMessages[chosen], states: stateLabels[chosen], language: chosen, zone }))
        }}
      />
      {caseFile === 'rest' ? <CopyNote state={customer.state} copied={drawer.customerCopied(language, quoted)} /> : <CopyNote state={caseFile} />}
    </div>
  )
}

/** One of two words in the room of the wider, so that nothing moves when they change places. */
function Swapped({ word, other, isOther }: { word: string; other: string; isOther: boolean }) {
  return (
    <span className="grid justify-items-center [&>*]:[grid-area:1/1]">
      <span className={isOther ? 'invisible' : ''}>{word}</span>
      <span aria-hidden={!isOther} className={isOther ? '' : 'invisible'}>{other}</span>
    </span>
  )
}

interface CustomerMenuProps {
  state: CopyState
  /** The language of what the text quotes. */
  quoted: LanguageCode | undefined
  onCopy: (language: LanguageCode) => void
}

function CustomerMenu({ state, quoted, onCopy }: CustomerMenuProps) {
  const { messages, drawer, language: own } = useDrawerMessages()
  const isCopied = state === 'copied'
  const menu = useRef<HTMLDetailsElement>(null)
  return (
    <Menu ref={menu} className="group max-tablet:flex-1">
      <summary
        className={`inline-flex h-8 w-full list-none items-center gap-1.5 rounded-control border border-line bg-surface px-3 whitespace-nowrap text-ink quick hover:bg-hover [&::-webkit-details-marker]:hidden ${tallOnPhone}`}
      >
        <Swapped word={drawer.copyCustomer} other={messages.list.copied} isOther={isCopied} />
        <Icon name={isCopied ? 'check' : 'down'} size={14} className={isCopied ? 'text-accent' : 'text-ink-3 group-open:rotate-180'} />
      </summary>
      <div className="absolute start-0 top-full z-4 mt-1 min-w-full rounded-panel border border-line bg-raised p-1 shadow-floating max-tablet:top-auto max-tablet:bottom-full max-tablet:mb-1">
        {(['en', 'zh-CN'] as const).map((language) => (
          <button
            key={language}
            type="button"
            className="flex min-h-8 w-full flex-col justify-center rounded-control px-2.5 py-1 text-start text-ink quick hover:bg-sunk max-tablet:min-h-10"
            onClick={() => {
              closeMenu(menu)
              onCopy(language)
            }}
          >
            <span lang={language}>{drawer.customerIn[language]}</span>{' '}
            {quoted !== undefined && quoted !== language && <span lang={own} className="text-small text-ink-3">{drawer.quoteIn[quoted]}</span>}
          </button>
        ))}
      </div>
    </Menu>
  )
}
