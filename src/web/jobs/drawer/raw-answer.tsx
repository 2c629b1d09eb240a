import { useMemo, useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useDrawerMessages } from './drawer-messages.ts'
import { cutAt } from './text-search.ts'

/** The cloud's answer after allow-list and masks, folded; it can be searched and copied. */
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
        {isOpen && <RawText text={text} />}
        {isOpen && <CopyButton text={text} label={drawer.raw.copy} className="absolute! end-0 top-1.5" />}
      </details>
    </section>
  )
}

/** The match that the reader stepped to comes into view. */
const show = (mark: HTMLElement | null) => mark?.scrollIntoView({ block: 'nearest' })

function RawText({ text }: { text: string }) {
  const { drawer, language } = useDrawerMessages()
  const [wanted, setWanted] = useState('')
  const [place, setPlace] = useState(0)
  const parts = useMemo(() => cutAt(text, wanted), [text, wanted])
  const count = (parts.length - 1) / 2
  const step = (by: 1 | -1) => setPlace((place + by + count) % Math.max(1, count))
  const told = wanted === '' ? '' : count === 0 ? drawer.raw.none : drawer.raw.place((place + 1).toLocaleString(language), count.toLocaleString(language))
  return (
    <>
      <div className="sticky -top-[18px] z-1 flex items-center gap-0.5 bg-raised pt-1 pb-2 max-tablet:-top-4">
        <label className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-control border border-control bg-surface px-2 text-ink-3 focus-within:shadow-(--focus-ring) max-tablet:h-9">
          <Icon name="search" size={14} />
          <input
            type="text"
            value={wanted}
            aria-label={drawer.raw.search}
            placeholder={drawer.raw.search}
            autoComplete="off"
            spellCheck={false}
            className="min-w-0 flex-1 bg-transparent text-ink shadow-none! outline-none placeholder:text-ink-3"
            onChange={(event) => {
              setWanted(event.target.value)
              setPlace(0)
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
              if (event.key !== 'Escape' || wanted === '') return
              // The first Escape empties the field, the next one is the drawer's.
              event.preventDefault()
              setWanted('')
            }}
          />
          <span role="status" className="flex-none text-small whitespace-nowrap">{told}</span>
        </label>
        <IconButton icon="up" label={drawer.raw.before} disabled={count < 2} onClick={() => step(-1)} />
        <IconButton icon="down" label={drawer.raw.after} disabled={count < 2} onClick={() => step(1)} />
      </div>
      <pre className="rounded-control bg-sunk p-3 font-mono text-id wrap-anywhere whitespace-pre-wrap text-ink-2">
        {parts.map((part, index) => {
          if (index % 2 === 0) return part
          const isHere = index === place * 2 + 1
          return <mark key={`${wanted} ${index} ${isHere}`} ref={isHere ? show : undefined} className={`scroll-mt-14 scroll-mb-8 max-tablet:scroll-mb-28 rounded-box ${isHere ? 'bg-accent-fill text-on-accent' : 'bg-accent-ground text-ink'}`}>{part}</mark>
        })}
      </pre>
    </>
  )
}
