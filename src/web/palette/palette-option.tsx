import { useEffect, useRef } from 'react'
import { textLanguage } from '../jobs/state-text.ts'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { keyText } from '../ui/key-text.ts'
import type { PaletteCommand } from './palette-commands.ts'
import { usePaletteWords } from './palette-words.ts'

interface PaletteOptionProps {
  id: string
  command: PaletteCommand
  isActive: boolean
  /** Its group is not said above it. */
  hasKind: boolean
  onActive: () => void
  onRun: () => void
}

/** One command. The keyboard stays in the text field. */
export function PaletteOption({ id, command, isActive, hasKind, onActive, onRun }: PaletteOptionProps) {
  const words = usePaletteWords()
  const { keys } = usePreferences()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const { title, phase, icon, stroke } = command
  return (
    <li
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      data-phase={phase}
      className="flex h-8 scroll-my-2 items-center gap-2.5 rounded-control px-2.5 aria-selected:bg-accent-ground max-tablet:h-11"
      onMouseMove={onActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Icon name={icon} className={phase === undefined ? 'text-ink-3' : 'text-phase'} />
      <bdi className="cut" lang={textLanguage(title)} title={title}>{title}</bdi>
      {command.isOn === true && (
        <span className="flex flex-none items-center text-accent">
          <Icon name="check" size={14} />
          <span className="sr-only">{words.palette.isOn}</span>
        </span>
      )}
      <span className="ms-auto flex flex-none items-center gap-1.5 text-small text-ink-3">
        {hasKind && words.palette.kinds[command.kind]}
        {keys === 'on' && stroke !== undefined && (
          <span className="flex gap-1 max-tablet:hidden" aria-hidden="true">
            {stroke.split(' ').map((press) => <KeyCap key={press}>{keyText(press, words.keys.caps)}</KeyCap>)}
          </span>
        )}
      </span>
    </li>
  )
}
