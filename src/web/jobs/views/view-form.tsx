import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { Button } from '../../ui/button.tsx'
import { useCopied } from '../../ui/copy-button.tsx'
import type { JobSearch } from '../job-search.ts'
import { renameView, saveViews, useSavedViews, viewQuery } from './keep-views.ts'
import { closeOnEscape, field } from './name-later.tsx'
import type { EarlyName } from './name-later.tsx'
import { longestName } from './saved-views.ts'
import type { SavedView } from './saved-views.ts'
import { toViewLink, viewsIn } from './view-links.ts'
import { usePanelWords } from '../filters/panel-words.ts'

interface ViewFormProps {
  sourceId: string
  search: JobSearch
  /** What was typed before the form was there. */
  early: EarlyName
  onClose: () => void
  onSaved: (name: string) => void
}

/** Asks what the present filters shall be called, or for the links of views to take over. */
export function ViewForm({ sourceId, search, early, onClose, onSaved }: ViewFormProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const saved = useSavedViews()
  const [isTaking, setIsTaking] = useState(false)
  const { copied, copy } = useCopied()
  return (
    <div className="mb-2 grid gap-1.5 px-2">
      {isTaking ? <LinksForm onClose={onClose} /> : <NameForm search={search} early={early} onClose={onClose} onSaved={onSaved} />}
      <div className="flex flex-wrap gap-x-3">
        {!isTaking && <button type="button" className={quiet} onClick={() => setIsTaking(true)}>{panel.fromLinks}</button>}
        {saved.length > 0 && (
          <button type="button" className={quiet} onClick={() => void copy(saved.map((view) => toViewLink(view, sourceId)).join('\n'))}>
            {copied ? messages.list.copied : panel.copyAll}
          </button>
        )}
        <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
      </div>
    </div>
  )
}

const quiet = 'min-h-6 rounded-control text-small text-accent hover:underline max-tablet:min-h-9'

function NameForm({ search, early, onClose, onSaved }: Omit<ViewFormProps, 'sourceId'>) {
  const onNamed = (name: string) => {
    saveViews([{ name, query: viewQuery(search) }])
    onSaved(name)
  }
  return <NameField early={early} onClose={onClose} onNamed={onNamed} />
}

/** Asks what a view shall be called from now on. */
export function RenameForm({ view, early, onClose, onRenamed }: { view: SavedView; early: EarlyName; onClose: () => void; onRenamed: (name: string) => void }) {
  const onNamed = (name: string) => {
    renameView(view.name, name)
    onRenamed(name)
  }
  return <NameField early={early} own={view.name} onClose={onClose} onNamed={onNamed} />
}

interface NameFieldProps {
  early: EarlyName
  /** The name that it has already. */
  own?: string
  onClose: () => void
  onNamed: (name: string) => void
}

function NameField({ early, own, onClose, onNamed }: NameFieldProps) {
  const panel = usePanelWords()
  const saved = useSavedViews()
  const [name, setName] = useState(early.text)
  const input = useRef<HTMLInputElement>(null)
  // At once: a key that falls between the two fields would be one of the list.
  useLayoutEffect(() => {
    if (early.isFocused) input.current?.focus()
  }, [early.isFocused])
  const trimmed = name.trim()
  const isTaken = trimmed !== own && saved.some((view) => view.name === trimmed)
  const answer = () => {
    if (trimmed === '') return
    if (trimmed !== own) onNamed(trimmed)
    onClose()
  }
  // Enter was pressed before the form was there. Nobody has read that it would replace a view: then it is asked again.
  const onEarlyEnter = useEffectEvent(() => {
    if (early.isSent === true && !isTaken) answer()
  })
  useEffect(() => onEarlyEnter(), [])
  return (
    <Question word={panel.save} isReady={trimmed !== ''} onClose={onClose} onAnswer={answer}>
      <input
        ref={input}
        value={name}
        maxLength={longestName}
        aria-label={panel.viewName}
        placeholder={panel.viewName}
        autoComplete="off"
        className={`h-7 max-tablet:h-9 ${field}`}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="text-small text-ink-3">{isTaken ? panel.viewTaken : panel.viewHint}</p>
    </Question>
  )
}

function LinksForm({ onClose }: { onClose: () => void }) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  useEffect(() => input.current?.focus(), [])
  return (
    <Question
      word={panel.addViews}
      isReady={text.trim() !== ''}
      onClose={onClose}
      onAnswer={() => {
        const { views, rest } = viewsIn(text)
        if (views.length === 0) return setNote(panel.noLinks)
        saveViews(views)
        setText(rest.join('\n'))
        setNote([panel.added(views.length), ...(rest.length === 0 ? [] : [panel.notLinks(rest.length)])].join(messages.between.sentences))
      }}
    >
      <label htmlFor={id} className="text-small text-ink-2">{panel.links}</label>
      <textarea ref={input} id={id} rows={3} value={text} spellCheck={false} className={`py-1 text-small break-all ${field}`} onChange={(event) => setText(event.target.value)} />
      <p role="status" className="text-small text-ink-3">{note === '' ? panel.linksHint : note}</p>
    </Question>
  )
}

interface QuestionProps {
  /** On the button that answers it. */
  word: string
  isReady: boolean
  onAnswer: () => void
  onClose: () => void
  children: ReactNode
}

function Question({ word, isReady, onAnswer, onClose, children }: QuestionProps) {
  const panel = usePanelWords()
  return (
    <form
      className="grid gap-1.5"
      onKeyDown={(event) => closeOnEscape(event, onClose)}
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer()
      }}
    >
      {children}
      <div className="flex gap-1.5">
        <Button look="edge" type="submit" disabled={!isReady}>{word}</Button>
        <Button onClick={onClose}>{panel.close}</Button>
      </div>
    </form>
  )
}
