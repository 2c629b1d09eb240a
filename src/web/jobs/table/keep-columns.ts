import { boundedWidth, columnChoice, firstColumns, firstHidden, holdColumns, movableColumns, storageKey } from './column-choice.ts'
import type { ColumnChoice } from './column-choice.ts'

/** Changes the columns at once, and for the next visit if storage allows. */
export function chooseColumns(changed: Partial<ColumnChoice>): void {
  const next = { ...columnChoice(), ...changed }
  const isAsFirst = next.order.every((id, index) => id === movableColumns[index]) && next.hidden.toSorted().join() === firstHidden.join() && Object.keys(next.widths).length === 0
  const chosen = isAsFirst ? firstColumns : next
  try {
    localStorage.setItem(storageKey, JSON.stringify(chosen))
  } catch {
    // The choice then lasts as long as the page.
  }
  holdColumns(chosen)
}

/** Sets a column's width in px, within bounds; `undefined` gives it back its own. */
export function resizeColumn(id: string, width: number | undefined): void {
  const { [id]: _, ...others } = columnChoice().widths
  chooseColumns({ widths: width === undefined ? others : { ...others, [id]: boundedWidth(width) } })
}
