import { canonicalJson } from './canonical-json.ts'
import { keyIdOf, signatureHolds } from './keys.ts'
import type { MessageKey } from './sign.ts'

/** Signature of a record that travels with it, whoever relays it: a detached JWS (RFC 7515 appendix F) over its RFC 8785 text. */
export interface Proof {
  /** `header..signature`, algorithm EdDSA, `kid` the thumbprint of the key. */
  readonly jws: string
}

/** Signs a JSON value. */
export function prove(key: MessageKey, payload: unknown): Proof {
  const header = base64(JSON.stringify({ alg: 'EdDSA', kid: keyIdOf(key.publicKey) }))
  return { jws: `${header}..${key.sign(signingInput(header, payload))}` }
}

/** Whether one of the keys signed exactly this value. */
export function proofHolds(publicKeys: readonly string[], payload: unknown, { jws }: Proof): boolean {
  const [header = '', middle, signature = '', more] = jws.split('.')
  if (middle !== '' || more !== undefined) return false
  const { alg, kid } = readHeader(header)
  const key = alg === 'EdDSA' ? publicKeys.find((x) => keyIdOf(x) === kid) : undefined
  const input = key === undefined ? undefined : signable(header, payload)
  return key !== undefined && input !== undefined && signatureHolds(key, input, signature)
}

// What has no canonical text (half a surrogate pair) nobody can have signed.
function signable(header: string, payload: unknown): Uint8Array | undefined {
  try {
    return signingInput(header, payload)
  } catch {
    return undefined
  }
}

function signingInput(header: string, payload: unknown): Uint8Array {
  return Buffer.from(`${header}.${base64(canonicalJson(payload))}`)
}

function readHeader(text: string): { readonly alg?: unknown; readonly kid?: unknown } {
  try {
    return (JSON.parse(Buffer.from(text, 'base64url').toString()) ?? {}) as object
  } catch {
    return {}
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64url')
