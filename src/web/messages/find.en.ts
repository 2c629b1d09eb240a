const number = (value: number) => value.toLocaleString('en')

/** The words of the search, in English. The other languages have this shape. */
export const findEn = {
  label: 'Find a job by its id, a part of its name or batch, or the last digits of a phone number; or the jobs of a batch or tag',
  short: 'Job id, name, batch, phone digits',
  /** What stands before and after the value. */
  filterBy: (name: string): readonly [string, string] => [`Filter by ${name.toLowerCase()} “`, '”'],
  jobs: (count: number) => (count === 1 ? '1 job' : `${number(count)} jobs`),
  asking: 'Looking in every source…',
  none: 'No job found. What can be typed: the last four digits and a batch (1889 spring), a part of a name, or an id.',
  shown: (shown: number, of: number) => `${number(shown)} of ${number(of)}. Type more to narrow it down.`,
  scanned: (source: string, jobs: number, of: number) => `${source}: searched ${number(jobs)} of ${number(of)} jobs.`,
  problem: (source: string, words: string) => `${source}: ${words}.`,
  minimum: 'Type at least two characters.',
  /** Said where the text as it was typed was found nowhere. */
  meant: (text: string) => `Looking for: ${text}.`,
  wholeNumber: (lastFour: string) => `Phone numbers are masked here. Looking for the last four digits: ${lastFour}.`,
}

export type FindMessages = typeof findEn
