import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ConfigFiles } from '../config/config.ts'

/** Makes a folder in this one and takes it away again: rights alone do not tell whether that can be done, to root least of all. Throws when it cannot. */
const tryOut = (folder: string) => rmdirSync(mkdtempSync(join(folder, '.understudy-')))

/** The files that a configuration names, on this disk. Leaves nothing: a folder that is missing is made when something is kept in it. */
export const configFiles: ConfigFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  troubleWithFolder(path) {
    let folder = resolve(path)
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
    try {
      if (!statSync(folder).isDirectory()) return folder === resolve(path) ? 'is not a folder' : 'stands below something that is not a folder'
      accessSync(folder, constants.W_OK | constants.X_OK)
      tryOut(folder)
      return undefined
    } catch {
      return folder === resolve(path) ? 'may not be written to by this user' : 'is not there, and this user may not make it'
    }
  },
  troubleWithFile(path) {
    try {
      if (existsSync(path)) {
        if (!statSync(path).isFile() && !statSync(path).isFIFO()) return 'is no file'
        accessSync(path, constants.W_OK)
        return undefined
      }
      if (!existsSync(dirname(resolve(path)))) return 'is in a folder that does not exist'
      tryOut(dirname(resolve(path)))
      return undefined
    } catch {
      return 'may not be written to by this user'
    }
  },
  isOpenToAll: (path) => process.platform !== 'win32' && (statSync(path).mode & constants.S_IROTH) !== 0,
}
