import { en } from './en.ts'
import { vi } from './vi.ts'
import type { Lang } from './words.ts'

export { type Lang, words } from './words.ts'

/** Every word the kit says. English must have each key that Vietnamese has. */
export type Messages = typeof vi

/** The kit's words in a language: `t(lang).find`. */
export function t(lang: Lang): Messages {
  return lang === 'en' ? en : vi
}
