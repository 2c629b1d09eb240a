import { prettyDOM } from '@testing-library/react'

/**
 * The error of a query that found nothing, with the page in its message as the library prints it, but only once somebody reads that
 * message. Whoever waits for an element asks many times and reads the last answer: printing the page for each took longer than looking.
 */
export function createElementError(message: string | null, container: Element): Error {
  const error = new Error()
  error.name = 'TestingLibraryElementError'
  let told: string | undefined
  Object.defineProperty(error, 'message', {
    configurable: true,
    get: () => (told ??= [message, prettyDOM(container)].filter(Boolean).join('\n\n')),
  })
  return error
}
