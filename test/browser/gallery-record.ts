import type { Page } from '@playwright/test'
import Color from 'colorjs.io'

/**
 * The gallery as text: an element a line, with what the page's own styles decide. Two machines draw letters differently, so that pictures
 * of them differ where nothing was changed; here stands what does not hang on letters. How wide words are, and what follows from that, is left out.
 *
 * @param part only the part of this name
 */
export async function recordGallery(page: Page, part?: string): Promise<string> {
  const record = await page.evaluate((only) => {
    /** Of a fixed height, whatever stands in them. */
    const fixed = 'button, input, kbd, tr, th, td, svg'
    const plain = new Set(['0px', 'none', 'normal', 'rgba(0, 0, 0, 0)', 'auto', '1', 'start', 'static', 'visible', ''])
    const rounded = (value: string) => value.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    const hashed = (text: string) => [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 0xffffff, 7).toString(16)

    function lookOf(element: Element): string[] {
      const style = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      const isEmpty = element.textContent === '' && element.querySelector('svg, input') === null
      const edges = (['top', 'right', 'bottom', 'left'] as const).map((side) => [
        `border-${side}`,
        style.getPropertyValue(`border-${side}-width`) === '0px' ? '' : ['width', 'style', 'color'].map((part) => style.getPropertyValue(`border-${side}-${part}`)).join(' '),
      ])
      const isOneEdge = edges.every(([, edge]) => edge === edges[0]?.[1])
      const facts = [
        ['high', element.matches(fixed) || isEmpty ? `${Math.round(height * 2) / 2}px` : ''],
        ['wide', element.matches('svg, input') ? `${Math.round(width * 2) / 2}px` : ''],
        ['drawn', element.matches('svg') ? hashed(element.innerHTML) : ''],
        ...(isOneEdge ? [['border', edges[0]?.[1] ?? '']] : edges),
        ...['padding', 'border-radius', 'background-color', 'box-shadow', 'opacity', 'row-gap', 'column-gap'].map((name) => [name, style.getPropertyValue(name)]),
        // What is handed down is told where it changes.
        ...['color', 'font-size', 'line-height', 'font-weight', 'letter-spacing', 'text-align'].map((name) => {
          const value = style.getPropertyValue(name)
          const above = element.parentElement === null ? '' : getComputedStyle(element.parentElement).getPropertyValue(name)
          return [name, value === above ? '' : value]
        }),
      ]
      return facts.flatMap(([name = '', value = '']) => (plain.has(value) ? [] : [`${name} ${rounded(value)}`]))
    }

    function linesOf(element: Element, depth: number): string[] {
      // A picture for screen readers only is none.
      if (getComputedStyle(element).display === 'none' || element.matches('.sr-only')) return []
      const own = `${'  '.repeat(depth)}${[element.tagName.toLowerCase(), ...lookOf(element)].join('; ')}`
      return [own, ...(element.matches('svg') ? [] : [...element.children].flatMap((child) => linesOf(child, depth + 1)))]
    }

    return [...document.querySelectorAll('main > section')]
      .filter((section) => only === undefined || section.getAttribute('aria-label') === only)
      .map((section) => [`# ${section.getAttribute('aria-label') ?? ''}`, ...[...section.children].flatMap((child) => linesOf(child, 0)), ''].join('\n'))
      .join('\n')
  }, part)
  return inOneForm(record)
}

/** Colours as lightness, chroma, hue and opacity: in which words and spaces a browser spells them is its own affair. */
export function inOneForm(text: string): string {
  return text.replace(/\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)/g, (words) => {
    const colour = new Color(words)
    const [lightness, chroma, hue] = colour.to('oklch').coords.map((value) => value ?? 0)
    // What is grey has no hue, whatever a conversion makes of it.
    const isGrey = (chroma ?? 0) < 0.001
    const parts = [(lightness ?? 0).toFixed(3), isGrey ? '0' : (chroma ?? 0).toFixed(3), isGrey ? '0' : Math.round(hue ?? 0)].map(Number)
    return `oklch(${parts.join(' ')}${colour.alpha < 1 ? ` / ${Number(colour.alpha.toFixed(3))}` : ''})`
  })
}
