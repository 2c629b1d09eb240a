/** What the drawer tells of whole lives of jobs, at any moment of them. */
import { describe, expect, it } from 'vitest'
import type { JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import { phaseOf } from '#contract/job-states.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import { toReason } from '#proxy/clouds/metastudio/to-reason.ts'
import { editionOf } from '#emulator/cast.ts'
import { tellStory } from '#emulator/lifecycle.ts'
import { sentenceOf } from '#emulator/sentences.ts'
import { momentOf } from '#emulator/story.ts'
import type { Story } from '#emulator/story.ts'
import { toCustomerText } from '#web/jobs/drawer/customer-text.ts'
import { drawerMessages, stateLabels } from '#web/jobs/drawer/drawer-messages.ts'
import { toStory } from '#web/jobs/drawer/story.ts'
import { sharers } from '#web/jobs/drawer/waits.ts'
import { aDetail, anEntry, iso, march14 } from './a-job.ts'

const lives = Array.from({ length: 240 }, (_, index) => tellStory({ seed: 7, index, bornAt: march14, edition: editionOf(7, index, false) }))
const operators = { USER: 'you', ADMIN: 'provider', SYSTEM: 'machine' } as const

/** A job as its detail tells it at a moment. */
function detailAt(life: Story, at: number): JobDetail {
  const timeline: TimelineEntry[] = life.events.flatMap(({ at: time, log }) =>
    log === undefined || time > at ? [] : [anEntry(log.type, time, { by: operators[log.by], ...(log.sentence === undefined ? {} : { text: sentenceOf(log.sentence.subject, log.sentence.key) }) })],
  )
  const comments = life.comments.filter((comment) => comment.at <= at).map(({ at: time, type, subject, key }) => ({ at: iso(time), comment_type: type, comment_message: sentenceOf(subject, key) }))
  const { job, ...bare } = aDetail(momentOf(life, at)?.state ?? '', timeline, { comments })
  const reason = toReason(job, timeline, comments)
  return { ...bare, job, ...(reason === undefined ? {} : { reason }) }
}

/** Moments just before something is logged, in states that the log told of: what it hid while it lasted nobody can tell afterwards. */
function* gaps(life: Story): Generator<{ before: number; after: number; state: string }> {
  for (const [order, event] of life.events.entries()) {
    const last = life.events[order - 1]
    if (last === undefined || event.at === last.at || event.log === undefined) continue
    const told = life.events.slice(0, order).findLast(({ log }) => {
      const facts = log === undefined ? undefined : logTypeFacts(log.type)
      return facts !== undefined && (facts.enters !== null || facts.kind !== 'info')
    })
    if (told?.log === undefined || logTypeFacts(told.log.type)?.enters !== last.state) continue
    yield { before: event.at - 1, after: event.at, state: last.state }
  }
}

describe('the drawer, over the lives of jobs', () => {
  it('books a gap to the same account while it lasts and once it is past', () => {
    const seen = new Map<string, number>()
    for (const life of lives) {
      for (const { before, after, state } of gaps(life)) {
        const lasting = toStory(detailAt(life, before), before).shares
        const past = toStory(detailAt(life, after), after).shares
        if (lasting === undefined || past === undefined) continue
        seen.set(state, (seen.get(state) ?? 0) + 1)
        const moved = sharers.filter((sharer) => Math.abs(past[sharer] - lasting[sharer]) > 1)
        expect(moved, `${state} at ${before}`).toEqual([])
      }
    }
    expect(seen.size).toBeGreaterThan(20)
    expect(seen.get('VIDEO_ANALYZE_SUCCESS')).toBeGreaterThan(20)
  })

  it('gives the customer the label and the cloud’s words of whatever failed or was stopped, in both languages, and its day', () => {
    const broken = lives.flatMap((life) => life.events.filter(({ at }) => ['failed', 'stopped'].includes(phaseOf('metastudio', momentOf(life, at)?.state ?? ''))).map(({ at }) => ({ life, at })))
    expect(broken.length).toBeGreaterThan(100)
    for (const { life, at } of broken) {
      const detail = detailAt(life, at)
      const { job, reason } = detail
      for (const language of ['en', 'zh-CN'] as const) {
        const text = toCustomerText(detail, { drawer: drawerMessages[language], states: stateLabels[language], language, zone: 'utc' })
        expect(text).toContain(`“${stateLabels[language].metastudio[job.state] ?? '?'}”`)
        expect(text).toMatch(language === 'en' ? /^Hello.* On \d+ \w+ 2026 at \d\d:\d\d \(UTC\)/ : /^您好.*2026年\d+月\d+日 \d\d:\d\d（UTC）/)
        if (reason?.past === false && reason.text !== undefined) expect(text).toContain(reason.text)
      }
    }
  })

  it('never makes an answer to a customer words about a failure or stop, neither when it stands nor at any moment after', () => {
    let answered = 0
    for (const life of lives) {
      for (const { at } of [...life.events, ...life.comments]) {
        const detail = detailAt(life, at)
        if (detail.job.phase === 'failed' || detail.job.phase === 'stopped') answered += detail.comments.filter(({ comment_type: type }) => type === 'ADMIN_COMMENT').length
        expect(detail.reason?.comment, `${detail.job.state} at ${at}`).toBeUndefined()
      }
    }
    expect(answered).toBeGreaterThan(20)
  })
})
