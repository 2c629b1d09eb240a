import { isHiddenFailure, phaseOf, phases, stateFacts, knownStates } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'

/** A source that knows every filter. */
export const sampleSource: Source = {
  id: 'metastudio-cn-north-4',
  cloud: 'metastudio',
  label: 'MetaStudio cn-north-4',
  region: 'cn-north-4',
  demo: true,
  filters: ['state', 'phase', 'actor', 'hidden_failure', 'create_since', 'create_until', 'batch_name', 'tag', 'job_id', 'name'],
  sort_keys: ['create_time'],
  states: knownStates('metastudio'),
  health: { status: 'ok' },
}

const names = ['Mira, winter set', '小舒 直播间', 'A name that is so long that no column of this table will ever be wide enough for it', '客服龚鹏', 'Søren, late show']

/** One job of each phase, a hidden failure among them, and one in a state that no catalogue has. */
export function sampleJobs(now: number): Job[] {
  return phases.map((phase, index) => {
    const states = knownStates('metastudio').filter((state) => phaseOf('metastudio', state) === phase)
    const state = states.find((one) => isHiddenFailure('metastudio', one)) ?? states[0] ?? 'SOMETHING_NEW'
    const facts = stateFacts('metastudio', state)
    return {
      source: sampleSource.id,
      cloud: 'metastudio',
      job_id: index.toString(16).padStart(32, '646682fa'),
      name: names[index % names.length] ?? '',
      state,
      phase,
      ...(facts === undefined ? {} : { stage: facts.stage }),
      actor: facts?.actor ?? 'unknown',
      hidden_failure: isHiddenFailure('metastudio', state),
      ...(facts?.console_group == null ? {} : { console_group: facts.console_group }),
      create_time: new Date(now - 10 ** (index % 5) * 300_000).toISOString(),
      batch_name: 'spring-04',
      tags: ['vip', 'retail', 'livestream', '样片'].slice(0, (index % 4) + 1),
      cover: 'no',
    }
  })
}
