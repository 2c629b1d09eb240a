import type { RefObject } from 'react'
import { useDrawerMessages } from './drawer-messages.ts'

const bar = 'block rounded-box bg-sunk'

/** The cloud's sentence, on its way. */
export function ReasonSkeleton() {
  const { messages } = useDrawerMessages()
  return <span className="mt-1.5 flex h-[22px] items-center" title={messages.list.reasonComing}><span className={`${bar} h-2.5 w-4/5`} /></span>
}

/** Who it is, before anything but the id is known. The heading takes the focus already. */
export function IdentitySkeleton({ jobId, headingId, headingRef }: { jobId: string; headingId: string; headingRef: RefObject<HTMLHeadingElement | null> }) {
  const { drawer } = useDrawerMessages()
  return (
    <div className="grid grid-cols-[40px_minmax(0,1fr)] items-center gap-x-3">
      <span className="row-span-2 size-10 rounded-panel bg-sunk" />
      <h2 ref={headingRef} id={headingId} tabIndex={-1} className="flex h-5 items-center outline-none">
        <span className="sr-only">{drawer.loading}</span>
        <span className={`${bar} h-3 w-44`} />
      </h2>
      <p className="cut h-6 font-mono text-id leading-6 text-ink-3">{jobId}</p>
    </div>
  )
}

const widths = ['w-40', 'w-52', 'w-36', 'w-44', 'w-56', 'w-32'] as const

/** Verdict, log and fields in their real shape. */
export function StorySkeleton({ withVerdict }: { withVerdict: boolean }) {
  const { drawer } = useDrawerMessages()
  return (
    <div role="status">
      <span className="sr-only">{drawer.loading}</span>
      {withVerdict && (
        <div className="mt-[18px] grid grid-cols-[20px_minmax(0,1fr)] gap-x-3">
          <span className="mt-0.5 size-5 rounded-full bg-sunk" />
          <span className="flex h-6 items-center"><span className={`${bar} h-3.5 w-3/5`} /></span>
          <span className={`${bar} col-start-2 mt-3 h-2.5 w-4/5`} />
          <span className={`${bar} col-start-2 mt-6 h-2.5 w-3/5`} />
          <span className={`${bar} col-start-2 mt-3.5 h-2.5 w-1/2`} />
          <span className="col-start-2 mt-6 flex gap-2"><span className="h-8 w-32 rounded-control bg-sunk" /><span className="h-8 w-36 rounded-control bg-sunk" /></span>
        </div>
      )}
      <h3 className="mt-5 border-b border-line pb-2 font-semibold">{drawer.story.title}</h3>
      <span className={`${bar} mt-3 h-1.5 w-full`} />
      <div className="mt-10">
        {widths.map((width) => (
          <div key={width} className="grid h-8 grid-cols-[92px_32px_minmax(0,1fr)] items-center">
            <span className={`${bar} h-2 w-12 justify-self-end`} />
            <span className="size-2 justify-self-center rounded-full border border-line" />
            <span className={`${bar} h-2.5 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  )
}
