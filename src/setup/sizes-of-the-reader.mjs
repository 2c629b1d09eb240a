/** How large a browser writes unless its reader has chosen otherwise, in px. */
const usualPx = 16
/** Lines and edges up to so many px stay as thin as they are. */
const thinPx = 3

const toRem = (/** @type {string} */ text) =>
  text.replace(/(?<![\w.#-])(-?\d*\.?\d+)px\b/g, (px, /** @type {string} */ number) => (Math.abs(Number(number)) <= thinPx ? px : `${Number(number) / usualPx}rem`))

/**
 * Sizes are written in px, as they are at the usual size of letters, and built in rem: whoever has told the browser to write larger gets
 * larger letters in as much more room, and the arrangement for a window that holds as much less, as on a zoomed page. Were only the
 * letters to grow, they would not fit into what is measured in px.
 *
 * @returns {import('postcss').Plugin}
 */
export function sizesOfTheReader() {
  return {
    postcssPlugin: 'sizes-of-the-reader',
    OnceExit(root) {
      root.walkDecls((declaration) => {
        const { parent } = declaration
        // What a registered property begins with hangs on nothing, not on a size of letters either.
        if (parent?.type === 'atrule' && 'name' in parent && parent.name === 'property') return
        declaration.value = toRem(declaration.value)
      })
      root.walkAtRules(/^(?:media|container)$/, (rule) => void (rule.params = toRem(rule.params)))
    },
  }
}
