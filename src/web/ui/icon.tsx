import type { Phase } from '#contract/job-states.ts'

/** Drawn on 16 × 16 with a stroke of 1.5 and round ends; phases may fill, each has a shape of its own. */
const drawings = {
  draft: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.4 2.116" strokeLinecap="butt" />,
  review: <><path d="M1.5 8S3.9 3.75 8 3.75 14.5 8 14.5 8 12.1 12.25 8 12.25 1.5 8 1.5 8z" /><circle cx="8" cy="8" r="1.75" /></>,
  training: <><circle cx="8" cy="8" r="5.75" /><path d="M8 4.75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" stroke="none" /></>,
  failed: <><path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" fill="currentColor" stroke="none" /><path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" stroke="var(--cell, var(--surface))" /></>,
  stopped: <><rect x="2.25" y="2.25" width="11.5" height="11.5" rx="2" /><rect x="5.5" y="5.5" width="5" height="5" rx=".75" fill="currentColor" stroke="none" /></>,
  confirm: <><path d="M8 1.6 14.4 8 8 14.4 1.6 8z" /><circle cx="8" cy="8" r="1.75" fill="currentColor" stroke="none" /></>,
  rejected: <><path d="M5.75 2.75 2.5 6l3.25 3.25" /><path d="M2.75 6H9.5a3.75 3.75 0 0 1 0 7.5H6" /></>,
  suspended: <><rect x="3.25" y="2.75" width="3" height="10.5" rx=".75" /><rect x="9.75" y="2.75" width="3" height="10.5" rx=".75" /></>,
  done: <path d="m2.5 8.5 3.75 3.75 7.25-8" />,
  unknown: <><path d="M8 1.5 13.75 4.75v6.5L8 14.5 2.25 11.25v-6.5z" /><path d="M6.4 6.5a1.65 1.65 0 1 1 2.45 1.45c-.55.3-.85.6-.85 1.15" /><path d="M8 11.2v.01" /></>,
  search: <><circle cx="7" cy="7" r="4.25" /><path d="m10.25 10.25 3.25 3.25" /></>,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  right: <path d="m6 4 4 4-4 4" />,
  left: <path d="m10 4-4 4 4 4" />,
  first: <path d="M4 4v8m8-8L8 8l4 4" />,
  last: <path d="M12 4v8M4 4l4 4-4 4" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  check: <path d="m3 8.5 3.25 3.25L13 5" />,
  minus: <path d="M3 8h10" />,
  'sort-down': <path d="M8 3v10m0 0 3.5-3.5M8 13 4.5 9.5" />,
  'sort-up': <path d="M8 13V3m0 0L4.5 6.5M8 3l3.5 3.5" />,
  copy: <><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M3.25 10.5a.75.75 0 0 1-.75-.75v-6A1.25 1.25 0 0 1 3.75 2.5h6a.75.75 0 0 1 .75.75" /></>,
  link: <><path d="M6.75 9.25a2.5 2.5 0 0 0 3.6 0l2.35-2.4a2.55 2.55 0 0 0-3.6-3.6l-.9.9" /><path d="M9.25 6.75a2.5 2.5 0 0 0-3.6 0L3.3 9.15a2.55 2.55 0 0 0 3.6 3.6l.9-.9" /></>,
  page: <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.25 2.75l-4 4M2.75 13.25l4-4" />,
  moon: <path d="M13.25 9.4A5.5 5.5 0 1 1 6.6 2.75a4.5 4.5 0 0 0 6.65 6.65z" />,
  sun: <><circle cx="8" cy="8" r="2.75" /><path d="M8 1.75v1.25M8 13v1.25M1.75 8H3M13 8h1.25M3.6 3.6l.9.9M11.5 11.5l.9.9M12.4 3.6l-.9.9M4.5 11.5l-.9.9" /></>,
  system: <><rect x="2" y="3" width="12" height="8" rx="1.25" /><path d="M6 13.5h4" /></>,
  filter: <path d="M2.5 4h11M4.5 8h7M6.5 12h3" />,
  inbox: <><path d="M2.25 9 4 3.5h8L13.75 9v3a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1z" /><path d="M2.25 9H5.5l1 1.75h3l1-1.75h3.25" /></>,
  provider: <><path d="M2.75 13.5V5l5.25-2.5L13.25 5v8.5" /><path d="M1.5 13.5h13M6.5 13.5V10.5h3v3M6.25 7.25h.01M9.75 7.25h.01" /></>,
  hidden: <><path d="M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3z" strokeDasharray="2.6 2.05" strokeLinecap="butt" /><path d="m6.25 6.25 3.5 3.5m0-3.5-3.5 3.5" /></>,
  'failed-lately': <><rect x="2.25" y="3.25" width="11.5" height="10.5" rx="1.5" /><path d="M2.25 6.25h11.5M5.25 1.75v2.5M10.75 1.75v2.5" /><path d="m6.4 8.4 3.2 3.2m0-3.2-3.2 3.2" /></>,
  cloud: <path d="M4.75 12.5a2.75 2.75 0 0 1-.25-5.5 3.75 3.75 0 0 1 7.200.6 2.5 2.5 0 0 1-.2 4.9z" />,
  clock: <><circle cx="8" cy="8" r="5.75" /><path d="M8 4.75V8l2.25 1.5" /></>,
  help: <><circle cx="8" cy="8" r="5.75" /><path d="M6.4 6.35a1.65 1.65 0 1 1 2.45 1.45c-.55.3-.85.6-.85 1.15M8 10.9v.01" /></>,
  warn: <><path d="M8 2.25 14.25 13H1.75z" /><path d="M8 6.5v3M8 11.25v.01" /></>,
  again: <><path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.75l1.6 1.5" /><path d="M13.25 2.5v3.25H10" /></>,
  dense: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  command: <path d="m2.75 4 4 4-4 4M8.5 12.5h4.75" />,
  columns: <><rect x="2.25" y="3" width="11.5" height="10" rx="1.5" /><path d="M6.1 3v10M9.9 3v10" /></>,
  export: <path d="M8 2.5v7.25m0 0 3-3m-3 3-3-3M2.75 13.25h10.5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  bookmark: <path d="M4.25 2.75h7.5v10.75L8 10.75l-3.75 2.75z" />,
  more: <path d="M3.25 8h.01M8 8h.01M12.75 8h.01" strokeWidth="2.25" />,
} as const satisfies Record<Phase | (string & {}), React.ReactNode>

export type IconName = keyof typeof drawings

/** The stroke thickens as the icon shrinks, so that its weight on the screen stays the same. */
const strokes = { 12: 1.9, 14: 1.7, 16: 1.5, 20: 1.2 } as const

/** A picture beside a word, never instead of it: it is hidden from screen readers. */
export function Icon({ name, size = 16, className = '' }: { name: IconName; size?: keyof typeof strokes; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      // As large as the reader's letters make it.
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      aria-hidden="true"
      className={`block flex-none ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={strokes[size]}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings[name]}
    </svg>
  )
}
