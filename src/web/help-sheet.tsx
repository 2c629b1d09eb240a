import { Fragment, useEffect, useId, useRef } from 'react'
import { keyGroups } from './keys.ts'
import type { GroupName, KeyName } from './keys.ts'
import { keysEn } from './messages/keys.en.ts'
import { keysZhCN } from './messages/keys.zh-CN.ts'
import { useMessages } from './messages/messages.tsx'
import { prefer, usePreferences } from './preferences.ts'
import { Button, IconButton } from './ui/button.tsx'
import { KeyCap } from './ui/key-cap.tsx'
import { keyText } from './ui/key-text.ts'

/** The words travel with the sheet: nobody else needs them. */
const words = { en: keysEn, 'zh-CN': keysZhCN } as const

/** The keys of the page, from the table that the listener reads. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { messages, language } = useMessages()
  const { keys } = usePreferences()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const { close, note, off, switchOn } = words[language]
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      // A press on the ground beside the sheet closes it: the ground is the dialog itself, the sheet is its content.
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
      className="m-auto max-h-[calc(100dvh-32px)] w-[720px] max-w-[calc(100vw-32px)] overflow-hidden rounded-panel border border-line bg-raised p-0 text-ink shadow-floating"
    >
      <div className="flex max-h-[inherit] flex-col low:overflow-y-auto">
        <div className="flex h-[52px] flex-none items-center border-b border-line ps-6 pe-3">
          <h2 id={titleId} className="text-title font-semibold">{messages.shell.help}</h2>
          <IconButton icon="close" label={close} className="ms-auto" onClick={() => dialog.current?.close()} />
        </div>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto px-6 pt-4 pb-3 low:flex-none low:overflow-visible tablet:columns-2 tablet:gap-10">
          {keyGroups.map(({ name, keys }) => <KeyGroup key={name} name={name} entries={keys} />)}
        </div>
        <div className="flex min-h-11 flex-none items-center gap-3 border-t border-line px-6 py-2 text-small text-ink-3">
          {keys === 'on' ? (
            note
          ) : (
            <>
              <span className="text-warn-ink">{off}</span>
              <Button look="edge" onClick={() => prefer({ keys: 'on' })}>{switchOn}</Button>
            </>
          )}
        </div>
      </div>
    </dialog>
  )
}

function KeyGroup({ name, entries }: { name: GroupName; entries: readonly { name: KeyName; strokes: readonly string[] }[] }) {
  const { language } = useMessages()
  const { groups, keys } = words[language]
  return (
    <section aria-label={groups[name]} className="mb-5 break-inside-avoid">
      <h3 className="pb-1 text-small font-medium text-ink-3">{groups[name]}</h3>
      <dl>
        {entries.map((entry) => (
          <div key={entry.name} className="flex items-start justify-between gap-4 border-b border-line-soft py-1.5 last:border-0">
            <dt className="min-w-0 text-ink">{keys[entry.name]}</dt>
            <dd className="flex flex-none items-center gap-1 pt-0.5 text-small text-ink-3"><Strokes strokes={entry.strokes} /></dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The keys that do one thing: either of two, or the first and the last of many. */
function Strokes({ strokes }: { strokes: readonly string[] }) {
  const { language } = useMessages()
  const { or, to } = words[language]
  const shown = strokes.length > 2 ? [strokes[0] ?? '', strokes.at(-1) ?? ''] : strokes
  return shown.map((stroke, index) => (
    <Fragment key={stroke}>
      {index > 0 && <span>{strokes.length > 2 ? to : or}</span>}
      <Stroke stroke={stroke} />
    </Fragment>
  ))
}

function Stroke({ stroke }: { stroke: string }) {
  const { language } = useMessages()
  const { next, caps } = words[language]
  const presses = stroke.split(' ')
  return presses.map((press, index) => (
    <Fragment key={press}>
      {index > 0 && <span>{next}</span>}
      <KeyCap>{keyText(press, caps)}</KeyCap>
    </Fragment>
  ))
}
