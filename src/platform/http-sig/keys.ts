import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/** Ed25519 public keys travel as base64url of their 32 bytes, the `x` of a JSON Web Key (RFC 8037). */
export function isPublicKey(x: string): boolean {
  return /^[\w-]{43}$/.test(x) && Buffer.from(x, 'base64url').toString('base64url') === x
}

/** Name of a key in signatures: its JWK thumbprint (RFC 7638, RFC 8037 A.3), base64url. */
export function keyIdOf(publicKey: string): string {
  return Buffer.from(hash('sha256', `{"crv":"Ed25519","kty":"OKP","x":"${publicKey}"}`, 'hex'), 'hex').toString(
    'base64url',
  )
}

/** The thumbprint for people to compare by telephone: its first 128 bits, eight groups of four hex digits. */
export function fingerprintOf(publicKey: string): string {
  const hex = Buffer.from(keyIdOf(publicKey), 'base64url').toString('hex').slice(0, 32)
  return (hex.match(/.{4}/g) ?? []).join(' ')
}

/** Checks an Ed25519 signature given in base64url; a key or signature of another form never holds. */
export function signatureHolds(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const key = publicKeyObject(publicKey)
  return key !== undefined && verify(null, bytes, key, Buffer.from(signature, 'base64url'))
}

function publicKeyObject(x: string): KeyObject | undefined {
  if (!isPublicKey(x)) return undefined
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
