import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FieldProblem } from '../../../platform/errors.ts'
import { fold } from '../../../platform/text.ts'

const derive = promisify(argon2)

// OWASP's second recommended setting for argon2id: 19 MiB, 2 passes, 1 lane (40 ms on the reference machine).
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
const SALT_BYTES = 16
const TAG_BYTES = 32
const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

// The same password typed on two keyboards may come composed or decomposed.
function message(password: string): Buffer {
  return Buffer.from(password.normalize('NFC'), 'utf8')
}

/** argon2id in the PHC string format, with its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await derive('argon2id', { message: message(password), nonce, tagLength: TAG_BYTES, ...COST })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`
}

// Hash of nothing anyone knows: an unknown account takes as long as a wrong password.
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Compares in constant time; does the same work when there is no hash to compare with. */
export async function checkPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = STORED.exec(stored ?? NOBODY)
  if (!parts) return false
  const [, memory, passes, parallelism, salt = '', wanted = ''] = parts
  const tag = Buffer.from(wanted, 'base64')
  const parameters: Argon2Parameters = {
    message: message(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: tag.length,
  }
  return timingSafeEqual(await derive('argon2id', parameters), tag) && stored !== undefined
}

const SHORTEST = 10
const LONGEST = 200

/** What is wrong with a new password, if anything. Length counts, not kinds of characters. */
export function passwordProblem(password: string, about: { email: string; name: string }): FieldProblem | undefined {
  const problem = (vi: string, en: string) => ({ field: 'password', message: { vi, en } })
  if (Array.from(password).length < SHORTEST) {
    return problem(`Mật khẩu cần ít nhất ${SHORTEST} ký tự.`, `The password needs at least ${SHORTEST} characters.`)
  }
  if (password.length > LONGEST) {
    return problem(`Mật khẩu dài quá ${LONGEST} ký tự.`, `The password is longer than ${LONGEST} characters.`)
  }
  const folded = fold(password).replace(/\s/g, '')
  const known = [about.email.split('@')[0] ?? '', about.name.replace(/\s/g, '')].map((text) => fold(text))
  const easy = /^(.)\1+$|^(0?1234567890?|abcdefghij.*|qwertyuiop.*|matkhau\d*|password\d*)$/
  if (easy.test(folded) || known.some((text) => text.length >= 4 && folded.replace(/\d+$/, '') === text)) {
    return problem('Mật khẩu này dễ đoán, hãy chọn mật khẩu khác.', 'This password is easy to guess; choose another.')
  }
  return undefined
}
