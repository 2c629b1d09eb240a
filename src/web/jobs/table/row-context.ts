import { createContext } from 'react'

/** What the cells of a row share besides its job. */
export interface RowState {
  /** Pointed at or focused by now: what is only wanted then is there. */
  isNear: boolean
  isTicked: boolean
  tick: (jobId: string, isRange: boolean) => void
  /** How long ago the job was created, or the day; and the time of day. */
  age: string
  clock: string
}

export const RowContext = createContext<RowState>({ isNear: false, isTicked: false, tick: () => {}, age: '', clock: '' })
