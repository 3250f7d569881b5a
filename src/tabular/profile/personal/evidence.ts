import type { Column } from '../../model.ts'
import { hasMiddleName, looksLikeOrganisation, looksLikePersonName } from './names.ts'
import type { KindInText } from './numbers.ts'
import * as numbers from './numbers.ts'

/** A column with distinct values and how often each occurs; a sample of them will do. */
export interface ColumnSample {
  readonly column: Pick<Column, 'name' | 'title' | 'type' | 'role'>
  readonly values: Iterable<readonly [value: string, count: number]>
}

/** What single values can be recognised as. */
export type ValueKind =
  | 'citizen-id'
  | 'citizen-id-without-zeros'
  | 'nine-digits'
  | 'passport'
  | 'mobile'
  | 'landline'
  | 'mobile-without-zero'
  | 'email'
  | 'office-mailbox'
  | 'tax-code'
  | 'account'
  | 'health-card'
  | 'plate'
  | 'person-name'
  | 'long-person-name'
  | 'organisation'
  | 'date'

export interface Tally {
  count: number
  readonly examples: string[]
}

export interface Evidence {
  readonly sample: ColumnSample
  /** Cells seen, and distinct values. */
  readonly filled: number
  readonly distinct: number
  readonly whole: ReadonlyMap<ValueKind, Tally>
  readonly inText: ReadonlyMap<KindInText, Tally>
}

const EXAMPLES = 3
const KINDS_IN_TEXT = ['email', 'phone', 'citizen-id'] as const

/** Everything one value can be recognised as. */
function recogniseValue(text: string, year: number): ValueKind[] {
  return /\d/.test(text) ? recogniseNumber(text, year) : recogniseWords(text)
}

function recogniseNumber(text: string, year: number): ValueKind[] {
  const tests: readonly (readonly [ValueKind, boolean])[] = [
    ['citizen-id', numbers.isCitizenId(text, year)],
    ['citizen-id-without-zeros', numbers.isCitizenIdWithoutZeros(text, year)],
    ['nine-digits', numbers.isIdentityCard(text)],
    ['passport', numbers.isPassport(text)],
    ['mobile', numbers.phoneKind(text) === 'mobile'],
    ['landline', numbers.phoneKind(text) === 'landline'],
    ['mobile-without-zero', numbers.isMobileWithoutZero(text)],
    ['email', numbers.isEmail(text)],
    ['office-mailbox', numbers.isEmail(text) && numbers.isOfficeMailbox(text)],
    ['tax-code', numbers.isTaxCode(text)],
    ['account', numbers.isAccountNumber(text)],
    ['health-card', numbers.isHealthCard(text)],
    ['plate', numbers.isPlate(text)],
    ['organisation', looksLikeOrganisation(text)],
    ['date', /^(?:\d{4}(?:-\d{2}-\d{2}(?:T.*)?|-\d{2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$/.test(text)],
  ]
  return tests.flatMap(([kind, found]) => (found ? [kind] : []))
}

function recogniseWords(text: string): ValueKind[] {
  if (numbers.isEmail(text)) return numbers.isOfficeMailbox(text) ? ['email', 'office-mailbox'] : ['email']
  if (looksLikeOrganisation(text)) return ['organisation']
  if (!looksLikePersonName(text)) return []
  return hasMiddleName(text) ? ['person-name', 'long-person-name'] : ['person-name']
}

/** Counts what the values of a column look like. */
export function gatherEvidence(sample: ColumnSample, year: number): Evidence {
  const whole = new Map<ValueKind, Tally>()
  const inText = new Map<KindInText, Tally>()
  let filled = 0
  let distinct = 0
  for (const [value, count] of sample.values) {
    const text = value.trim()
    if (text === '') continue
    filled += count
    distinct += 1
    const kinds = recogniseValue(text, year)
    for (const kind of kinds) note(whole, kind, { text, count })
    if (text.length < 15 || !/[\d@]/.test(text) || kinds.includes('email')) continue
    for (const kind of KINDS_IN_TEXT) {
      const found = numbers.findInText(text, kind, year)
      if (found !== undefined && found.length < text.length) note(inText, kind, { text: found, count })
    }
  }
  return { sample, filled, distinct, whole, inText }
}

function note<K>(tallies: Map<K, Tally>, kind: K, seen: { text: string; count: number }): void {
  const tally = tallies.get(kind) ?? { count: 0, examples: [] }
  tally.count += seen.count
  if (tally.examples.length < EXAMPLES) tally.examples.push(seen.text)
  tallies.set(kind, tally)
}
