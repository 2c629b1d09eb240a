import dns from 'node:dns'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { good, setUp } from './setup.ts'

/** Trouble with names. The system's own answer is what is in its place; all else is real. */

type Told = (error: Error | null, addresses?: { address: string; family: number }[]) => void

/** From now on the name of the cloud is not found, for as many questions as there are codes; then it is this machine. Gives the names asked for. */
function troubleTheNames(...codes: string[]) {
  const asked: string[] = []
  const lookup = (name: string, _options: unknown, tell: Told) => {
    asked.push(name)
    const code = codes[asked.length - 1]
    if (code === undefined) tell(null, [{ address: '127.0.0.1', family: 4 }])
    else tell(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }))
  }
  const spy = vi.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup)
  onTestFinished(() => spy.mockRestore())
  return asked
}

async function setUpNamed() {
  const aside = await setUp()
  aside.server.does(good.metastudio)
  return { ...(await setUp({ endpoint: `http://cloud.test:${aside.server.port}` })), server: aside.server }
}

describe('a name that is not found', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN'])('once (%s) is looked for again, and nobody notices', async (code) => {
    const { server, list } = await setUpNamed()
    const asked = troubleTheNames(code)
    expect((await list('metastudio')).status).toBe(200)
    expect(asked).toEqual(['cloud.test', 'cloud.test'])
    expect(server.requests).toHaveLength(1)
  })

  it('is not remembered as one: the next question finds it', async () => {
    const { list, problem, attempts, health } = await setUpNamed()
    troubleTheNames('ENOTFOUND', 'ENOTFOUND')
    expect(await problem(list('metastudio'))).toMatchObject({ code: 'unreachable' })
    expect(attempts.map(({ networkCode }) => networkCode)).toEqual(['ENOTFOUND', 'ENOTFOUND'])
    expect((await list('metastudio')).status).toBe(200)
    expect((await health('metastudio'))?.status).toBe('ok')
  })

  it('for a while leaves old rows in place, and is looked for every five seconds', async () => {
    const { list, clock, server } = await setUpNamed()
    troubleTheNames()
    // Its connection is not kept: the next question needs the name again.
    server.does((socket, seen) => {
      good.metastudio(socket, seen)
      socket.end()
    })
    expect((await list('metastudio')).status).toBe(200)
    clock.advance(10_000)
    const asked = troubleTheNames(...Array.from({ length: 200 }, () => 'ENOTFOUND'))
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000)
      expect((await list('metastudio')).status).toBe(200)
    }
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.length).toBeLessThanOrEqual(6 + 60 / 5)
  })
})
