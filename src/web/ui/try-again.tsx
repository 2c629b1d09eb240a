import { use } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { RetryContext } from './boundary.tsx'
import { Button } from './button.tsx'

/** Stands in the room of a part whose code did not come, and asks for it again; while it is on its way, nothing stands there. */
export function TryAgain({ className = '' }: { className?: string }) {
  const { messages: { faces, shell } } = useMessages()
  const onRetry = use(RetryContext)
  return onRetry === undefined ? null : <Button icon="warn" title={shell.partMissing} className={className} onClick={onRetry}>{faces.tryAgain}</Button>
}
