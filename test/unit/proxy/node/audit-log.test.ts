import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { AuditEntry } from '#proxy/log/audit.ts'
import { createAuditLog } from '#proxy/node/audit-log.ts'
import { configFiles } from '#proxy/node/config-files.ts'

const entry: AuditEntry = {
  at: Date.parse('2026-03-14T08:00:00Z'),
  event: 'reveal',
  user: 'sam',
  name: 'Sam "Support"\u2028',
  source: 'metastudio-cn-north-4',
  jobId: 'a-job',
  field: 'contact',
  why: 'asked for a call',
  requestId: 'a-request',
}

function place(): { folder: string; path: string; lines: (of?: string) => unknown[] } {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-audit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'audit.jsonl')
  return { folder, path, lines: (of = path) => readFileSync(of, 'utf8').trimEnd().split('\n').map((line): unknown => JSON.parse(line)) }
}

it('adds a line of JSON for each entry to what is there, and nobody else may read it', async () => {
  const { path, lines } = place()
  await createAuditLog(path)(entry)
  await createAuditLog(path)({ ...entry, jobId: 'another' })
  expect(lines()).toEqual([
    {
      audit: 'reveal',
      time: '2026-03-14T08:00:00.000Z',
      user: 'sam',
      name: 'Sam "Support"\u2028',
      source: 'metastudio-cn-north-4',
      job_id: 'a-job',
      field: 'contact',
      why: 'asked for a call',
      request_id: 'a-request',
    },
    expect.objectContaining({ job_id: 'another' }),
  ])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('loses nothing while the file is moved away', async () => {
  const { path, lines } = place()
  const audit = createAuditLog(path)
  await Promise.all(Array.from({ length: 20 }, () => audit(entry)))
  renameSync(path, `${path}.1`)
  await Promise.all(Array.from({ length: 10 }, () => audit(entry)))
  expect([lines(`${path}.1`).length, lines().length]).toEqual([20, 10])
})

it('says so when a line cannot be written, and goes on with the next', async () => {
  const { folder, path, lines } = place()
  const audit = createAuditLog(path)
  writeFileSync(join(folder, 'in-the-way'), '')
  await expect(createAuditLog(join(folder, 'in-the-way', 'audit.jsonl'))(entry)).rejects.toThrow('ENOTDIR')
  await expect(createAuditLog(folder)(entry)).rejects.toThrow('EISDIR')
  await audit(entry)
  expect(lines()).toHaveLength(1)
})

it('is tried out before the start, also by root, who may write wherever nothing can be kept; nothing is left behind', () => {
  const { folder } = place()
  if (existsSync('/proc/self')) {
    expect(configFiles.troubleWithFolder('/proc/nope')).toBe('is not there, and this user may not make it')
    expect(configFiles.troubleWithFile('/proc/audit.jsonl')).toBe('may not be written to by this user')
  }
  expect([configFiles.troubleWithFolder(join(folder, 'a', 'b')), configFiles.troubleWithFolder(folder), configFiles.troubleWithFile(join(folder, 'x'))]).toEqual([undefined, undefined, undefined])
  expect(readdirSync(folder)).toEqual([])
})

it('a secret that everybody may read is noticed', () => {
  const { folder } = place()
  const [open, closed] = [join(folder, 'open'), join(folder, 'closed')]
  writeFileSync(open, '', { mode: 0o644 })
  writeFileSync(closed, '', { mode: 0o640 })
  expect([configFiles.isOpenToAll(open), configFiles.isOpenToAll(closed)]).toEqual([process.platform !== 'win32', false])
})

it('is found out before the start when it cannot be written', () => {
  const { folder, path } = place()
  expect(configFiles.troubleWithFile(path)).toBeUndefined()
  expect(configFiles.troubleWithFile(folder)).toBe('is no file')
  expect(configFiles.troubleWithFile(join(folder, 'nowhere', 'audit.jsonl'))).toBe('is in a folder that does not exist')
})
