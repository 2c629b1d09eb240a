/** ENTRY: the page. */
import { startPage } from './start-page.tsx'

// Not awaited here: the other chunks import this one, and would wait for it while it waits for them.
void startPage()
