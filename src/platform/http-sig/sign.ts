import { component, createSignatureSync, type SignatureComponent, type SignerSync } from 'http-message-sig'
import { contentDigest } from './content-digest.ts'
import { keyIdOf } from './keys.ts'

/** An Ed25519 key that signs; the node's own. */
export interface MessageKey {
  /** base64url of the 32 bytes. */
  readonly publicKey: string
  /** base64url of the signature. */
  sign(bytes: Uint8Array): string
}

export interface RequestLine {
  readonly method: string
  /** Absolute, or the path with its query. */
  readonly url: string
}

/** How long a message may be on its way; a signer that promises more is not believed. */
export const LIFE_SECONDS = 300
/** Says what the signature is for: one made for another purpose never stands for a message. */
export const TAG = 'nguon'
const req = { req: true }

/**
 * Behind a proxy scheme and host are not what was asked, so path and query are covered and not `@target-uri`; the body names
 * whom it is for.
 */
export const REQUEST_PARTS: readonly SignatureComponent[] = ['@method', '@path', '@query', 'content-digest']
export const ANSWER_PARTS: readonly SignatureComponent[] = [
  '@status',
  'content-digest',
  component('@method', req),
  component('@path', req),
  component('@query', req),
]

/** Header fields that sign an answer to one request (RFC 9421, RFC 9530). */
export function signAnswer(
  key: MessageKey,
  { status, body, request, now }: { status: number; body: Uint8Array; request: RequestLine; now: Date },
): Readonly<Record<string, string>> {
  const digest = contentDigest(body)
  const message = { kind: 'response', status, fields: digestField(digest), request: describe(request, []) } as const
  const made = createSignatureSync(message, { ...options(key, now), components: ANSWER_PARTS })
  return { 'content-digest': digest, signature: made.signature, 'signature-input': made.signatureInput }
}

/** Header fields that sign a request with a body. */
export function signRequest(
  key: MessageKey,
  { request, body, now }: { request: RequestLine; body: Uint8Array; now: Date },
): Readonly<Record<string, string>> {
  const digest = contentDigest(body)
  const message = describe(request, digestField(digest))
  const made = createSignatureSync(message, { ...options(key, now), components: REQUEST_PARTS })
  return { 'content-digest': digest, signature: made.signature, 'signature-input': made.signatureInput }
}

/** The request as the library wants it. */
export function describe({ method, url }: RequestLine, fields: readonly { name: string; value: string }[]) {
  const target = new URL(url, 'http://node.invalid')
  return { kind: 'request', method: method.toUpperCase(), targetUri: target.href, fields } as const
}

function digestField(value: string) {
  return [{ name: 'content-digest', value }]
}

function options(key: MessageKey, now: Date) {
  const created = Math.floor(now.getTime() / 1000)
  const signer: SignerSync = {
    algorithm: 'ed25519',
    sign: (bytes) => new Uint8Array(Buffer.from(key.sign(bytes), 'base64url')),
  }
  const parameters = {
    created,
    expires: created + LIFE_SECONDS,
    keyid: keyIdOf(key.publicKey),
    alg: 'ed25519',
    tag: TAG,
  }
  return { label: 'nguon', parameters, signer }
}
