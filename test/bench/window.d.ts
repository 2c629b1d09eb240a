import type { Bench } from './in-page.mjs'

declare global {
  interface Window {
    /** Only in a page that is being measured. */
    bench: Bench
  }
}
