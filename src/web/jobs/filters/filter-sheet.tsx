import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Link } from '../../ui/link.tsx'

interface FilterSheetProps {
  isOpen: boolean
  onClose: () => void
  /** Jobs that match as the filters stand. */
  count: number | undefined
  /** Where no filter is on; absent when none is now. */
  clearTo: string | undefined
  /** What else is chosen here where the screen is too small for it elsewhere. */
  order: ReactNode
  children: ReactNode
}

/** The filter panel where there is no room for it beside the list: from the left on a tablet, from below on a phone. */
export function FilterSheet({ isOpen, onClose, count, clearTo, order, children }: FilterSheetProps) {
  const { messages } = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element === null || element.open === isOpen) return
    if (isOpen) element.showModal()
    else element.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="filter-sheet-title"
      onClose={onClose}
      // A press on the ground beside the sheet closes it: the ground is the dialog itself, the sheet is its content.
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className="m-0 h-dvh max-h-none w-[288px] max-w-none bg-raised p-0 shadow-floating max-tablet:mt-auto max-tablet:h-auto max-tablet:max-h-[86dvh] max-tablet:w-full max-tablet:rounded-t-sheet"
    >
      {isOpen && (
        <div className="flex max-h-[inherit] flex-col overflow-hidden tablet:h-full low:overflow-y-auto">
          <div className="flex h-[52px] flex-none items-center gap-2 ps-4 pe-3">
            <h2 id="filter-sheet-title" className="text-title font-semibold">{messages.panel.title}</h2>
            <span className="ms-auto" />
            {clearTo !== undefined && <Link to={clearTo} className="rounded-control px-2 py-1 text-accent">{messages.chips.clear}</Link>}
            <IconButton icon="close" label={messages.panel.close} onClick={onClose} />
          </div>
          <div className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-2 pb-4 low:flex-none low:overflow-visible">
            <div className="mb-3 flex flex-wrap gap-2 px-2 tablet:hidden">{order}</div>
            {children}
          </div>
          <div className="flex-none border-t border-line px-4 pt-3 pb-4">
            <Button look="fill" className="h-10! w-full justify-center" onClick={onClose}>{messages.panel.show(count)}</Button>
          </div>
        </div>
      )}
    </dialog>
  )
}
