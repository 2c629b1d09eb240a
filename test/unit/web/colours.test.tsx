import { readFileSync } from 'node:fs'
import Color from 'colorjs.io'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { phases } from '#contract/job-states.ts'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'
import { Icon } from '#web/ui/icon.tsx'

const tokens = readFileSync(new URL('../../../src/web/tokens.css', import.meta.url), 'utf8')

const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/** What a token is in a theme, as the browser would read it: `light-dark(a, b)`, or one colour for both. */
function colour(token: string, theme: Theme): Color {
  const value = new RegExp(String.raw`--${token}: (.+);`).exec(tokens)?.[1] ?? ''
  const [, light, dark] = /^light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)$/.exec(value) ?? [undefined, value, value]
  return new Color((theme === 'light' ? light : dark) ?? '').to('srgb').toGamut()
}

const contrast = (one: string, other: string, theme: Theme) => colour(one, theme).contrastWCAG21(colour(other, theme))

/** Pairs whose contrast is below what they need, with the figure. */
const weak = (front: readonly string[], grounds: readonly string[], least: number, theme: Theme) =>
  front.flatMap((one) => grounds.map((ground) => ({ one, ground, ratio: contrast(one, ground, theme) }))).filter(({ ratio }) => ratio < least)

const plain = ['surface', 'ground', 'raised', 'sunk', 'hover'] as const
const rows = ['surface', 'hover', 'raised', 'ground', 'accent-ground'] as const
const marks = phases.map((phase) => `phase-${phase}`)

describe.each(themes)('in the %s theme', (theme) => {
  it('text has 4.5 : 1 on each ground it stands on (WCAG 1.4.3)', () => {
    expect(weak(['ink', 'ink-2', 'ink-3', 'accent'], [...plain, 'accent-ground'], 4.5, theme)).toEqual([])
    expect(weak(['phase-failed'], rows, 4.5, theme)).toEqual([])
    expect(weak(['warn-ink'], ['warn-ground', 'surface', 'ground', 'raised'], 4.5, theme)).toEqual([])
    expect(weak(['on-accent'], ['accent-fill'], 4.5, theme)).toEqual([])
  })

  it('the edges of controls, the focus and the marks of phases have 3 : 1 (WCAG 1.4.11)', () => {
    expect(weak(['control', 'accent', 'accent-fill'], plain, 3, theme)).toEqual([])
    expect(weak(marks, rows, 3, theme)).toEqual([])
  })
})

/**
 * What is left of a colour, in linear light, for who lacks one kind of cone: severity 1.0 of Machado, Oliveira and Fernandes, A
 * Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (6), 2009, as in their published tables.
 */
const seen: Record<'typical' | 'protanopia' | 'deuteranopia' | 'tritanopia', readonly (readonly number[])[]> = {
  typical: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

function simulated(token: string, theme: Theme, vision: keyof typeof seen): Color {
  const light = colour(token, theme).to('srgb-linear').coords
  const [red, green, blue] = seen[vision].map((row) => Math.min(1, Math.max(0, row.reduce((sum, part, index) => sum + part * (light[index] ?? 0), 0))))
  return new Color('srgb-linear', [red ?? 0, green ?? 0, blue ?? 0])
}

describe('the colours of the phases', () => {
  it.each(themes.flatMap((theme) => (Object.keys(seen) as (keyof typeof seen)[]).map((vision) => [theme, vision] as const)))(
    'keep their distances (CIEDE2000) in the %s theme under %s vision: 10 between any two, 15 from a failure',
    (theme, vision) => {
      const near = marks.flatMap((one, index) =>
        marks.slice(index + 1).flatMap((other) => {
          const distance = simulated(one, theme, vision).deltaE2000(simulated(other, theme, vision))
          return distance < (one === 'phase-failed' || other === 'phase-failed' ? 15 : 10) ? [{ one, other, distance }] : []
        }),
      )
      expect(near).toEqual([])
    },
  )

  it('never stand alone: each phase has a shape and, in each language, a word of its own', () => {
    const shapes = phases.map((phase) => renderToStaticMarkup(<Icon name={phase} />))
    expect(new Set(shapes).size).toBe(phases.length)
    for (const { phases: words } of [en, zhCN]) expect(new Set(phases.map((phase) => words[phase])).size).toBe(phases.length)
  })
})
