import { useEffect, useState } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { Icon } from './icon.tsx'

/**
 * Whether something was copied within the last moment, and the way to copy. `copy` gives false where the browser refuses, or
 * where a text that was promised does not come.
 */
export function useCopied(): { copied: boolean; copy: (text: string | Promise<string>) => Promise<boolean> } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string | Promise<string>) => {
    try {
      await write(text)
      setCopied(true)
      return true
    } catch {
      return false
    }
  }
  return { copied, copy }
}

/** A browser lets a page write while a press is fresh; what comes later is promised to it at once, where it knows promises. */
async function write(text: string | Promise<string>): Promise<void> {
  if (typeof text === 'string' || typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text)
  const blob = text.then((words) => new Blob([words], { type: 'text/plain' }))
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}

/** A small button beside a text that copies it; a check mark says that it did. */
export function CopyButton({ text, label, className = '' }: { text: string; label: string; className?: string }) {
  const { messages } = useMessages()
  const { copied, copy } = useCopied()
  return (
    <button
      type="button"
      aria-label={label}
      title={copied ? messages.list.copied : label}
      className={`inline-grid size-6 flex-none place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink ${className}`}
      onClick={(event) => {
        event.stopPropagation()
        void copy(text)
      }}
    >
      <Icon name={copied ? 'check' : 'copy'} size={14} className={copied ? 'text-accent' : ''} />
      <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
    </button>
  )
}
