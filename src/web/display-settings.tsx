import { useMessages } from './messages/messages.tsx'
import { usePreferences } from './preferences.ts'
import { BarPanel } from './ui/bar-panel.tsx'
import { Icon } from './ui/icon.tsx'
import { partOf } from './ui/part-of.tsx'

const DisplayChoices = partOf(async () => (await import('./display-choices.tsx')).DisplayChoices)

/** The button of how the page looks and speaks to this reader, and the panel that it opens. */
export function DisplaySettings({ isDemo }: { isDemo: boolean }) {
  const { messages } = useMessages()
  const { theme } = usePreferences()
  return (
    <BarPanel
      label={messages.shell.settings}
      className="w-56 p-2 pb-0"
      face={<Icon name={theme === 'dark' ? 'moon' : theme === 'light' ? 'sun' : 'system'} />}
    >
      <DisplayChoices isDemo={isDemo} />
    </BarPanel>
  )
}
