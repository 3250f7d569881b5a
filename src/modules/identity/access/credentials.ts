import type { Actor } from '../actor.ts'

/** Cookie that carries the session. */
export const SESSION_COOKIE = 'nguon_phien'

/** What a request shows to say who sends it. */
export interface Credentials {
  /** Value of the cookie `nguon_phien`. */
  readonly sessionToken?: string | undefined
  /** Header `Authorization`: `Bearer KEY`, or the bare key as CKAN clients send it. */
  readonly authorization?: string | undefined
  /** Header `X-API-Key` (or CKAN's `X-CKAN-API-Key` and `X-CKAN-API-TOKEN`). */
  readonly apiKey?: string | undefined
  readonly requestId?: string | undefined
}

/**
 * Says who sends a request. A visitor when nothing is shown or the session is over;
 * throws `unauthenticated` when a key is shown that is not (or no longer) one of ours.
 */
export type ResolveActor = (credentials: Credentials) => Promise<Actor>

export const KEY_PREFIX = 'nguon_'

/** The API key in the headers, if any. Other schemes (Basic of a proxy in front) are none of our business. */
export function keyOf(credentials: Credentials): string | undefined {
  if (credentials.apiKey) return credentials.apiKey.trim()
  const header = credentials.authorization?.trim()
  if (!header) return undefined
  const bearer = /^bearer\s+(\S+)$/i.exec(header)
  if (bearer) return bearer[1]
  return header.startsWith(KEY_PREFIX) ? header : undefined
}
