import { useMemo, useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useDrawerMessages } from './drawer-messages.ts'

/** The cloud's answer after allow-list and masks, folded. */
export function RawAnswer({ raw }: { raw: Record<string, unknown> }) {
  const { drawer, language } = useDrawerMessages()
  const [isOpen, setIsOpen] = useState(false)
  const text = useMemo(() => JSON.stringify(raw, null, 2), [raw])
  const kilobytes = new TextEncoder().encode(text).length / 1000
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: kilobytes < 100 ? 1 : 0 }).format(kilobytes)
  return (
    <section className="mt-5">
      <h3 className="border-b border-line pb-2 font-semibold">{drawer.raw.title}</h3>
      <details className="group relative" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="flex h-9 list-none items-center gap-1.5 rounded-control pe-8 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
          <Icon name="right" size={14} className="text-ink-3 group-open:rotate-90" />
          {drawer.raw.summary}
          <span className="text-small text-ink-3">{size}</span>
        </summary>
        {isOpen && (
          <pre className="rounded-control bg-sunk p-3 font-mono text-id wrap-anywhere whitespace-pre-wrap text-ink-2">{text}</pre>
        )}
        {isOpen && <CopyButton text={text} label={drawer.raw.copy} className="absolute! end-0 top-1.5" />}
      </details>
    </section>
  )
}
