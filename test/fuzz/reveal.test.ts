import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { intentHeader, Revealed } from '#contract/session.ts'
import type { AuditEntry } from '#proxy/log/audit.ts'
import { createWorld, metastudio } from '../integration/world.ts'
import { toCases } from './cases.ts'

/** Whatever is sent where a contact is revealed: a number comes out for a reason that was written down, else a clear problem and no number. */

const audited: AuditEntry[] = []
const world = createWorld({
  metastudioJobs: 30,
  iceJobs: 1,
  proxy: {
    door: { admit: async () => ({ identity: { id: 'sam', name: 'Sam', roles: ['support'] }, cookies: [] }), routes: [], canSignOut: false, isShared: () => true },
    audit: async (entry) => void audited.push(entry),
    newId: () => 'id-of-the-request',
  },
})
const job = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? ''))
const contact = job?.contact ?? ''

const phone = '15312340046'
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(phone, '+86 153-1234-0046', '１５３１２３４００４６', contact, 'asked to', ' ', '\n', '\u2028', '\u202E', '\uD800', 'x'.repeat(200), '字'.repeat(1_500)),
)
const why = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(' '))
const value = fc.oneof(why, fc.constantFrom<unknown>('contact', null, 4711, [phone], { contact: phone }), fc.jsonValue({ maxDepth: 2 }))
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('field', 'why', 'Field', '__proto__', 'constructor', 'contact', phone) }, { weight: 1, arbitrary: why })
const object = fc.oneof(fc.record({ field: fc.constant('contact'), why }), fc.record({ field: value, why: value }), fc.array(fc.tuple(name, value), { maxLength: 4 }).map((members) => Object.fromEntries(members)))
const text = fc.oneof(
  { weight: 8, arbitrary: object.map((members) => JSON.stringify(members)) },
  { weight: 1, arbitrary: fc.jsonValue().map((json) => JSON.stringify(json)) },
  { weight: 1, arbitrary: fc.tuple(object, fc.nat(60)).map(([members, end]) => JSON.stringify(members).slice(0, end)) },
  { weight: 1, arbitrary: fc.constantFrom('', phone, `"${phone}"`, '['.repeat(4_000), `{"field":"contact","why":"twice","why":"${phone}"}`, '\uFEFF{}', `field=contact&why=${phone}`) },
)
const bytes = fc.oneof({ weight: 9, arbitrary: text.map((sent) => new TextEncoder().encode(sent)) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }) })
/** How it arrives: in how many pieces, and whether the connection breaks before the last. */
const way = fc.record({ pieces: fc.integer({ min: 1, max: 4 }), isBroken: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }) })

function toStream(sent: Uint8Array, { pieces, isBroken }: { pieces: number; isBroken: boolean }): ReadableStream<Uint8Array> {
  const length = Math.ceil(sent.length / pieces)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (isBroken && at + length >= sent.length) controller.error(new Error(`reset while sending ${phone}`))
      else if (at >= sent.length) controller.close()
      else controller.enqueue(sent.slice(at, (at += length)))
    },
  })
}

/** What was really asked for, by the words of the contract: the reason, or `undefined` where nothing may be revealed. */
function reasonIn(sent: Uint8Array): string | undefined {
  try {
    if (sent.length > 4_096) return undefined
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(sent))
    if (typeof body !== 'object' || body === null || Object.keys(body).sort().join() !== 'field,why') return undefined
    const { field, why: said } = body as { field: unknown; why: unknown }
    const reason = typeof said === 'string' ? said.trim() : ''
    const { length } = [...reason]
    return field === 'contact' && length >= 3 && length <= 200 && !/\p{Cc}/u.test(reason) ? reason : undefined
  } catch {
    return undefined
  }
}

/** Numbers in it that could be called. */
const numbers = (told: string) => told.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/(?<=\d)[\s-]+(?=\d)/g, '').match(/1[3-9]\d{9}/g) ?? []

describe('any body', () => {
  const { given, timeout } = toCases(0.1)

  it('reveals a contact for a reason that is written down, or is refused in words and without a number', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(bytes, way, async (sent, how) => {
        // The next half minute: nobody is limited.
        world.clock.advance(30_000)
        audited.length = 0
        const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', [intentHeader.name]: intentHeader.value }
        const address = `http://localhost/api/sources/${metastudio}/jobs/${job?.id}/reveal`
        const response = await world.proxy.fetch(new Request(address, { method: 'POST', headers, body: toStream(sent, how), duplex: 'half' } as RequestInit))
        const told = await response.text()
        const reason = how.isBroken ? undefined : reasonIn(sent)
        expect(response.status).toBe(reason === undefined ? 400 : 200)
        if (reason === undefined) {
          const problem = Problem.parse(JSON.parse(told))
          expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
          expect([problem.code, problem.detail]).toEqual(['bad_request', expect.stringMatching(/^The body (?:must be|may have|did not)/)])
          expect(numbers(told)).toEqual([])
        } else expect(Revealed.parse(JSON.parse(told))).toEqual({ contact })
        expect(audited.map(({ jobId, field }) => [jobId, field])).toEqual(reason === undefined ? [] : [[job?.id, 'contact']])
        const log = world.log.splice(0)
        expect(log.filter(({ code, trace }) => code === 'internal' || trace !== undefined)).toEqual([])
        expect(numbers(JSON.stringify([log, audited.map(({ why: said }) => said), [...response.headers]]))).toEqual([])
      }),
      given,
    )
  })
})
