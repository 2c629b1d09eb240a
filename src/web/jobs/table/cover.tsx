import { useState } from 'react'
import { paths } from '#contract/paths.ts'
import type { CoverWidth } from '#contract/paths.ts'
import type { Job } from '#contract/job.ts'

/** Up to two signs that stand for a name: initials of words, or the last two signs of a Chinese name. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s,，_\-·]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0] ?? ''
  const signs = (word: string) => [...word].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
  if (/\p{Script=Han}/u.test(first)) return signs(first).slice(-1).join('')
  const taken = words.length > 1 ? `${signs(first)[0] ?? ''}${signs(words[1] ?? '')[0] ?? ''}` : signs(first).slice(0, 2).join('')
  return taken.toUpperCase()
}

interface CoverProps {
  job: Pick<Job, 'source' | 'job_id' | 'name' | 'cover' | 'cover_version'>
  /** Edge in px at the usual size of letters; the picture is asked for at twice that or more. */
  size: number
  className?: string
}

/** The model's portrait in a box that never changes its size; initials where there is none. */
export function Cover({ job, size, className = '' }: CoverProps) {
  const key = `${job.source}/${job.job_id}/${job.cover_version ?? ''}`
  const [failed, setFailed] = useState<string>()
  const width: CoverWidth = size <= 48 ? 96 : size <= 96 ? 192 : 640
  const edges = { width: `${size / 16}rem`, height: `${size / 16}rem` }
  const box = `block flex-none overflow-hidden rounded-panel bg-sunk shadow-[inset_0_0_0_1px_var(--line)] ${className}`
  if (job.cover === 'no' || failed === key) {
    return (
      <span className={`${box} grid! place-items-center text-small font-medium text-ink-3`} style={edges} aria-hidden="true">
        {initials(job.name)}
      </span>
    )
  }
  const version = job.cover_version === undefined ? '' : `&v=${encodeURIComponent(job.cover_version)}`
  return (
    <img
      key={key}
      src={new URL(`${paths.cover(job.source, job.job_id)}?width=${width}${version}`, document.baseURI).href}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      className={`${box} object-cover [filter:saturate(0.82)_opacity(0.92)]`}
      style={edges}
      onError={() => setFailed(key)}
    />
  )
}
