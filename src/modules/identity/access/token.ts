import { hash, randomBytes } from 'node:crypto'

/** 256 random bits in characters that fit a cookie, a header and an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. It is random enough that a plain digest cannot be turned back. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}
