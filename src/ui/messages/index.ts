import { en } from './en.ts'
import { type Messages, vi } from './vi.ts'
import type { Lang } from './words.ts'

export { type Lang, words } from './words.ts'

/** The kit's words in a language: `t(lang).find`. */
export function t(lang: Lang): Messages {
  return lang === 'en' ? en : vi
}
