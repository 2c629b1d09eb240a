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

/** The views of the links in a text, one a line. One without a name is called by what it asks for; what is no link to a list is left out. */
export function viewsIn(text: string): Pick<SavedView, 'name' | 'query'>[] {
  return text.split(/\s+/).flatMap((word) => {
    if (!/^https?:\/\//i.test(word) || !URL.canParse(word)) return []
    const link = new URL(word)
    const { source, lost, search } = readAddress(link.pathname, link.search)
    if (lost || source === undefined) return []
    const query = viewQuery(search)
    const name = nameIn(link.hash) ?? new URLSearchParams(query).toString().replaceAll('&', ', ').slice(0, longestName)
    return name === '' ? [] : [{ name, query }]
  })
}
