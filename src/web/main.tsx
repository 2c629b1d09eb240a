import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadMessages } from './messages/messages.tsx'
import { preferences } from './preferences.ts'
import './styles.css'

/** ENTRY: the page. The words are there before the first frame, so that no frame is in the wrong language. */
const { language } = preferences()
const messages = await loadMessages(language)
const client = new QueryClient()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App first={{ language, messages }} />
    </QueryClientProvider>
  </StrictMode>,
)
