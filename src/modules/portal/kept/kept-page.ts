import { createHash } from 'node:crypto'

/** What differs between two visitors who see the same page. */
export interface VisitorTokens {
  readonly nonce: string
  readonly csrf: string
}

/** Stand in the page until it is sent. */
export const VISITOR_MARKS: VisitorTokens = { nonce: '{nonce-of-visitor}', csrf: '{form-token-of-visitor}' }

/** A rendered page, cut where the tokens of its visitor go. */
export interface KeptPage {
  readonly resourceId: string
  /** Digest of everything but the tokens. */
  readonly digest: string
  readonly bytes: number
  /** The page in UTF-8. */
  fill(tokens: VisitorTokens): Buffer
}

const MARKS = /(\{nonce-of-visitor\}|\{form-token-of-visitor\})/

export function cutPage(resourceId: string, html: string): KeptPage {
  const digest = createHash('sha256').update(html).digest('base64url').slice(0, 22)
  // Encoded once: a long Vietnamese page takes longer to encode than to send.
  const parts = html.split(MARKS).map((text) => ({ token: tokenOf(text), bytes: Buffer.from(text) }))
  return {
    resourceId,
    digest,
    bytes: parts.reduce((sum, part) => sum + part.bytes.length, 0),
    fill: (tokens) => Buffer.concat(parts.map(({ token, bytes }) => (token ? Buffer.from(tokens[token]) : bytes))),
  }
}

function tokenOf(text: string): keyof VisitorTokens | undefined {
  if (text === VISITOR_MARKS.nonce) return 'nonce'
  return text === VISITOR_MARKS.csrf ? 'csrf' : undefined
}
