import { sourceErrors } from '../errors.ts'
import type { Fetched, Fetcher } from './fetcher.ts'
import { parseJson } from './parse-json.ts'

export interface CkanAnswer extends Pick<Fetched, 'guessedCharset' | 'url'> {
  readonly result: unknown
}

export interface CkanClient {
  /** Where the catalogue begins, without a slash at the end. */
  readonly site: string
  /** Result of an action; throws `harvest.api-failure` when CKAN says no. */
  ask(action: string, query: Readonly<Record<string, string>>): Promise<CkanAnswer>
}

const MAX_BYTES = 64_000_000

/** Root of a CKAN from whatever address of it somebody pasted. */
export function ckanSite(given: string): string {
  const url = new URL(given)
  const path = url.pathname.replace(
    /\/(api(\/\d+)?(\/action(\/.*)?)?|dataset(\/.*)?|organization(\/.*)?|group(\/.*)?)\/?$/,
    '',
  )
  return `${url.origin}${path.replace(/\/+$/, '')}`
}

/** Asks the Action API; everything outside its envelope is a fault of the source, said in its words. */
export function createCkanClient(given: string, fetcher: Fetcher): CkanClient {
  const site = ckanSite(given)
  return {
    site,
    async ask(action, query) {
      const url = `${site}/api/3/action/${action}?${new URLSearchParams(query).toString()}`
      const fetched = await fetcher.get(url, { accept: 'application/json', maxBytes: MAX_BYTES })
      const body = parseJson(fetched)
      if (typeof body !== 'object' || body === null || !('success' in body)) {
        throw sourceErrors.notCatalogue(url, 'câu trả lời của CKAN')
      }
      const { success, result, error } = body as { success: unknown; result?: unknown; error?: unknown }
      if (success !== true) throw sourceErrors.apiFailure(url, messageOf(error))
      return { result, url: fetched.url, guessedCharset: fetched.guessedCharset }
    },
  }
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error.slice(0, 300)
  if (typeof error !== 'object' || error === null) return '?'
  const { message, __type: type } = error as { message?: unknown; __type?: unknown }
  const said = [type, message].filter((text) => typeof text === 'string').join(': ')
  return (said || JSON.stringify(error)).slice(0, 300)
}
