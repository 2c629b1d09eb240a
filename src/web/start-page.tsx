import { QueryClientProvider } from '@tanstack/react-query'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { takeFirstAnswers } from './first-answers.ts'
import { watchNetwork } from './missing-parts.ts'
import { en } from './messages/en.ts'
import { loadMessages } from './messages/messages.tsx'
import { preferences } from './preferences.ts'
import { catchUpOnReturn, createQueryClient } from './query-client.ts'
import './styles.css'

/** Draws the page into `#root`. The words are there before the first frame, so that no frame is in the wrong language. */
export async function startPage(): Promise<void> {
  watchNetwork()
  catchUpOnReturn()
  const { language } = preferences()
  const client = createQueryClient()
  const [first, hasRows] = await Promise.all([
    loadMessages(language).then(
      (messages) => ({ language, messages }),
      // A page in English is better than none.
      () => ({ language: 'en' as const, messages: en }),
    ),
    takeFirstAnswers(client),
  ])
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  // In steps: a press or a key need not wait until all of it is drawn.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <App first={first} hasRows={hasRows} />
        </QueryClientProvider>
      </StrictMode>,
    )
  })
}
