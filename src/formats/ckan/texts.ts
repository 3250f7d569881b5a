import type { Texts } from '../model.ts'
import { languageOf } from '../text.ts'

/** The text of a client that knows one language only: Vietnamese, else the first there is. */
export function firstText(texts: Texts): string {
  return texts['vi'] ?? Object.values(texts)[0] ?? ''
}

/** Text with its translations as ckanext-fluent writes them; `plain` is the untranslated field. */
export function textsOf(translated: unknown, plain: unknown, said: string | undefined): Texts {
  const read = typeof translated === 'string' ? parsed(translated) : translated
  if (read !== null && typeof read === 'object' && !Array.isArray(read)) {
    const pairs = Object.entries(read).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    if (pairs.length > 0) return Object.fromEntries(pairs)
  }
  const text = typeof plain === 'string' ? plain.trim() : ''
  return { [languageOf(text, said)]: text }
}

/** The JSON in a text; the text itself when it holds none. */
export function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
