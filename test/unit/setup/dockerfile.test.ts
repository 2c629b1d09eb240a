import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createNetworkCheck } from '#proxy/callers/networks.ts'
import { readContext, readCopy, readDockerfile, readExec } from '../../setup/dockerfile.mjs'

/** What can be said of the image without an engine: its text. `npm run try:image` takes its steps. */

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (name: string) => readFileSync(`${root}${name}`, 'utf8')
const stages = readDockerfile(read('Dockerfile'))
const [build, packages, last] = stages
const textsOf = (stage: (typeof stages)[number] | undefined, word: string) => stage?.instructions.filter((one) => one.word === word).map(({ text }) => text) ?? []
const copies = stages.flatMap((stage) => textsOf(stage, 'COPY').map(readCopy))

describe('the Dockerfile', () => {
  it('has a stage that builds, one with what runs, and the image', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'packages', undefined])
    const known = new Set(['WORKDIR', 'COPY', 'RUN', 'LABEL', 'ARG', 'ENV', 'USER', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT'])
    expect(stages.flatMap(({ instructions }) => instructions.map(({ word }) => word)).filter((word) => !known.has(word))).toEqual([])
  })

  it('begins each with the same slim Node that the product runs on', () => {
    for (const { base } of stages) expect(base).toMatch(/^node:(?:2[4-9]|[3-9]\d)(?:\.\d+)*-\w+-slim(?:@sha256:[0-9a-f]{64})?$/)
    expect(new Set(stages.map(({ base }) => base)).size).toBe(1)
  })

  it('installs what the lock says, without scripts, and for the image nothing that only builds or tests', () => {
    expect(textsOf(build, 'RUN')).toEqual(['npm ci --ignore-scripts', 'npm run build'])
    expect(textsOf(packages, 'RUN')).toEqual(['npm ci --omit=dev --ignore-scripts'])
    expect(textsOf(last, 'RUN')).toEqual([])
    // The packages come before the sources, so that a changed source does not install them again.
    const order = build?.instructions.map(({ word, text }) => `${word} ${text}`) ?? []
    expect(order.findIndex((one) => one.startsWith('RUN npm ci'))).toBeLessThan(order.findIndex((one) => one.startsWith('COPY src')))
  })

  it('copies by name what is there and goes to the builder, and nothing else goes', () => {
    const fromHere = new Set(copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources))
    for (const source of fromHere) expect([source, existsSync(`${root}${source}`)]).toEqual([source, true])
    expect([...new Set([...fromHere].map((source) => source.split('/')[0] ?? ''))].toSorted()).toEqual(readContext(read('.dockerignore')).toSorted())
    for (const { from } of copies) if (from !== undefined) expect(stages.map(({ name }) => name)).toContain(from)
  })

  it('runs as somebody without rights, by number, who owns nothing', () => {
    const users = textsOf(last, 'USER')
    expect(users).toHaveLength(1)
    expect(users[0]).toMatch(/^[1-9]\d{2,}:[1-9]\d{2,}$/)
    expect(textsOf(last, 'COPY').join(' ')).not.toContain('--chown')
    const order = last?.instructions.map(({ word }) => word) ?? []
    expect(order.lastIndexOf('COPY')).toBeLessThan(order.indexOf('USER'))
  })

  it('starts the product itself, with what npm start tells Node, so that it hears SIGTERM, and asks how it is without a shell', () => {
    const flags = /^ {4}"start": "node (.*) src/m.exec(read('package.json'))?.[1]?.split(' ') ?? []
    expect(textsOf(last, 'ENTRYPOINT').map(readExec)).toEqual([['node', ...flags, 'dist/proxy/main.js']])
    expect(textsOf(last, 'STOPSIGNAL')).toEqual(['SIGTERM'])
    const [check = ''] = textsOf(last, 'HEALTHCHECK')
    expect(check).toMatch(/--interval=\d+s .*--timeout=\d+s /)
    expect(readExec(check.slice(check.indexOf('CMD ') + 4))).toEqual(['node', 'src/setup/health.mjs'])
    expect(textsOf(last, 'EXPOSE')).toEqual(['8420'])
  })

  it('takes the commit as late as it can, so that a new one makes nothing before it again', () => {
    const words = last?.instructions.map(({ word }) => word) ?? []
    expect(textsOf(last, 'ARG')).toEqual(['COMMIT'])
    expect(words.lastIndexOf('COPY')).toBeLessThan(words.indexOf('ARG'))
  })

  it('says what it is, by the names of the OCI, and of which version and commit', () => {
    const labels = new Map([...textsOf(last, 'LABEL').join(' ').matchAll(/org\.opencontainers\.image\.(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
    const { version, license } = JSON.parse(read('package.json')) as { version: string; license: string }
    expect([...labels.keys()]).toEqual(['title', 'description', 'licenses', 'version', 'revision'])
    expect([labels.get('version'), labels.get('licenses'), labels.get('revision')]).toEqual([version, license, '${COMMIT}'])
    expect(read('compose.yaml')).toContain(`image: understudy:${version}\n`)
  })

  it('holds no secret and no setting that takes a guard away', () => {
    expect(textsOf(last, 'ENV').join(' ').match(/\b\w+(?==)/g)).toEqual(['NODE_ENV', 'HOST', 'PORT', 'UNDERSTUDY_COMMIT'])
    expect(read('Dockerfile')).not.toMatch(/SECRET|PASSWORD|TOKEN|_SK|--insecure|curl|wget|\bADD\b|:latest/)
  })
})

describe('the example for Compose', () => {
  const services = new Map(read('compose.yaml').split(/^ {2}(?=\w+:$)/m).map((text): [string, string] => [text.slice(0, text.indexOf(':')), text]))

  it.each(['understudy', 'front'])('%s has a root that is only read, no capability it does not need, and no way to get one', (name) => {
    const text = services.get(name) ?? ''
    expect(text).toContain('read_only: true')
    expect(text).toContain('cap_drop: [ALL]')
    expect(text).toContain('security_opt: ["no-new-privileges:true"]')
    expect(text).not.toMatch(/privileged: true|docker\.sock|network_mode: host/)
  })

  it('opens no port of Understudy’s own, and gives it longer to end than an answer may take', () => {
    const text = services.get('understudy') ?? ''
    // Beyond loopback it does not start unless people sign in.
    expect(text).toContain('HOST: 0.0.0.0')
    expect(text).not.toMatch(/ports:|8420:/)
    expect(Number(/stop_grace_period: (\d+)s/.exec(text)?.[1])).toBeGreaterThan(20)
  })

  it('gives every container an address of its own, so that Docker gives none of them that of the front', () => {
    const isInside = createNetworkCheck([/subnet: (\S+)/.exec(read('compose.yaml'))?.[1] ?? ''])
    const all = read('compose.yaml')
    const names = [...all.slice(all.indexOf('\nservices:'), all.indexOf('\nnetworks:')).matchAll(/^ {2}(\w+):$/gm)].map(([, name = '']) => name)
    const addresses = names.map((name) => /ipv4_address: (\S+)/.exec(services.get(name) ?? '')?.[1] ?? '')
    expect(names).toEqual(['understudy', 'front'])
    expect(addresses.map(isInside)).toEqual(names.map(() => true))
    expect(new Set(addresses).size).toBe(names.length)
  })

  it('believes the front alone, at the address that it has, when it says who calls', () => {
    const [, address = ''] = /ipv4_address: (\S+)/.exec(services.get('front') ?? '') ?? []
    expect(services.get('understudy')).toContain(`UNDERSTUDY_TRUSTED_FRONTS: ${address}\n`)
    expect(createNetworkCheck([/subnet: (\S+)/.exec(read('compose.yaml'))?.[1] ?? ''])(address)).toBe(true)
  })
})
