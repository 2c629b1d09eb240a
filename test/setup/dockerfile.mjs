/**
 * @typedef {{ word: string, text: string }} Instruction `text` is all behind the word
 * @typedef {{ base: string, name: string | undefined, instructions: Instruction[] }} Stage
 */

/**
 * The stages of a Dockerfile, as far as ours uses the language: no here-documents, no escapes but the one at a line's end.
 * @param {string} text
 * @returns {Stage[]} with the defaults of what stands before the first stage put in for `${NAME}` in `FROM`
 */
export function readDockerfile(text) {
  const lines = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ').split('\n').map((line) => line.trim())
  /** @type {Stage[]} */
  const stages = []
  /** @type {Map<string, string>} */
  const defaults = new Map()
  for (const line of lines.filter((one) => one !== '')) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (word === 'FROM') {
      const [, base = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? []
      stages.push({ base: base.replace(/\$\{(\w+)\}/g, (_, variable) => defaults.get(variable) ?? ''), name, instructions: [] })
    } else if (word === 'ARG' && stages.length === 0) {
      const [name = '', value = ''] = rest.split(/=(.*)/)
      defaults.set(name, value)
    } else {
      stages.at(-1)?.instructions.push({ word, text: rest })
    }
  }
  return stages
}

/** @param {string} text of a `COPY` @returns {{ from: string | undefined, sources: string[], target: string }} */
export function readCopy(text) {
  const words = text.split(/\s+/)
  const from = words[0]?.startsWith('--from=') === true ? words.shift()?.slice('--from='.length) : undefined
  const target = words.pop() ?? ''
  return { from, sources: words, target }
}

/** @param {string} text of an `ENTRYPOINT` or a health check's `CMD` @returns {string[]} its words, where it is in exec form, else none */
export function readExec(text) {
  try {
    /** @type {unknown} */
    const words = JSON.parse(text)
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : []
  } catch {
    return []
  }
}

/**
 * What of a folder goes to the builder: `.dockerignore` in the form that ours has, everything left out but what is named.
 * @param {string} text
 * @returns {string[]} names at the top of the folder
 * @throws {Error} where it has another form
 */
export function readContext(text) {
  const [first, ...rest] = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  if (first !== '*' || !rest.every((line) => /^![\w.-]+$/.test(line))) throw new Error('.dockerignore must leave out everything, then name what goes')
  return rest.map((line) => line.slice(1))
}
