import type { Job } from '#contract/job.ts'

const toldAt = new WeakMap<Job, number>()

/** Notes when the cloud told of these jobs what they say, epoch ms. An answer that says the same keeps them, at its own time. */
export function noteTold(jobs: readonly Job[], at: number): void {
  for (const job of jobs) toldAt.set(job, at)
}

/** When the cloud told of the oldest of these jobs, epoch ms; `undefined` where that is not known. */
export function oldestTold(jobs: readonly Job[]): number | undefined {
  return jobs.reduce<number | undefined>((oldest, job) => {
    const at = toldAt.get(job)
    return at === undefined || (oldest !== undefined && oldest <= at) ? oldest : at
  }, undefined)
}
