import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A short word that changes when a file below the given paths changes, appears, disappears or gets another name.
 * It reads contents and not dates, because a checkout, a copy or a container image sets dates as it likes.
 * @param {string} root a folder
 * @param {readonly string[]} paths files and folders below it, with `/`; one that does not exist counts as such
 * @returns {string} 64 hexadecimal digits
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((path) => filesBelow(root, path)).sort()) {
    const content = readFileSync(join(root, path))
    // Name and length first, so that bytes cannot move from one file to its neighbour unseen.
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} paths from the root, with `/` on every system
 */
function filesBelow(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(root, `${path}/${name}`))
}
