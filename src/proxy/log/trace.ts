/** Where an error was thrown, without its message, which may quote anything. `undefined` for what is no error. */
export function toTrace(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, message, stack = '' } = error
  // A message of several lines may look like frames.
  const frames = stack.slice(message === '' ? 0 : stack.indexOf(message) + message.length).split('\n')
  return [name, ...frames.filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim())].join(' < ')
}
