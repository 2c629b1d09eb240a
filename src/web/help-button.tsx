import { useState } from 'react'
import { useKeyHint } from './key-hint.ts'
import { useMessages } from './messages/messages.tsx'
import { IconButton } from './ui/button.tsx'
import { Later } from './ui/later.tsx'
import { partOf } from './ui/part-of.tsx'
import { useCommands } from './use-keys.tsx'

const HelpSheet = partOf(async () => (await import('./help-sheet.tsx')).HelpSheet)

/** Opens the sheet of keys; so does `?`, also where there is no room for the button. */
export function HelpButton() {
  const { messages } = useMessages()
  const hint = useKeyHint()
  const [isOpen, setIsOpen] = useState(false)
  const open = () => setIsOpen(true)
  useCommands({ help: open })
  return (
    <>
      <IconButton
        icon="help"
        label={messages.shell.help}
        title={hint(messages.shell.help, '?')}
        aria-haspopup="dialog"
        className="max-tablet:hidden"
        onClick={open}
      />
      {isOpen && (
        <Later>
          <HelpSheet onClose={() => setIsOpen(false)} />
        </Later>
      )}
    </>
  )
}
