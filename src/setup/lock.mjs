/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 *
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock package-lock.json, or the one npm keeps in node_modules
 * @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Manifest package.json
 * @typedef {{ os: string, cpu: string, libc: string | undefined }} Platform in npm's words: `linux`, `x64`, `glibc`
 */

/**
 * Which packages are locked for this platform but are not installed, or in another version.
 * @param {Lock} lock package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes last of all
 * @param {Platform} platform
 * @returns {string[]} places such as `node_modules/react`
 */
export function missingPackages(lock, installed, platform) {
  return Object.entries(lock.packages)
    .filter(([place, locked]) => place !== '' && isNeeded(locked, platform))
    .filter(([place, locked]) => installed.packages[place]?.version !== locked.version)
    .map(([place]) => place)
}

/**
 * Which direct dependencies package.json and package-lock.json disagree about. npm refuses to install then.
 * @param {Manifest} manifest package.json
 * @param {Lock} lock package-lock.json
 * @returns {string[]} names of packages
 */
export function lockDisagreements(manifest, lock) {
  const locked = lock.packages[''] ?? {}
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies }
  const known = { ...locked.dependencies, ...locked.devDependencies }
  return [...new Set([...Object.keys(wanted), ...Object.keys(known)])].filter((name) => wanted[name] !== known[name])
}

/**
 * An optional package that names no platform is a fallback or belongs to one; npm leaves most of them out.
 * @param {LockedPackage} locked
 * @param {Platform} platform
 */
function isNeeded({ optional = false, os, cpu, libc }, platform) {
  if (!optional) return true
  if (os === undefined || cpu === undefined) return false
  return os.includes(platform.os) && cpu.includes(platform.cpu) && (libc === undefined || libc.includes(platform.libc ?? ''))
}
