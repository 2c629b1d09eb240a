/** The API's addresses, written once. Relative, so that one build works under any path. */
export const paths = {
  sources: () => 'api/sources',
  jobs: (source: string) => `api/sources/${encodeURIComponent(source)}/jobs`,
  job: (source: string, jobId: string) => `api/sources/${encodeURIComponent(source)}/jobs/${encodeURIComponent(jobId)}`,
  cover: (source: string, jobId: string) =>
    `api/sources/${encodeURIComponent(source)}/jobs/${encodeURIComponent(jobId)}/cover`,
  counts: (source: string) => `api/sources/${encodeURIComponent(source)}/counts`,
  histogram: (source: string) => `api/sources/${encodeURIComponent(source)}/histogram`,
  reasons: (source: string) => `api/sources/${encodeURIComponent(source)}/reasons`,
  find: () => 'api/find',
} as const

/** Widths a cover comes in, in pixels. It is square. */
export const coverWidths = [96, 192, 640] as const
export type CoverWidth = (typeof coverWidths)[number]
