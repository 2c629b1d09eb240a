/** What an entry of a job's log says, apart from its code. The codes themselves are many, and only who draws a log needs them. */

/** `milestone`: a step was entered or left. `redo`: a step starts again. `info`: the state did not change. */
export const logKinds = ['milestone', 'failure', 'stop', 'redo', 'info'] as const
export type LogKind = (typeof logKinds)[number]

/** Who did it. The wire says USER, ADMIN or SYSTEM; where it says nothing the code's own prefix is the best hint. */
export const logActors = ['you', 'provider', 'machine', 'unknown'] as const
export type LogActor = (typeof logActors)[number]
