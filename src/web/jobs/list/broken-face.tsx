import { ApiError } from '../../api.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Blank } from '../../ui/blank.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { errorText } from './error-text.ts'
import { WayOut } from './faces.tsx'
import type { TroubleFaceProps } from './faces.tsx'
import { noticeWords } from './notice-words.ts'

/** Nothing could be loaded: what, which cloud, the cloud's own code and request id, and a way out. */
export function BrokenFace({ as = 'h2', error, isSessionOver, source, hasOthers, onRetry }: TroubleFaceProps) {
  const { messages, language } = useMessages()
  const words = noticeWords[language]
  const problem = error instanceof ApiError ? error.problem : undefined
  const { title, text } = errorText(error, source?.cloud, messages, isSessionOver)
  const facts: [string, string | number | undefined, boolean][] = [
    [words.cloudCode, problem?.cloud_code, true],
    [words.cloudStatus, problem?.cloud_status, false],
    [words.cloudSays, problem?.cloud_message, false],
    [words.requestId, problem?.request_id, true],
  ]
  const isOfCloud = hasOthers && problem !== undefined && problem.status >= 500
  return (
    <Blank as={as} scene="plug" title={title} text={isOfCloud ? `${text}${messages.between.sentences}${words.otherSourcesFine}` : text}>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,auto)] gap-x-4 text-start text-small">
        {facts.map(([name, value, isCode]) =>
          value === undefined ? null : (
            <div key={name} className="contents">
              <dt className="py-0.5 text-ink-3">{name}</dt>
              <dd className={`flex max-w-96 items-center gap-1 py-0.5 ${isCode ? 'font-mono text-id' : ''}`}>
                <span className="min-w-0 break-words">{value}</span>
                {name === words.requestId && <CopyButton text={String(value)} label={words.requestId} className="size-5!" />}
              </dd>
            </div>
          ),
        )}
      </dl>
      <WayOut error={error} isSessionOver={isSessionOver} onRetry={onRetry} />
    </Blank>
  )
}
