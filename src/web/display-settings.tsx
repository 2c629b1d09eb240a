import { lazy, useId, useState } from 'react'
import { useMessages } from './messages/messages.tsx'
import { usePreferences } from './preferences.ts'
import { Icon } from './ui/icon.tsx'
import { Later } from './ui/later.tsx'

const DisplayChoices = lazy(async () => ({ default: (await import('./display-choices.tsx')).DisplayChoices }))

/** The button of how the page looks and speaks to this reader, and the panel that it opens. */
export function DisplaySettings({ isDemo }: { isDemo: boolean }) {
  const { messages } = useMessages()
  const { shell } = messages
  const { theme } = usePreferences()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={shell.settings}
        title={shell.settings}
        className="inline-grid size-7 flex-none place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink max-tablet:size-8"
      >
        <Icon name={theme === 'dark' ? 'moon' : theme === 'light' ? 'sun' : 'system'} />
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        role="dialog"
        aria-label={shell.settings}
        className="fixed inset-[calc(var(--bar-height)+4px)_8px_auto_auto] m-0 max-h-[calc(100dvh-var(--bar-height)-12px)] w-56 overflow-y-auto rounded-panel border border-line bg-raised p-2 pb-0 text-ink shadow-floating"
      >
        {isOpen && (
          <Later>
            <DisplayChoices isDemo={isDemo} />
          </Later>
        )}
      </div>
    </>
  )
}
