import { useEffect, useRef } from 'react'
import { boundedWidth, widthText } from './column-choice.ts'
import { endDrag, resizeColumn, startDrag } from './keep-columns.ts'

/** The edge of a head, to be dragged; a double press gives the column back its own width. The menu does the same by keyboard. */
export function ColumnHandle({ id }: { id: string }) {
  const from = useRef<{ x: number; width: number; times: number }>(undefined)
  const widthAt = (x: number) => (from.current === undefined ? undefined : boundedWidth((from.current.width + x - from.current.x) / from.current.times))
  // A head may go while it is dragged.
  useEffect(() => () => endDrag(id), [id])
  return (
    <span
      className="column-handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        const head = event.currentTarget.closest('th')
        if (head === null || event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const letters = parseFloat(getComputedStyle(document.documentElement).fontSize)
        startDrag(id)
        from.current = { x: event.clientX, width: head.offsetWidth, times: letters / 16 }
      }}
      // While it is dragged only the head is told, and the browser lays the column out; the rows are drawn anew at the end.
      onPointerMove={(event) => {
        const width = widthAt(event.clientX)
        const head = event.currentTarget.closest('th')
        if (width !== undefined && head !== null) head.style.width = widthText(width)
      }}
      onPointerUp={(event) => {
        const width = widthAt(event.clientX)
        const hasMoved = from.current?.x !== event.clientX
        from.current = undefined
        endDrag(id)
        if (width !== undefined && hasMoved) resizeColumn(id, width)
      }}
      // Follows a cancelled drag, and one whose pointer is lost without a word; after one that ended there is nothing left to end.
      onLostPointerCapture={() => {
        from.current = undefined
        endDrag(id)
      }}
      onDoubleClick={() => resizeColumn(id, undefined)}
    />
  )
}
