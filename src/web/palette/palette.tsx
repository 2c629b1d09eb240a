import { Fragment, useCallback, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { goTo } from '../address.ts'
import { FindHit } from '../jobs/find/find-hit.tsx'
import { hitAddress, hitKey } from '../jobs/find/find-hits.ts'
import type { Hit } from '../jobs/find/find-hits.ts'
import { findNotes, sourceLabel } from '../jobs/find/find-notes.ts'
import { useSavedViews } from '../jobs/views/keep-views.ts'
import { pastedId } from '../jobs/find/pasted-id.ts'
import { useFind } from '../jobs/find/use-find.ts'
import { isModAlone } from '../key-hint.ts'
import { usePreferences } from '../preferences.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useServerNow } from '../ui/use-now.ts'
import { useDesk } from '../use-keys.tsx'
import type { PaletteProps } from './palette-button.tsx'
import { paletteCommands } from './palette-commands.ts'
import type { PaletteCommand } from './palette-commands.ts'
import { PaletteOption } from './palette-option.tsx'
import { optionName, sectionsOf } from './palette-sections.ts'
import { usePaletteWords } from './palette-words.ts'
import { recentCommands, rememberCommand } from './recent-commands.ts'

const mostJobs = 8

interface OpenPaletteProps extends PaletteProps {
  /** What was typed before it was there. */
  early: string
  /** Gives the focus back to what had it before. */
  onGoBack: () => void
  onClose: () => void
}

/** Everything that can be done, by typing a part of its name; a job by its id or the last digits of a phone number; a batch or a tag. */
export function Palette({ sources, source, search, early, onGoBack, onClose }: OpenPaletteProps) {
  const words = usePaletteWords()
  const { palette, messages } = words
  const chosen = usePreferences()
  const saved = useSavedViews()
  const desk = useDesk()
  const now = useServerNow(60_000)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(early)
  /** The option that is marked: by its name, for others may come before it while the palette is open. */
  const [marked, setMarked] = useState<string>()
  const [recent] = useState(recentCommands)
  // At once: a key that is pressed meanwhile must not fall beside it.
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
    input.current?.focus()
  }, [])

  const close = useCallback(() => {
    dialog.current?.close()
    onGoBack()
  }, [onGoBack])
  const sourceId = source?.id
  const openHit = useCallback(
    (hit: Hit) => {
      close()
      goTo(hitAddress(hit, sourceId, search))
    },
    [close, sourceId, search],
  )
  const run = (command: PaletteCommand) => {
    rememberCommand(command.id)
    // First the focus is where it was: some commands ask where that is, others take it elsewhere.
    close()
    command.run()
  }

  const sections = sectionsOf(paletteCommands({ sources, source, search, saved, chosen, words, now, desk }), text, recent)
  const commands = sections.flatMap((section) => section.commands)
  // A name may be a command's or a job's; the clouds are asked for what looks like an id or digits, and for what is no command.
  const wanted = text.trim() !== '' && (/\d/.test(text) || commands.length === 0) ? text : ''
  const find = useFind(wanted, mostJobs, openHit)
  const { hits } = find
  const names = [...sections.flatMap((section) => section.commands.map((command) => optionName(section, command))), ...hits.map(hitKey)]
  const count = names.length
  const active = marked === undefined ? 0 : Math.max(0, names.indexOf(marked))
  const isDone = wanted === '' || find.found !== undefined || find.error !== null
  const notes = wanted === '' ? [] : findNotes(wanted, find, mostJobs, sources, messages, words.find)
  // How many there are goes without saying where a note does.
  const status = notes.length === 0 && text.trim() !== '' && isDone && count > 0 ? [palette.count(count)] : notes

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    // The key that opened it closes it again.
    if (event.key === 'Escape' || (event.key.toLowerCase() === 'k' && isModAlone(event))) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setMarked(names[(active + (event.key === 'ArrowDown' ? 1 : -1) + count) % Math.max(1, count)])
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const command = commands[active]
      if (command !== undefined) run(command)
      else if (wanted !== '') find.choose(active - commands.length)
    }
  }

  return (
    <dialog
      ref={dialog}
      aria-label={messages.shell.palette}
      onClose={onClose}
      // Leaving by the browser's own Escape, such as a phone's back.
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget) return
        // Or the focus would go to what lies under the pointer.
        event.preventDefault()
        close()
      }}
      className="mx-auto mt-[min(12dvh,108px)] mb-auto w-[600px] max-w-[calc(100vw-32px)] overflow-hidden rounded-panel border border-line bg-raised p-0 text-ink shadow-floating [--cell:var(--raised)] max-tablet:m-0 max-tablet:h-dvh max-tablet:max-h-none max-tablet:w-full max-tablet:max-w-none max-tablet:rounded-none max-tablet:border-0"
    >
      <div className="flex h-[min(520px,76dvh)] flex-col max-tablet:h-full">
        <label className="flex h-12 flex-none items-center gap-2.5 border-b border-line ps-4 pe-3 text-ink-3">
          <Icon name="search" />
          <input
            ref={input}
            type="text"
            role="combobox"
            value={text}
            placeholder={palette.short}
            aria-label={palette.label}
            aria-expanded={count > 0}
            aria-controls={`${id}-results`}
            aria-autocomplete="list"
            aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={128}
            enterKeyHint="go"
            className="h-full min-w-0 flex-1 bg-transparent text-title text-ink outline-none placeholder:text-ink-3 focus-visible:shadow-none max-tablet:text-[16px]"
            onChange={(event) => {
              setText(event.target.value)
              setMarked(undefined)
            }}
            onPaste={(event) => {
              // An address is longer than the field: what it leads to is looked for.
              const jobId = pastedId(event.clipboardData.getData('text'))
              if (jobId === undefined) return
              event.preventDefault()
              setText(jobId)
              setMarked(undefined)
            }}
            onKeyDown={onKeyDown}
          />
          <IconButton icon="close" label={palette.close} onClick={close} />
        </label>
        {count === 0 && <p className="grid flex-1 place-items-center px-6 text-center text-ink-3" aria-hidden="true">{status.join(messages.between.sentences)}</p>}
        <div id={`${id}-results`} role="listbox" aria-label={palette.results} hidden={count === 0} className="scroll-thin min-h-0 flex-1 overflow-y-auto px-2 py-1.5">
          {sections.map((section, at) => {
            const before = sections.slice(0, at).reduce((sum, one) => sum + one.commands.length, 0)
            const options = section.commands.map((command, index) => (
              <PaletteOption
                key={command.id}
                id={`${id}-${before + index}`}
                command={command}
                isActive={before + index === active}
                hasKind={section.name === undefined || section.name === 'recent'}
                onActive={() => setMarked(optionName(section, command))}
                onRun={() => run(command)}
              />
            ))
            if (section.name === undefined) return <Fragment key="found">{options}</Fragment>
            return (
              <div key={section.name} role="group" aria-label={palette.groups[section.name]} className="pb-1.5">
                <p className="px-2.5 pt-1 pb-0.5 text-small font-medium text-ink-3" aria-hidden="true">{palette.groups[section.name]}</p>
                {options}
              </div>
            )
          })}
          {hits.map((hit, index) => (
            <FindHit
              key={hitKey(hit)}
              id={`${id}-${commands.length + index}`}
              hit={hit}
              sourceLabel={sourceLabel(sources, 'job' in hit ? hit.job.source : hit.source)}
              isActive={commands.length + index === active}
              now={now}
              onActive={() => setMarked(hitKey(hit))}
              onOpen={() => openHit(hit)}
            />
          ))}
        </div>
        <div className={`flex min-h-9 flex-none items-center gap-4 border-t border-line px-4 py-1.5 text-small text-ink-3 ${status.length === 0 || count === 0 ? 'max-tablet:min-h-0 max-tablet:border-0 max-tablet:p-0' : ''}`}>
          <p role="status" className={count === 0 ? 'sr-only' : 'min-w-0'}>{status.join(messages.between.sentences)}</p>
          <p className="ms-auto flex flex-none items-center gap-3 max-tablet:hidden" aria-hidden="true">
            <span className="flex items-center gap-1"><KeyCap>↑</KeyCap><KeyCap>↓</KeyCap> {palette.keys.move}</span>
            <span className="flex items-center gap-1"><KeyCap>↵</KeyCap> {palette.keys.choose}</span>
            <span className="flex items-center gap-1"><KeyCap>Esc</KeyCap> {palette.keys.close}</span>
          </p>
        </div>
      </div>
    </dialog>
  )
}
