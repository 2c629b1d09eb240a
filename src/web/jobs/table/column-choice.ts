import { useSyncExternalStore } from 'react'
import type { CSSProperties } from 'react'
import * as z from 'zod/mini'

/** The columns a reader may move, hide and resize, as they stand at first. Cover and name stay put. */
export const movableColumns = ['state', 'reason', 'created', 'updated', 'batch', 'tags', 'location'] as const
export type MovableColumn = (typeof movableColumns)[number]
/** How wide a column is unless chosen, in px. The reason has no width of its own: it takes the rest, and at least this. */
export const columnWidthsPx = { cover: 68, name: 230, state: 264, reason: 160, failed: 92, created: 92, updated: 164, batch: 116, tags: 156, location: 112 } as const
export const widthBoundsPx = { least: 72, most: 560 } as const

/** What a reader has made of the columns. */
export interface ColumnChoice {
  order: readonly MovableColumn[]
  hidden: readonly MovableColumn[]
  /** In px where letters have their usual size, of the columns that were resized: they grow with the reader’s letters, as everything does. */
  widths: Readonly<Record<string, number>>
}

export const storageKey = 'understudy.columns'
/** Not shown unless a reader wants them, by the alphabet. */
export const firstHidden: readonly MovableColumn[] = ['location', 'updated']
export const firstColumns: ColumnChoice = { order: movableColumns, hidden: firstHidden, widths: {} }

const Stored = z.object({ order: z.array(z.string()), hidden: z.array(z.string()), widths: z.record(z.string(), z.unknown()) })
/** A width in px within the bounds. */
export const boundedWidth = (width: number): number => Math.round(Math.min(widthBoundsPx.most, Math.max(widthBoundsPx.least, width)))

/** Reads what was kept. A column that is new to it comes last and as it is at first, one that is gone is forgotten; nonsense counts as nothing. */
export function readColumns(text: string | null): ColumnChoice {
  if (text === null) return firstColumns
  try {
    const { order, hidden, widths } = Stored.parse(JSON.parse(text))
    const known = movableColumns.filter((id) => order.includes(id)).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    return {
      order: [...known, ...movableColumns.filter((id) => !order.includes(id))],
      hidden: movableColumns.filter((id) => hidden.includes(id) || (firstHidden.includes(id) && !order.includes(id))),
      widths: Object.fromEntries(Object.entries(widths).flatMap(([id, width]) => (typeof width === 'number' ? [[id, boundedWidth(width)]] : []))),
    }
  } catch {
    return firstColumns
  }
}

let current: ColumnChoice | undefined
const listeners = new Set<() => void>()

/** The columns as they stand; read from storage on first use, which may be forbidden. */
export function columnChoice(): ColumnChoice {
  if (current !== undefined) return current
  let text: string | null = null
  try {
    text = localStorage.getItem(storageKey)
  } catch {
    // Private windows refuse storage: the columns are then as at first.
  }
  return (current = readColumns(text))
}

/** The columns are so from here on, for this page. */
export function holdColumns(choice: ColumnChoice): void {
  current = choice
  for (const listener of listeners) listener()
}

/** They stand first, whatever a reader makes of the others. */
const fixedColumns: readonly string[] = ['cover', 'name']

/** The columns of a table in the reader's order: those that stay put, then those that are shown. When a job failed stands before when it was created. */
export function shownColumns<Id extends string>(ids: readonly Id[], { order, hidden }: ColumnChoice): Id[] {
  const movable: string[] = order.flatMap((id) => [...(id === 'created' ? ['failed'] : []), ...(hidden.includes(id) ? [] : [id])])
  return [...fixedColumns, ...movable].flatMap((id) => ids.filter((one) => one === id))
}

/** A width in px where letters have their usual size, for a style. */
export const widthText = (px: number): string => `${px / 16}rem`

/** What a table must be told of its columns: their least width together, and whether the reader has arranged them. */
export function tableFrame(ids: readonly string[], choice: ColumnChoice) {
  // React sets custom properties through the style object's own interface, which a strict policy allows.
  const style: CSSProperties & Record<'--least', string> = { '--least': widthText(leastWidth(ids, choice)) }
  return { style, 'data-own': choice !== firstColumns }
}

/** What the columns take together in px, the rest that the reason takes at its least. */
export function leastWidth(ids: readonly string[], { widths }: ColumnChoice): number {
  const own: Readonly<Record<string, number>> = columnWidthsPx
  return ids.reduce((sum, id) => sum + (widths[id] ?? own[id] ?? 0), 0)
}

/** Forgets what was read, so that the next reader reads storage again. */
export function forgetColumns(): void {
  current = undefined
}

export function useColumnChoice(): ColumnChoice {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, columnChoice)
}
