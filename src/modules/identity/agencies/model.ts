import { createHash } from 'node:crypto'

/** An organisation of the state (or a state enterprise) with an identification code. */
export interface Agency {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string | undefined
  readonly kind: string
  readonly parentId: string | undefined
  /** First and last day of validity, ISO 8601; the last day is included. */
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  /** Who took over; the first is the main successor. */
  readonly successorIds: readonly string[]
  readonly aliases: readonly string[]
  /** False where code or succession has not been checked against the official text. */
  readonly verified: boolean
  readonly note: string | undefined
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly seeded: boolean
  readonly contactPhone: string | undefined
  readonly contactEmail: string | undefined
  /** Nobody approves their own work. */
  readonly fourEyes: boolean
}

const OLD_FORM = /^(\d{3})\.(\d{2})\.(\d{2})\.([GH]\d{2})$/
const CODE = /^[0-9A-Z]+(\.[0-9A-Z]+)*$/
const LONGEST_CODE = 35

/**
 * Code as QĐ 20/2020 writes it. The form of QCVN 102:2016, still seen in procedure codes, has level 1 at the right:
 * `000.00.25.G14` → `G14.25`.
 */
export function normaliseAgencyCode(text: string): string {
  const code = text.trim().toUpperCase()
  const old = OLD_FORM.exec(code)
  if (!old) return code
  const groups = [old[4], old[3], old[2], old[1]]
  return groups.filter((group) => group !== undefined && /[^0]/.test(group)).join('.')
}

/** Digits, capital letters and dots, at most 35 characters (QĐ 20/2020). */
export function isAgencyCode(code: string): boolean {
  return code.length <= LONGEST_CODE && CODE.test(code)
}

// Any fixed namespace will do; changing it would change every agency id of every node.
const NAMESPACE = Buffer.from('6e67756f6e2d4167656e63792d2d3031', 'hex')

/** Id that every node gives the same agency: UUID version 5 of its code, so that records can travel between nodes. */
export function agencyIdOf(code: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(code).digest().subarray(0, 16)
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether the agency exists on this day (ISO 8601). */
export function isInForce(agency: Agency, day: string): boolean {
  return (
    (agency.validFrom === undefined || agency.validFrom <= day) &&
    (agency.validTo === undefined || day <= agency.validTo)
  )
}
