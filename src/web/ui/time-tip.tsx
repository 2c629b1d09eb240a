import { useLayoutEffect, useRef } from 'react'
import { useDisplayWords } from '../display-words.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { placeBeside } from './place-beside.ts'
import { fullText } from './time-text.ts'
import { zonesFor, zoneText } from './zone-time.ts'

interface TimeTipProps {
  id: string
  /** Epoch ms. */
  at: number
  /** What it explains, to lie beside. */
  anchor: HTMLElement
  /** What was copied of it, just now. */
  copied: string | undefined
}

/** A moment in all three zones, once where two are one, above everything and inside the screen. */
export function TimeTip({ id, at, anchor, copied }: TimeTipProps) {
  const { messages, language } = useMessages()
  const display = useDisplayWords()
  const { zone: chosen } = usePreferences()
  const tip = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const own = tip.current
    if (own === null) return undefined
    own.showPopover()
    placeBeside(own, anchor)
    // It goes with what it explains, and is not seen where that is not: behind a head, below an edge.
    const follow = () => {
      placeBeside(own, anchor)
      const { left, top, width, height } = anchor.getBoundingClientRect()
      own.style.visibility = anchor.contains(document.elementFromPoint(left + width / 2, top + height / 2)) ? '' : 'hidden'
    }
    document.addEventListener('scroll', follow, true)
    return () => document.removeEventListener('scroll', follow, true)
  }, [anchor])
  return (
    <span
      ref={tip}
      id={id}
      popover="manual"
      role="tooltip"
      className="pointer-events-none fixed inset-auto m-0 w-max max-w-[calc(100vw-16px)] rounded-panel border border-line bg-raised px-3 py-2 text-start text-small font-normal whitespace-nowrap text-ink-2 shadow-floating"
    >
      <span className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5">
        {zonesFor(chosen, at).map((zone) => (
          <span key={zone} className="contents">
            <span className="text-ink-3">{zoneText(zone, at, messages)}</span>
            <span className="text-ink">{fullText(at, language, zone)}</span>
          </span>
        ))}
      </span>
      <span className="mt-1.5 block border-t border-line-soft pt-1.5 text-ink-3">{copied === undefined ? display.timeHint : display.timeCopied(copied)}</span>
    </span>
  )
}
