import { open } from 'node:fs/promises'
import { toAuditLine, type Audit } from '../log/audit.ts'

/**
 * The audit log: to a file, which is opened for each line, so that it may be moved away at any time, and is on the disk before the
 * line counts as written; or to standard output.
 */
export function createAuditLog(path: string | undefined): Audit {
  if (path === undefined) return (entry) => writeOut(toAuditLine(entry))
  let last: Promise<unknown> = Promise.resolve()
  return (entry) => {
    const written = last.then(() => append(path, toAuditLine(entry)))
    last = written.catch(() => undefined)
    return written
  }
}

async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(line)
    await file.datasync()
  } finally {
    await file.close()
  }
}

const writeOut = (line: string) =>
  new Promise<void>((resolve, reject) => {
    process.stdout.write(line, (error) => (error === undefined || error === null ? resolve() : reject(error)))
  })
