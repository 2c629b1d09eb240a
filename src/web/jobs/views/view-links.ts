/** Views as links, to be sent and to be taken over: the address of the list, and behind its `#` the name. Pure but for the document's base. */
import { readAddress, toAddress } from '../../address.ts'
import { viewQuery } from './keep-views.ts'
import { longestName, toSearch } from './saved-views.ts'
import type { SavedView } from './saved-views.ts'

/** A whole link, which opens the view over this source in any browser. */
export function toViewLink(view: SavedView, source: string): string {
  const link = new URL(toAddress(source, toSearch(view)), document.baseURI)
  link.hash = new URLSearchParams({ view: view.name }).toString()
  return link.href
}

/** The name that a link carries, or `undefined`. */
export function nameIn(hash: string): string | undefined {
  const name = new URLSearchParams(hash.replace(/^#/, '')).get('view')?.trim()
  return name === undefined || name === '' ? undefined : name.slice(0, longestName)
}

/**
 * The views of the links in a text, one a line, and the lines that are none. A link without a name is called by what it asks for; words
 * around a link are left out, but not another address.
 */
export function viewsIn(text: string): { views: NewView[]; rest: string[] } {
  const views: NewView[] = []
  const rest = text.split('\n').flatMap((line) => {
    const words = line.split(/\s+/).filter((word) => word !== '').map((word) => ({ word, view: viewOf(word) }))
    const found = words.flatMap(({ view }) => view ?? [])
    views.push(...found)
    const strange = words.flatMap(({ word, view }) => (view === undefined && (found.length === 0 || isAddress(word)) ? [word] : []))
    return strange.length === 0 ? [] : [strange.join(' ')]
  })
  return { views, rest }
}

type NewView = Pick<SavedView, 'name' | 'query'>

const isAddress = (word: string) => /^https?:\/\//i.test(word)

/** The view that one link leads to, or `undefined` where it leads to no list, or to one without filters. */
function viewOf(word: string): NewView | undefined {
  if (!isAddress(word) || !URL.canParse(word)) return undefined
  const link = new URL(word)
  const { source, lost, search } = readAddress(link.pathname, link.search)
  if (lost || source === undefined) return undefined
  const query = viewQuery(search)
  const name = nameIn(link.hash) ?? new URLSearchParams(query).toString().replaceAll('&', ', ').slice(0, longestName)
  return name === '' ? undefined : { name, query }
}
