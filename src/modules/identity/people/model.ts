import { cleanText } from '../../../platform/text.ts'
import type { Role } from '../actor.ts'

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  /** False until the invitation is accepted. */
  readonly hasPassword: boolean
  /** Since when a code from a phone is asked at sign-in. */
  readonly totpSince: Date | undefined
  readonly disabledAt: Date | undefined
}

/** A role somebody holds at an agency. */
export interface HeldRole {
  readonly id: string
  readonly role: Role
  readonly agencyId: string
}

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/
const LONGEST_EMAIL = 254

export function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text)
}

/** Form in which addresses are compared: nobody has two accounts that differ in capitals. */
export function foldEmail(email: string): string {
  return cleanText(email).toLowerCase()
}
