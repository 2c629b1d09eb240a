/**
 * The service worker of the static demo: MSW's, which hands the page's requests back to the page, and what it lacks for a page
 * that people keep open, reload and share.
 */
const folder = new URL('.', self.location.href)

self.addEventListener('fetch', (event) => {
  // MSW forgets its pages when the browser lets the worker rest; only a page of the demo asks for these.
  if (event.request.url.startsWith(`${folder}api/`)) activeClientIds.add(event.clientId)
  // An address inside the demo is no file: the demo's own page answers it.
  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).then((answer) => (answer.status === 404 ? toPage() : answer)))
  }
})

// MSW leaves with its last page, and a reload would find no worker.
self.registration.unregister = () => Promise.resolve(false)

importScripts('mockServiceWorker.js')

/** The page with its base written into it, because it now stands below its folder. */
async function toPage() {
  const page = await fetch(new URL('index.html', folder))
  const text = await page.text()
  return new Response(text.replace('<base href="./"', `<base href="${folder.pathname}"`), { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
