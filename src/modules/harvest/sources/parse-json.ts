import { sourceErrors } from '../errors.ts'
import type { Fetched } from './fetcher.ts'

/** JSON of an answer; one that stops in the middle was cut short, anything else that cannot be parsed is no JSON. */
export function parseJson({ text, url }: Pick<Fetched, 'text' | 'url'>): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const end = text.trimEnd()
    const begins = /^\s*[{[]/.test(text)
    throw begins && !/[}\]]$/.test(end) ? sourceErrors.cutShort(url) : sourceErrors.notJson(url)
  }
}
