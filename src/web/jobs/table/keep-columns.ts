import { boundedWidth, columnChoice, firstColumns, firstHidden, holdColumns, movableColumns, readColumns, storageKey } from './column-choice.ts'
import type { ColumnChoice } from './column-choice.ts'

/** Changes the columns at once, and for the next visit if storage allows. */
export function chooseColumns(changed: Partial<ColumnChoice>): void {
  const chosen = withChanged(changed)
  try {
    localStorage.setItem(storageKey, JSON.stringify(chosen))
  } catch {
    // The choice then lasts as long as the page.
  }
  holdColumns(chosen)
}

/** The choice with some of it changed; one that is as at first is known by being that. */
function withChanged(changed: Partial<ColumnChoice>): ColumnChoice {
  const next = { ...columnChoice(), ...changed }
  const isAsFirst = next.order.every((id, index) => id === movableColumns[index]) && next.hidden.toSorted().join() === firstHidden.join() && Object.keys(next.widths).length === 0
  return isAsFirst ? firstColumns : next
}

/** Sets a column's width in px, within bounds; `undefined` gives it back its own. */
export function resizeColumn(id: string, width: number | undefined): void {
  const { [id]: _, ...others } = columnChoice().widths
  chooseColumns({ widths: width === undefined ? others : { ...others, [id]: boundedWidth(width) } })
}

let dragged: string | undefined
const waiting: (() => void)[] = []

/** What another tab of this browser made of its columns is so here; while the edge of one is dragged, once that ends. `before`, `now`: what the storage held and holds. */
export function followColumns(before: string | null, now: string | null): void {
  if (now === null) return
  const [old, next] = [readColumns(before), readColumns(now)]
  if (dragged === undefined) follow(old, next)
  else waiting.push(() => follow(old, next))
}

/** What differs between the two is so here, and nothing else: a choice of this page may have found no room in storage. */
function follow(old: ColumnChoice, next: ColumnChoice): void {
  const isSame = (name: 'order' | 'hidden') => old[name].join() === next[name].join()
  const { order, hidden, widths } = columnChoice()
  const kept = Object.entries(widths).filter(([id]) => old.widths[id] === next.widths[id])
  const changed = Object.entries(next.widths).filter(([id, width]) => old.widths[id] !== width)
  holdColumns(withChanged({
    order: isSame('order') ? order : next.order,
    hidden: isSame('hidden') ? hidden : next.hidden,
    widths: Object.fromEntries([...kept, ...changed]),
  }))
}

/** From here on no column moves that another tab changes, until `endDrag`. */
export function startDrag(id: string): void {
  dragged = id
}

export function endDrag(id: string): void {
  if (dragged !== id) return
  dragged = undefined
  for (const heard of waiting.splice(0)) heard()
}
