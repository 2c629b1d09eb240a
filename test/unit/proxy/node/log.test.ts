import { describe, expect, it } from 'vitest'
import { createLog } from '#proxy/node/log.ts'

function setUp(level: 'debug' | 'info' | 'silent' = 'debug') {
  const lines: Record<string, unknown>[] = []
  const log = createLog(level, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  return { log, lines }
}
const entry = { requestId: 'id-1', method: 'GET', route: '/api/find', status: 200, durationMs: 12 }

describe('the log', () => {
  it('has a line for a request, with what is named and nothing else', () => {
    const { log, lines } = setUp()
    const more = { ...entry, user: 'a1b2c3', source: 'ice', cloudRequestId: 'R-1', url: 'http://localhost/?q=15312340046', headers: { cookie: 'secret' } }
    log.request(more)
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['cloudRequestId', 'durationMs', 'level', 'method', 'msg', 'requestId', 'route', 'source', 'status', 'time', 'user'])
    expect(lines[0]).toMatchObject({ ...entry, level: 'info', msg: 'request', time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) })
    expect(JSON.stringify(lines)).not.toMatch(/1531234|secret/)
  })

  it('is quiet about the page’s files and those who look whether it lives, unless they fail', () => {
    const { log, lines } = setUp('info')
    for (const route of ['/*', '/healthz', '/readyz', '/metrics']) log.request({ ...entry, route })
    expect(lines).toEqual([])
    log.request({ ...entry, route: '/*', status: 404, code: 'not_found' })
    log.request({ ...entry, route: '/readyz', status: 503, code: 'overloaded' })
    log.request({ ...entry, route: '/readyz', status: 503, code: 'draining' })
    expect(lines.map(({ level, status }) => [level, status])).toEqual([['info', 404], ['warn', 503], ['info', 503]])
  })

  it('is loudest about faults of ours', () => {
    const { log, lines } = setUp()
    log.request({ ...entry, status: 502, code: 'cloud_error' })
    log.request({ ...entry, status: 500, code: 'internal', trace: 'TypeError < at x' })
    log.request({ ...entry, status: 500, code: 'audit_unwritable', systemCode: 'ENOSPC' })
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error', 'error'])
    expect(lines[2]).toMatchObject({ code: 'audit_unwritable', systemCode: 'ENOSPC' })
  })

  it('has a line for each attempt to call a cloud', () => {
    const { log, lines } = setUp()
    log.attempt({ id: 'ice' }, { operation: 'list', attempt: 1, background: false, waitedMs: 0, durationMs: 5, outcome: 'throttled', cloudStatus: 429, cloudCode: 'Throttling', cloudRequestId: 'R-2' })
    log.attempt({ id: 'ice' }, { operation: 'list', attempt: 2, background: false, waitedMs: 0, durationMs: 5, outcome: 'ok', cloudStatus: 200 })
    expect(lines).toMatchObject([
      { level: 'warn', source: 'ice', operation: 'list', attempt: 1, code: 'throttled', cloudRequestId: 'R-2' },
      { level: 'debug', attempt: 2, cloudStatus: 200 },
    ])
    expect(lines[1]).not.toHaveProperty('code')
  })

  it('names host and cause of a cloud that cannot be reached', () => {
    const { log, lines } = setUp()
    log.attempt({ id: 'ice' }, { operation: 'list', attempt: 1, background: false, waitedMs: 0, durationMs: 5, outcome: 'unreachable', cloudHost: 'ice.example.com', networkCode: 'ENOTFOUND' })
    expect(lines).toMatchObject([{ level: 'warn', source: 'ice', code: 'unreachable', cloudHost: 'ice.example.com', networkCode: 'ENOTFOUND' }])
  })

  it('counts what could not be read', () => {
    const { log, lines } = setUp()
    log.unreadable('ice', { rows: 3, fields: ['Status'], times: 7 })
    expect(lines).toMatchObject([{ level: 'warn', source: 'ice', rows: 3, fields: ['Status'], times: 7 }])
  })
})
