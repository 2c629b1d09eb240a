import { nearName } from './near-name.ts'
import { configVariables, type ConfigVariable } from './variables.ts'

const variables: readonly ConfigVariable[] = configVariables
const known = new Set(variables.flatMap(({ name, orFile }) => (orFile === true ? [name, `${name}_FILE`] : [name])))

/** Mistakes: names with our own prefix that nobody reads. Whoever mistypes one would believe in a setting that does nothing. */
export function unknownNames(names: readonly string[]): string[] {
  const unknown = names.filter((name) => name.startsWith('UNDERSTUDY_') && !known.has(name))
  return unknown.map((name) => `${toShown(name)}: there is no such variable.${near(name) ?? ' --help lists those there are.'}`)
}

/** The vendors' prefixes: their other tools read variables of their own, so a name we do not know is only probably a slip. */
const cloudPrefix = /^(?:HUAWEICLOUD|METASTUDIO|ALIBABA_CLOUD|ICE)_/

/** Warnings: names of a vendor that nobody reads here, `named` by no file of accounts either. */
export function unreadNames(names: readonly string[], named: ReadonlySet<string>): string[] {
  const unread = names.filter((name) => cloudPrefix.test(name) && !known.has(name) && !named.has(name))
  return unread.map((name) => `${toShown(name)} is not a variable that Understudy reads.${near(name) ?? ' --help lists those it does.'}`)
}

const toShown = (name: string) => name.replace(/[^A-Za-z0-9_]/g, '?').slice(0, 60)

function near(name: string): string | undefined {
  const other = nearName(toShown(name), [...known], toOwn)
  return other === undefined ? undefined : ` Is it ${other}?`
}

/** Without our prefix, which all of ours share and people also put before those that have none; with one prefix for each cloud, whose two are mixed up. */
const toOwn = (name: string) =>
  name.replace(/^UNDERSTUDY_/, '').replace(/^(?:HUAWEICLOUD(?:_SDK)?|METASTUDIO)_/, 'METASTUDIO_').replace(/^(?:ALIBABA_CLOUD|ICE)_/, 'ICE_')
