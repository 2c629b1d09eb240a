import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { createElementError } from './element-error.ts'

// Patience is no promise of speed: a laden machine draws late, and what is right then is right.
configure({ asyncUtilTimeout: 30_000, getElementError: createElementError })
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** What a browser has and the DOM of the tests lacks; and a console that must stay silent. */
beforeEach(() => {
  Element.prototype.scrollIntoView = () => {}
  HTMLElement.prototype.showPopover = () => {}
  HTMLElement.prototype.hidePopover = () => {}
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
  // Nothing has a size here. A test that gives things one says so by an event of the window.
  globalThis.ResizeObserver = class {
    readonly #hear: () => void
    constructor(callback: ResizeObserverCallback) {
      this.#hear = () => callback([], this)
    }
    observe() {
      addEventListener('resize', this.#hear)
    }
    unobserve() {
      removeEventListener('resize', this.#hear)
    }
    disconnect() {
      removeEventListener('resize', this.#hear)
    }
  }
  const base = document.createElement('base')
  base.href = '/'
  document.head.replaceChildren(base)
  localStorage.clear()
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      throw new Error(`unexpected console.${level}: ${words.map(String).join(' ').slice(0, 2000)}`)
    })
  }
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

// Code that is still on its way when the last test ends would come, or fail, where there is no browser any more.
afterAll(async () => vi.dynamicImportSettled())

// A window that shows every row of a page. That those out of reach come a moment later is looked at in a real browser; here, where each look
// at the page takes long, every moment more would be waited for in every test.
innerHeight = 5_000
