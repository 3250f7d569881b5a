import { fieldOf, valueOf } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'
import type { Rule, Rules } from '../rules/model.ts'
import * as dateChecks from './date-checks.ts'
import type { CheckFacts, Finding } from './finding.ts'
import { itemShare, personalNotOpen } from './item-checks.ts'
import * as mapChecks from './map-checks.ts'

type Check = (record: DatabaseRecord, facts: CheckFacts, rule: Rule) => readonly Omit<Finding, 'rule' | 'severity'>[]

const CHECKS: Readonly<Record<Rule['check'], Check>> = {
  required,
  'class-list': classList,
  decision,
  'item-share': itemShare,
  'personal-not-open': personalNotOpen,
  'collected-twice': mapChecks.collectedTwice,
  'master-once': mapChecks.masterOnce,
  circle: mapChecks.circle,
  'owner-ended': mapChecks.ownerEnded,
  'connect-by': dateChecks.connectBy,
  'open-list-age': dateChecks.openListAge,
  'yearly-review': dateChecks.yearlyReview,
}

/** Everything the rules in force find in a record, what stops it first. Pure. */
export function checkDatabase(record: DatabaseRecord, facts: CheckFacts, rules: Rules): readonly Finding[] {
  const found = rules.on(facts.day).flatMap((rule) =>
    CHECKS[rule.check](record, facts, rule).map(
      (finding): Finding => ({
        ...finding,
        rule,
        severity: rule.stops ? 'stop' : 'warn',
      }),
    ),
  )
  return found.sort((one, other) => Number(other.severity === 'stop') - Number(one.severity === 'stop'))
}

/** Facts of a database nothing else is known about; for counting gaps while many are loaded. */
export function plainFacts(day: string): CheckFacts {
  const owner = { name: '', ended: false, successor: undefined }
  return { day, owner, twins: [], masters: [], circle: [], reviewedIn: undefined, published: false }
}

/** How many findings stop the record from going to review. */
export function gapsOf(record: DatabaseRecord, day: string, rules: Rules): number {
  return checkDatabase(record, plainFacts(day), rules).filter(({ severity }) => severity === 'stop').length
}

function required(record: DatabaseRecord, _: CheckFacts, { fields = [], stops }: Rule) {
  const missing = fields.flatMap((id) => {
    const field = fieldOf(id)
    const there = field ? valueOf(record, field) !== undefined : record.items.length > 0
    return there ? [] : [field ?? ITEMS]
  })
  // What keeps it from review is told one by one, each with its way; what is only wanted, together.
  if (stops || missing.length === 0) return missing.map((field) => ({ field: field.id, ...missingOne(field) }))
  const names = (lang: 'vi' | 'en') => missing.map((field) => field[lang]).join(', ')
  return [
    {
      field: missing[0]?.id ?? '',
      said: { vi: `Chưa khai: ${names('vi')}.`, en: `Not said: ${names('en')}.` },
      mend: missing.length === 1 ? missingOne(missing[0] ?? ITEMS).mend : MEND_MANY,
    },
  ]
}

interface Named {
  readonly id: string
  readonly vi: string
  readonly en: string
}

const ITEMS: Named = { id: 'items', vi: 'Mục dữ liệu', en: 'Data items' }
const MEND_MANY = { vi: 'Điền dần các ô này trong biểu mẫu.', en: 'Fill these in, one after the other.' }

function missingOne(field: Named) {
  return {
    said: { vi: `Chưa khai: ${field.vi}.`, en: `Not said: ${field.en}.` },
    mend:
      field === ITEMS
        ? {
            vi: 'Thêm mục dữ liệu bằng tay, bằng tệp XLSX hoặc đọc từ CSDL.',
            en: 'Add items by hand, by XLSX or by reading the database.',
          }
        : { vi: `Điền ô “${field.vi}”.`, en: `Fill in “${field.en}”.` },
  }
}

function classList(record: DatabaseRecord, _: CheckFacts, { classes = [], documents = [] }: Rule) {
  const { class: own } = record.identity
  if (own === undefined || !classes.includes(own)) return []
  const bases = record.legal.bases ?? []
  if (bases.some(({ number }) => documents.some((document) => sameNumber(number, document)))) return []
  return [
    {
      field: 'legal.bases',
      said: {
        vi: `Khai là CSDL quốc gia nhưng căn cứ chưa có ${documents.join(', ')}.`,
        en: `Said to be national, but ${documents.join(', ')} is not among its bases.`,
      },
      mend: {
        vi: `Ghi số thứ tự của cơ sở dữ liệu trong ${documents.join(', ')}, hoặc chọn lại loại.`,
        en: `Give its number in ${documents.join(', ')}, or choose another class.`,
      },
    },
  ]
}

/** “11/2026/QĐ-TTg” and “Quyết định số 11/2026/QĐ-TTg” are one number. */
function sameNumber(written: string, document: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, '')
  const at = plain(written).indexOf(plain(document))
  return at === 0 || (at > 0 && !/[0-9]/.test(plain(written)[at - 1] ?? ''))
}

function decision(record: DatabaseRecord, _: CheckFacts, { classes = [] }: Rule) {
  const { class: own } = record.identity
  if (own === undefined || !classes.includes(own) || (record.legal.bases ?? []).length > 0) return []
  return [
    {
      field: 'legal.bases',
      said: { vi: 'CSDL loại 2 chưa ghi quyết định nào.', en: 'A class 2 database without a decision.' },
      mend: {
        vi: 'Ghi số và ngày quyết định ban hành danh mục hoặc phê duyệt cơ sở dữ liệu.',
        en: 'Give number and date of the decision on the list or on the database.',
      },
    },
  ]
}
