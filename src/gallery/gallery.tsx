import { useState } from 'react'
import type { ReactNode } from 'react'
import { phases } from '#contract/job-states.ts'
import { ApiError } from '#web/api.ts'
import { BrokenFace } from '#web/jobs/list/broken-face.tsx'
import { LoadingFace } from '#web/jobs/list/faces.tsx'
import { chipsOf } from '#web/jobs/filters/filter-chips.ts'
import { columnsOf } from '#web/jobs/table/job-columns.tsx'
import { emptySearch, readSearch } from '#web/jobs/job-search.ts'
import { JobTable } from '#web/jobs/table/job-table.tsx'
import { NoRowsFace } from '#web/jobs/list/no-rows-face.tsx'
import { createRowAddresses } from '#web/jobs/table/row-addresses.ts'
import { useMessages } from '#web/messages/messages.tsx'
import { prefer, usePreferences } from '#web/preferences.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { CheckBox } from '#web/ui/check-box.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { KeyCap } from '#web/ui/key-cap.tsx'
import { agoText } from '#web/ui/time-text.ts'
import { Moment } from '#web/ui/time.tsx'
import { sampleJobs, sampleSource } from './samples.ts'

const other = { ...sampleSource, id: 'ice-cn-shanghai', cloud: 'ice', label: 'ICE cn-shanghai' } as const
const nothing = () => {}

/** What the page is built of, in every state that can be shown at rest. */
export function Gallery() {
  const { density } = usePreferences()
  return (
    <main className="gallery">
      <h1>Gallery</h1>
      <CheckBox choice={density === 'compact' ? 'on' : 'off'} onChange={(isOn) => prefer({ density: isOn ? 'compact' : 'comfortable' })}>Compact rows</CheckBox>
      <Primitives />
      <Phases />
      <Faces />
    </main>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Primitives() {
  const { language } = useMessages()
  const [isOn, setIsOn] = useState(true)
  const [now] = useState(Date.now)
  return (
    <>
      <Part title="Buttons">
        {(['plain', 'edge', 'tall', 'fill'] as const).map((look) => (
          <div key={look} className="gallery-line">
            <Button look={look}>A word</Button>
            <Button look={look} icon="copy">With an icon</Button>
            <Button look={look} iconEnd="down">Opens more</Button>
            <Button look={look} disabled>Disabled</Button>
          </div>
        ))}
        <div className="gallery-line">
          <IconButton icon="close" label="Close" />
          <IconButton icon="up" label="Up" disabled />
          <CopyButton text="646682fa" label="Copy" />
          <KeyCap>/</KeyCap>
          <KeyCap>⇧ C</KeyCap>
        </div>
      </Part>
      <Part title="Boxes">
        <div className="gallery-line">
          <CheckBox choice={isOn ? 'on' : 'off'} onChange={setIsOn}>On or off</CheckBox>
          <CheckBox choice="off" onChange={nothing}>Off</CheckBox>
          <CheckBox choice="excluded" onChange={nothing}>Excluded</CheckBox>
        </div>
      </Part>
      <Part title="Times">
        <div className="gallery-line">
          {[90_000, 7_200_000, 5 * 86_400_000].map((age) => <Moment key={age} at={now - age}>{agoText(now - age, now, language)}</Moment>)}
        </div>
      </Part>
    </>
  )
}

function Phases() {
  const { messages } = useMessages()
  const { density } = usePreferences()
  const [jobs] = useState(() => sampleJobs(Date.now()))
  const to = createRowAddresses(sampleSource.id, emptySearch)
  const rows = jobs.map((job, index) => ({
    job,
    left: index === 4,
    changes: 0,
    reason: index === 3 ? { text: '动作编排失败：素材中手部被遮挡。', past: false } : null,
    to,
    isCompact: density === 'compact',
  }))
  return (
    <>
      <Part title="Phases">
        <ul className="gallery-line">
          {phases.map((phase) => (
            <li key={phase} data-phase={phase} className="gallery-line">
              {([12, 14, 16, 20] as const).map((size) => <Icon key={size} name={phase} size={size} className="text-phase" />)}
              {messages.phases[phase]}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Rows">
        <div className="list-rows">
          <JobTable source={sampleSource} search={emptySearch} question="" rows={rows} count={rows.length} openJob={jobs[2]?.job_id} isDim={false} onSort={nothing} />
        </div>
      </Part>
    </>
  )
}

function Faces() {
  const { messages, language } = useMessages()
  const [now] = useState(Date.now)
  const search = readSearch('phase=failed&tag=vip')
  const chips = chipsOf(search, sampleSource, { messages, language, zone: 'utc', now })
  const error = new ApiError('problem', {
    problem: {
      type: 'about:blank', title: 'Bad Gateway', status: 502, detail: 'The cloud reported an error.', code: 'cloud_error',
      cloud_status: 500, cloud_code: 'MSS.00000004', cloud_message: 'System error.', request_id: '5a20c7d8a6f14b0e9c31d2e4f5a6b7c8',
    },
  })
  return (
    <>
      <Part title="First load"><div className="list-rows"><LoadingFace columns={columnsOf(sampleSource)} /></div></Part>
      <Part title="Empty"><NoRowsFace source={sampleSource} sources={[sampleSource, other]} search={emptySearch} chips={[]} count={0} /></Part>
      <Part title="No match"><NoRowsFace source={sampleSource} sources={[sampleSource]} search={search} chips={chips} count={0} /></Part>
      <Part title="Past the end"><NoRowsFace source={sampleSource} sources={[sampleSource]} search={{ ...emptySearch, page: 99 }} chips={[]} count={120} /></Part>
      <Part title="Broken"><BrokenFace isSessionOver={false} error={error} source={sampleSource} hasOthers onRetry={nothing} /></Part>
    </>
  )
}
