import { useSyncExternalStore } from 'react'
import { useMessages } from './messages/messages.tsx'
import { declineMissing, missingPart, onMissingPart } from './missing-parts.ts'
import { useIsSessionOver } from './sign-in/session-over.ts'
import { Button, IconButton } from './ui/button.tsx'
import { Icon } from './ui/icon.tsx'

/**
 * A part of the page did not come: most often because a new release has replaced the files of this one. Asked once, and
 * never done unasked: a page that reloads itself may do so for ever, and without a network nothing would be left of it. Then it is not
 * asked either: the part comes when the network is back.
 *
 * Or the session in front of the proxy has ended: then no file comes any more, and signing in there takes a page of its own.
 */
export function ReloadPrompt() {
  const { messages: { faces, panel, shell } } = useMessages()
  const missing = useSyncExternalStore(onMissingPart, missingPart)
  const isAway = useIsSessionOver()
  const isOffline = !isAway && missing === 'offline'
  const title = isAway ? faces.turnedAwayTitle : faces.noNetworkTitle
  return (
    <div role="alert" className="fixed inset-x-0 bottom-14 z-20 mx-auto w-max max-w-[min(560px,calc(100vw-16px))] empty:hidden">
      {(isAway || isOffline || missing === 'gone') && (
        <div className="flex items-center gap-3 rounded-panel border border-line bg-raised py-2 ps-3.5 pe-2 shadow-floating">
          <Icon name="warn" className="flex-none text-warn-ink" />
          <p className="text-pretty">{isAway || isOffline ? <><b className="block font-medium">{title}</b>{isAway ? faces.turnedAwayText : faces.noNetworkText}</> : shell.partMissing}</p>
          {!isOffline && <Button look="edge" onClick={() => location.reload()}>{faces.reload}</Button>}
          {!isAway && <IconButton icon="close" label={panel.close} onClick={declineMissing} />}
        </div>
      )}
    </div>
  )
}
