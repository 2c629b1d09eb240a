import { isHiddenFailure, phaseOf, stateFacts } from '#contract/job-states.ts'
import type { Cloud } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'
import { maskText } from '../masks/masks.ts'

type StateWords = Pick<Job, 'state' | 'phase' | 'stage' | 'actor' | 'hidden_failure' | 'console_group'>

/** What a state means, in our words. A missing state is the empty code, which is in no catalogue. */
export function toStateWords(cloud: Cloud, sent: string | undefined): StateWords {
  // ICE's own example carries a line feed behind the code.
  const state = (sent ?? '').trim()
  const facts = stateFacts(cloud, state)
  return {
    state: maskText(state),
    phase: phaseOf(cloud, state),
    stage: facts?.stage,
    actor: facts?.actor ?? 'unknown',
    hidden_failure: isHiddenFailure(cloud, state),
    // A guess of ours is never put into the console's mouth.
    console_group: facts?.console_group_source === 'doc' ? (facts.console_group ?? undefined) : undefined,
  }
}
