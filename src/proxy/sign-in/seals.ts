import { sealData, unsealData } from 'iron-session'
import type * as z from 'zod/mini'

/** Encrypts and signs what a browser keeps for us. */
export interface Seals {
  seal(value: object): Promise<string>
  /** What was sealed with any of the keys, when it has the form; `undefined` for everything else, however it came about. */
  open<Schema extends z.ZodMiniType>(sealed: string, schema: Schema): Promise<z.output<Schema> | undefined>
}

const maxLength = 8_192

/** Seals with the first key and opens with all of them, so that a key can be replaced while people are signed in. */
export function createSeals(keys: readonly string[]): Seals {
  const [newest = ''] = keys
  return {
    // How long it is good is for whoever opens it to say, by his own clock.
    seal: (value) => sealData(value, { password: newest, ttl: 0 }),
    async open(sealed, schema) {
      if (sealed.length > maxLength) return undefined
      for (const password of keys) {
        const opened = await unsealData<unknown>(sealed, { password, ttl: 0 }).catch(() => undefined)
        const read = schema.safeParse(opened)
        if (read.success) return read.data
      }
      return undefined
    },
  }
}
