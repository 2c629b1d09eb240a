import { useEffect, useState } from 'react'
import { useMessages } from './messages/messages.tsx'
import { Button, IconButton } from './ui/button.tsx'
import { Icon } from './ui/icon.tsx'

/**
 * A part of the page did not come: most often because a new release has replaced the files of this one. Asked once, and
 * never done unasked: a page that reloads itself may do so for ever, and without a network nothing would be left of it.
 */
export function ReloadPrompt() {
  const { messages } = useMessages()
  const [ask, setAsk] = useState<'not-yet' | 'now' | 'declined'>('not-yet')
  useEffect(() => {
    const hear = () => setAsk((before) => (before === 'not-yet' ? 'now' : before))
    addEventListener('vite:preloadError', hear)
    return () => removeEventListener('vite:preloadError', hear)
  }, [])
  return (
    <div role="alert" className="fixed inset-x-0 bottom-14 z-20 mx-auto w-max max-w-[calc(100vw-16px)] empty:hidden">
      {ask === 'now' && (
        <div className="flex items-center gap-3 rounded-panel border border-line bg-raised py-2 ps-3.5 pe-2 shadow-floating">
          <Icon name="warn" className="text-warn-ink" />
          <p>{messages.shell.partMissing}</p>
          <Button look="edge" onClick={() => location.reload()}>{messages.faces.reload}</Button>
          <IconButton icon="close" label={messages.panel.close} onClick={() => setAsk('declined')} />
        </div>
      )}
    </div>
  )
}
