import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Keeps short secrets unreadable at rest (AES-256-GCM). */
export interface Sealer {
  /** `purpose` is bound in: a text sealed for one purpose does not open for another. */
  seal(text: string, purpose: string): string
  /** Undefined when it was sealed by another key, for another purpose, or was tampered with. */
  unseal(sealed: string, purpose: string): string | undefined
}

const FORM = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${FORM}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    unseal(sealed, purpose) {
      const bytes = Buffer.from(sealed.slice(FORM.length + 1), 'base64url')
      if (!sealed.startsWith(`${FORM}.`) || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
