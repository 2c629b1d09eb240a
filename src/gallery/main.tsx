/** ENTRY: the gallery, for those who work on the page: `npm run dev`, then `/src/gallery/`. No build of the product holds it. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadMessages, MessagesContext } from '#web/messages/messages.tsx'
import { preferences } from '#web/preferences.ts'
import { createQueryClient } from '#web/query-client.ts'
import '#web/styles.css'
import { Gallery } from './gallery.tsx'
import './gallery.css'

const root = document.getElementById('root')
if (root === null) throw new Error('the page of the gallery has no #root')
const { language } = preferences()
document.documentElement.lang = language
void loadMessages(language).then((messages) => {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <MessagesContext value={{ messages, language }}>
          <Gallery />
        </MessagesContext>
      </QueryClientProvider>
    </StrictMode>,
  )
})
