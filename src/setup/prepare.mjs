import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './built.mjs'
import { ensureInstalled } from './installed.mjs'
import { endWithParent } from './parent.mjs'
import { StepError } from './step.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Installs and builds what is missing or stale. Where that fails it says why and ends the process with exit code 1.
 * @returns {Promise<URL>} where the built proxy is, ready to import
 */
export async function prepare() {
  endWithParent()
  try {
    await ensureInstalled(root)
    return await ensureBuilt(root)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}
