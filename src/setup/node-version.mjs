/**
 * Says why this Node cannot run Understudy, or gives `undefined` when it can. The odd releases 21 and 23 and the first
 * of 22 are refused by the engine ranges of locked packages, and `.npmrc` makes npm insist on those.
 * @param {string} version as in `process.versions.node`, such as `20.19.4`
 * @returns {string | undefined} a sentence for a person
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isSupported = major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)
  if (isSupported) return undefined
  return `Understudy needs Node 20.19 or newer: 20.19+, 22.13+, or 24 and later. This is Node ${version}.`
}
