import { useEffect, useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { useCopied } from './copy-button.tsx'
import { Later } from './later.tsx'
import { partOf } from './part-of.tsx'
import { isoText } from './time-text.ts'

/** It is fetched when the first moment is pointed at. */
const TimeTip = partOf(async () => (await import('./time-tip.tsx')).TimeTip, true)

/** The pointer only passes over most moments on its way. */
const restMs = 200

interface MomentProps {
  /** Epoch ms. */
  at: number
  className?: string
  children: ReactNode
}

interface Near {
  button: HTMLButtonElement
  isFocused: boolean
}

/** A moment in the reader's words. Pointing at it or focusing it shows it in three zones; a press or Ctrl+C copies it as ISO 8601 in UTC. */
export function Moment({ at, className = '', children }: MomentProps) {
  // A list has a hundred of these, of which a reader points at two: all but the words comes with the pointer or the focus.
  const [near, setNear] = useState<Near>()
  const iso = isoText(at)
  return (
    <>
      <button
        type="button"
        className={`rounded-control text-start ${className}`}
        onPointerEnter={({ currentTarget }) => setNear((before) => before ?? { button: currentTarget, isFocused: false })}
        onFocus={({ currentTarget }) => setNear((before) => before ?? { button: currentTarget, isFocused: true })}
      >
        <time dateTime={iso}>{children}</time>
      </button>
      {near !== undefined && <NearMoment at={at} iso={iso} {...near} />}
    </>
  )
}

/** What a moment does once the pointer or the focus has come to its button. */
function NearMoment({ at, iso, button, isFocused }: Near & { at: number; iso: string }) {
  const { messages } = useMessages()
  const { copied, copy } = useCopied()
  const [isShown, setIsShown] = useState(isFocused)
  const id = useId()
  useEffect(() => {
    let resting = isFocused ? undefined : setTimeout(setIsShown, restMs, true)
    const hide = () => {
      clearTimeout(resting)
      setIsShown(false)
    }
    const listeners = {
      pointerenter: () => {
        clearTimeout(resting)
        resting = setTimeout(setIsShown, restMs, true)
      },
      pointerleave: hide,
      focus: () => setIsShown(true),
      blur: hide,
    }
    for (const [name, listener] of Object.entries(listeners)) button.addEventListener(name, listener)
    return () => {
      clearTimeout(resting)
      for (const [name, listener] of Object.entries(listeners)) button.removeEventListener(name, listener)
    }
  }, [button, isFocused])
  useEffect(() => {
    const press = () => void copy(iso)
    const copyKey = (event: ClipboardEvent) => {
      if (String(getSelection()) !== '') return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', iso)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isShown) return
      // Before the tip is there to be seen the key is not its own: it closes what the moment stands in.
      if (document.getElementById(id) !== null) event.preventDefault()
      setIsShown(false)
    }
    button.addEventListener('click', press)
    button.addEventListener('copy', copyKey)
    button.addEventListener('keydown', escape)
    if (isShown) button.setAttribute('aria-describedby', id)
    return () => {
      button.removeEventListener('click', press)
      button.removeEventListener('copy', copyKey)
      button.removeEventListener('keydown', escape)
      button.removeAttribute('aria-describedby')
    }
  })
  return (
    <>
      {isShown && (
        <Later isQuiet>
          <TimeTip id={id} at={at} anchor={button} copied={copied ? iso : undefined} />
        </Later>
      )}
      <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
    </>
  )
}
