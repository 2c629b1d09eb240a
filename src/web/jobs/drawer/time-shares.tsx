import { useDrawerMessages } from './drawer-messages.ts'
import { useMoments } from './use-moments.ts'
import { sharers } from './waits.ts'
import type { Sharer } from './waits.ts'

const grounds: Record<Sharer, string> = {
  provider: 'bg-ink-2',
  you: 'bg-track-past',
  machine: 'bg-share-machine',
  unknown: 'border border-dashed border-control',
}

/** Where the time went, by actor: a bar and the same in words. */
export function TimeShares({ shares }: { shares: Record<Sharer, number> }) {
  const { drawer } = useDrawerMessages()
  const { span } = useMoments()
  const shown = sharers.filter((sharer) => shares[sharer] >= 60_000)
  return (
    <div className="mt-3 mb-1">
      <div className="flex h-1.5 gap-0.5 forced-color-adjust-none" aria-hidden="true">
        {shown.map((sharer) => (
          <i key={sharer} className={`min-w-0.5 rounded-[2px] ${grounds[sharer]}`} style={{ flex: `${shares[sharer] / 60_000} 0 0` }} />
        ))}
      </div>
      <ul aria-label={drawer.story.sharesTitle} className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-3">
        {shown.map((sharer) => (
          <li key={sharer} className="flex items-center gap-1.5">
            <i className={`size-2 rounded-[2px] forced-color-adjust-none ${grounds[sharer]}`} aria-hidden="true" />
            <b className="font-medium text-ink">{span(shares[sharer])}</b> {drawer.story.shares[sharer]}
          </li>
        ))}
      </ul>
    </div>
  )
}
