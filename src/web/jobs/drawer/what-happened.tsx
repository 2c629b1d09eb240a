import { useState } from 'react'
import type { JobDetail } from '#contract/job-detail.ts'
import { prefer, usePreferences } from '../../preferences.ts'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/time.tsx'
import { zonesFor, zoneText } from '../../ui/zone-time.ts'
import { useDrawerMessages } from './drawer-messages.ts'
import { toStory } from './story.ts'
import { Timeline } from './timeline.tsx'
import { TimeShares } from './time-shares.tsx'
import { useMoments } from './use-moments.ts'

/** The log as a story, in the zone of the reader's choice. */
export function WhatHappened({ detail }: { detail: JobDetail }) {
  const { drawer } = useDrawerMessages()
  const { now } = useMoments()
  const [isAllShown, setIsAllShown] = useState(false)
  const story = toStory(detail, now)
  return (
    <section className="mt-5">
      <div className="flex items-center gap-x-2 border-b border-line pb-2 max-[299px]:flex-wrap">
        <h3 className="font-semibold">{drawer.story.title}</h3>
        <ZoneChoice />
      </div>
      {story.shares !== undefined && <TimeShares shares={story.shares} />}
      {story.repeats !== undefined && <p className="mt-3 font-medium">{drawer.story.repeats(story.repeats)}</p>}
      {detail.job.cloud === 'ice' ? (
        <IceTimes detail={detail} />
      ) : detail.timeline.length === 0 && story.rows.length === 0 ? (
        <p className="mt-3 text-ink-3">{drawer.story.empty}</p>
      ) : null}
      {story.rows.length > 0 && <Timeline rows={story.rows} isAllShown={isAllShown} onShowAll={() => setIsAllShown(true)} />}
    </section>
  )
}

function ZoneChoice() {
  const { messages, drawer } = useDrawerMessages()
  const { zone } = usePreferences()
  const { now } = useMoments()
  return (
    <label className="relative -my-0.5 ms-auto inline-flex items-center text-small text-ink-3 hover:text-ink-2">
      <span className="sr-only">{drawer.story.zone}</span>
      <select
        value={zone}
        className="h-6 appearance-none rounded-control bg-transparent ps-1.5 pe-5 [field-sizing:content]"
        onChange={(event) => {
          const chosen = zonesFor(zone, now).find((one) => one === event.target.value)
          if (chosen !== undefined) prefer({ zone: chosen })
        }}
      >
        {zonesFor(zone, now).map((one) => <option key={one} value={one} className="bg-raised text-ink">{zoneText(one, now, messages)}</option>)}
      </select>
      <Icon name="down" size={12} className="pointer-events-none absolute end-1" />
    </label>
  )
}

/** What this cloud tells of time, and that it tells no more. */
function IceTimes({ detail: { job } }: { detail: JobDetail }) {
  const { drawer } = useDrawerMessages()
  const { told } = useMoments()
  const { iceTimes, iceNote, iceNone } = drawer.story
  const times = ([
    [iceTimes.created, job.create_time],
    [iceTimes.first, job.first_training_time],
    [iceTimes.latest, job.last_update_time],
  ] as const).flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }]))
  return (
    <>
      <p className="mt-3 text-ink-2">{iceNote}</p>
      {times.length === 0 ? (
        <p className="mt-1 text-ink-3">{iceNone}</p>
      ) : (
        <dl className="mt-2 grid grid-cols-[var(--label)_minmax(0,1fr)] [&_dd]:py-[3px] [&_dt]:py-[3px] [&_dt]:text-ink-3">
          {times.map(({ name, at }) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd><Moment at={Date.parse(at)}>{told(Date.parse(at))}</Moment></dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
