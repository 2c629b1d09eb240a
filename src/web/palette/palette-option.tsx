import { textLanguage } from '../jobs/state-text.ts'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { Option } from '../ui/option.tsx'
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
  const { title, phase, icon, stroke } = command
  return (
    <Option id={id} isActive={isActive} phase={phase} className="h-8 scroll-my-2 items-center gap-2.5 px-2.5 max-tablet:h-11" onActive={onActive} onChoose={onRun}>
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
    </Option>
  )
}
