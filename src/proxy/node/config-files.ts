import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ConfigFiles } from '../config.ts'

/** The files that a configuration names, on this disk. Looks only: a folder that is missing is made when something is kept in it. */
export const configFiles: ConfigFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  troubleWithFolder(path) {
    let folder = resolve(path)
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
    try {
      if (!statSync(folder).isDirectory()) return folder === resolve(path) ? 'is not a folder' : 'stands below something that is not a folder'
      accessSync(folder, constants.W_OK | constants.X_OK)
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
      accessSync(dirname(resolve(path)), constants.W_OK | constants.X_OK)
      return undefined
    } catch {
      return 'may not be written to by this user'
    }
  },
}
