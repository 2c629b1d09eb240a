import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface CheckBoxProps {
  /** `excluded` shows a minus: the opposite of wanted. */
  choice: 'on' | 'off' | 'excluded'
  onChange: (isOn: boolean) => void
  children: ReactNode
}

/** A box of 14 px with its label, beside the first line of it; the native control does the work. */
export function CheckBox({ choice, onChange, children }: CheckBoxProps) {
  return (
    <label className="flex min-w-0 items-center gap-2 self-stretch">
      <span className="relative grid h-[1lh] w-3.5 flex-none place-items-center">
        <input
          type="checkbox"
          checked={choice === 'on'}
          // A screen reader says "mixed" where the eye sees the minus.
          ref={(element) => {
            if (element !== null) element.indeterminate = choice === 'excluded'
          }}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-3.5 appearance-none rounded-box border border-control bg-surface checked:border-accent-fill checked:bg-accent-fill indeterminate:border-ink-2 forced-colors:appearance-auto"
        />
        {choice !== 'off' && (
          <Icon
            name={choice === 'on' ? 'check' : 'minus'}
            size={12}
            className={`pointer-events-none absolute size-2.5! forced-colors:hidden! ${choice === 'on' ? 'text-on-accent' : 'text-ink'}`}
          />
        )}
      </span>
      {children}
    </label>
  )
}
