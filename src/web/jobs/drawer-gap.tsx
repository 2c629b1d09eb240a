import { useMessages } from '../messages/messages.tsx'
import { Blank } from '../ui/blank.tsx'
import { Button, IconButton } from '../ui/button.tsx'

/** Stands where the drawer would be when its code did not come or it could not be drawn; the list beside it lives on. Without a network it comes by itself. */
export function DrawerGap({ onClose }: { onClose: () => void }) {
  const { messages: { faces, panel } } = useMessages()
  const [title, text] = navigator.onLine ? [faces.crashTitle, faces.crashText] : [faces.noNetworkTitle, faces.noNetworkText]
  return (
    <aside
      aria-label={title}
      className="fixed top-(--bar-height) right-0 bottom-0 z-5 flex w-(--drawer) flex-col bg-raised max-beside:w-full shadow-side max-tablet:inset-0 max-tablet:w-auto"
    >
      <div className="flex h-11 flex-none items-center justify-end border-b border-line pe-2.5">
        <IconButton icon="close" label={panel.close} onClick={onClose} />
      </div>
      <Blank scene="plug" title={title} text={text}>
        {navigator.onLine && <Button look="fill" className="mt-4" onClick={() => location.reload()}>{faces.reload}</Button>}
      </Blank>
    </aside>
  )
}
