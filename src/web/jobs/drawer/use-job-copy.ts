import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Source } from '#contract/source.ts'
import { useCopied } from '../../ui/copy-button.tsx'
import { jobQuery } from './job-query.ts'

/** `waiting` for the job to load, `refused` by the browser, `missing`: the job could not be loaded. */
export type CopyState = 'rest' | 'waiting' | 'copied' | 'refused' | 'missing'

/** Copies what is made of a job's detail: at once, or, when it is still on its way, as soon as it is there. */
export function useJobCopy(source: Source, jobId: string): { state: CopyState; copy: (toText: (detail: JobDetail) => string) => Promise<void> } {
  const client = useQueryClient()
  const { copied, copy } = useCopied()
  const [last, setLast] = useState<Exclude<CopyState, 'copied'>>('rest')
  const copyJob = async (toText: (detail: JobDetail) => string) => {
    const query = jobQuery(source, jobId)
    const detail = client.getQueryData(query.queryKey)?.body
    if (detail !== undefined) return setLast((await copy(toText(detail))) ? 'rest' : 'refused')
    setLast('waiting')
    const text = client.ensureQueryData(query).then(({ body }) => toText(body))
    const isCopied = await copy(text)
    setLast(isCopied ? 'rest' : await text.then(() => 'refused' as const, () => 'missing' as const))
  }
  return { state: copied ? 'copied' : last, copy: copyJob }
}
