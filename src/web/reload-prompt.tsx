import { useState, useSyncExternalStore } from 'react'
import { useMessages } from './messages/messages.tsx'
import { isPartMissing, onMissingPart } from './missing-parts.ts'
import { useIsSessionOver } from './sign-in/session-over.ts'
import { Button, IconButton } from './ui/button.tsx'
import { Icon } from './ui/icon.tsx'

/**
 * A part of the page did not come: most often because a new release has replaced the files of this one. Asked once, and
 * never done unasked: a page that reloads itself may do so for ever, and without a network nothing would be left of it.
 *
 * Or the session in front of the proxy has ended: then no file comes any more, and signing in there takes a page of its own.
 */
export function ReloadPrompt() {
  const { messages } = useMessages()
  const { faces } = messages
  const isMissing = useSyncExternalStore(onMissingPart, isPartMissing)
  const [isDeclined, setIsDeclined] = useState(false)
  const isAway = useIsSessionOver()
  return (
    <div role="alert" className="fixed inset-x-0 bottom-14 z-20 mx-auto w-max max-w-[min(560px,calc(100vw-16px))] empty:hidden">
      {(isAway || (isMissing && !isDeclined)) && (
        <div className="flex items-center gap-3 rounded-panel border border-line bg-raised py-2 ps-3.5 pe-2 shadow-floating">
          <Icon name="warn" className="flex-none text-warn-ink" />
          <p className="text-pretty">{isAway ? <><b className="block font-medium">{faces.turnedAwayTitle}</b>{faces.turnedAwayText}</> : messages.shell.partMissing}</p>
          <Button look="edge" onClick={() => location.reload()}>{faces.reload}</Button>
          {!isAway && <IconButton icon="close" label={messages.panel.close} onClick={() => setIsDeclined(true)} />}
        </div>
      )}
    </div>
  )
}
