import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { useCopied } from './copy-button.tsx'
import { agoText, clockText, dayText, isoText } from './time-text.ts'
import { useNow } from './use-now.ts'

/** It is fetched when the first moment is pointed at. */
const TimeTip = lazy(async () => ({ default: (await import('./time-tip.tsx')).TimeTip }))

/** The pointer only passes over most moments on its way. */
const restMs = 200

interface MomentProps {
  /** Epoch ms. */
  at: number
  className?: string
  children: ReactNode
}

/** A moment in the reader's words. Pointing at it or focusing it shows it in three zones; a press or Ctrl+C copies it as ISO 8601 in UTC. */
export function Moment({ at, className = '', children }: MomentProps) {
  const { messages } = useMessages()
  const { copied, copy } = useCopied()
  const [isShown, setIsShown] = useState(false)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const id = useId()
  const iso = isoText(at)
  useEffect(() => () => clearTimeout(resting.current), [])
  const hide = () => {
    clearTimeout(resting.current)
    setIsShown(false)
  }
  return (
    <span className={className}>
      <button
        ref={setAnchor}
        type="button"
        className="rounded-control text-start"
        aria-describedby={isShown ? id : undefined}
        onClick={() => void copy(iso)}
        onPointerEnter={() => (resting.current = setTimeout(setIsShown, restMs, true))}
        onPointerLeave={hide}
        onFocus={() => setIsShown(true)}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isShown) return
          event.preventDefault()
          hide()
        }}
        onCopy={(event) => {
          if (String(getSelection()) !== '') return
          event.preventDefault()
          event.clipboardData.setData('text/plain', iso)
        }}
      >
        <time dateTime={iso}>{children}</time>
      </button>
      {isShown && anchor !== null && (
        <Suspense fallback={null}>
          <TimeTip id={id} at={at} anchor={anchor} hint={copied ? messages.shell.timeCopied(iso) : messages.shell.timeHint} />
        </Suspense>
      )}
      <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
    </span>
  )
}

/** `4 min ago` under a day, then `14 Mar`; below it, on the second line, the time of day. */
export function TwoLineTime({ at }: { at: string | undefined }) {
  const now = useNow(30_000)
  const { language } = useMessages()
  const { zone } = usePreferences()
  if (at === undefined) return null
  const ms = Date.parse(at)
  const isRecent = Math.abs(now - ms) < 86_400_000
  return (
    // On a phone there is nothing to point with, and a card opens wherever it is touched.
    <Moment at={ms} className="block max-tablet:pointer-events-none [&>button]:block [&>button]:max-w-full">
      <span className="cut block h-5">{isRecent ? agoText(ms, now, language) : dayText(ms, now, language, zone)}</span>
      <span className="second-line cut block h-4 text-small text-ink-3">{clockText(ms, language, zone)}</span>
    </Moment>
  )
}
