import { createContext, use, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { isModAlone } from './key-hint.ts'
import { readKey } from './keys.ts'
import type { Command, CommandName, Prefix, Press } from './keys.ts'
import { preferences } from './preferences.ts'

/** What a part of the page does when a command comes. */
export type Commands = { readonly [Name in CommandName]?: (command: Command) => void }
type Desk = Set<{ readonly current: Commands }>

const DeskContext = createContext<Desk | undefined>(undefined)

/** Listens for the keys of the page, from the moment it can be seen, and hands each command to the part that does it. */
export function Keys({ children }: { children: ReactNode }) {
  const [desk] = useState<Desk>(() => new Set())
  useLayoutEffect(() => {
    let prefix: Prefix | undefined
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || preferences().keys === 'off') return
      const read = readKey(toPress(event), prefix)
      prefix = read.prefix
      if (read.command !== undefined && dispatch(desk, read.command)) event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [desk])
  return <DeskContext value={desk}>{children}</DeskContext>
}

/** To do a command as its key would, and to know whether some part does it at present. */
export function useDesk(): { run: (name: CommandName) => void; knows: (name: CommandName) => boolean } {
  const desk = use(DeskContext) ?? new Set()
  return {
    run: (name) => void dispatch(desk, { name, place: 1, isRepeat: false }),
    knows: (name) => [...desk].some(({ current }) => current[name] !== undefined),
  }
}

/** Does these commands while the part is on the screen. No two parts that stand together know the same one. */
export function useCommands(commands: Commands): void {
  const desk = use(DeskContext)
  const newest = useRef(commands)
  useLayoutEffect(() => {
    newest.current = commands
  })
  useLayoutEffect(() => {
    desk?.add(newest)
    return () => {
      desk?.delete(newest)
    }
  }, [desk])
}

function dispatch(desk: Desk, command: Command): boolean {
  const run = [...desk].find(({ current }) => current[command.name] !== undefined)?.current[command.name]
  run?.(command)
  return run !== undefined
}

function toPress(event: KeyboardEvent): Press {
  return {
    key: event.key,
    isShifted: event.shiftKey,
    isModified: event.ctrlKey || event.altKey || event.metaKey,
    isMod: isModAlone(event),
    // 229 is what Safari gives for the key that ends a composition.
    isComposing: event.isComposing || event.keyCode === 229,
    isRepeat: event.repeat,
    at: event.timeStamp,
    where: whereOf(event.target),
  }
}

function whereOf(target: EventTarget | null): Press['where'] {
  // A press beside the fields of an open dialog falls on the body, and is still the dialog's.
  if (document.querySelector('dialog[open]') !== null) return 'modal'
  if (!(target instanceof Element)) return 'list'
  if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]:not([contenteditable=false]), [popover]') !== null) return 'field'
  return target.closest('button, summary, input, nav, header, [role=dialog]') !== null ? 'control' : 'list'
}
