import { jobIdPattern } from '#contract/job.ts'
import { CloudError } from './cloud.ts'

/**
 * The id of a job that was asked for, as its answer spells it; as it was asked where the answer does not say, or says what no address can
 * carry. Throws `unreadable` where the answer is of another job: it is shown, and revealed, under the name of the one that was asked for.
 */
export function toAskedId(answered: string | undefined, askedFor: string): string {
  if (answered === undefined || !jobIdPattern.test(answered)) return askedFor
  // Whoever types an id may be understood in capitals.
  if (answered.toLowerCase() !== askedFor.toLowerCase()) throw new CloudError('unreadable', 'the answer is of another job than was asked for')
  return answered
}
