import { type FieldProblem, invalidFields } from '../../../platform/errors.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { Field, Group } from '../fields/field.ts'
import { FIELDS, withValue } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import type { ReadValue } from '../values/read-result.ts'
import { readValue } from '../values/read-value.ts'

interface Reading {
  readonly groups: readonly Group[]
  readonly matchers: ValueMatchers
}

interface FormReading {
  readonly record: DatabaseRecord
  readonly problems: readonly FieldProblem[]
}

/** What a form says about its groups. Fields that cannot be read keep what they had and are told. */
export function readSection(record: DatabaseRecord, form: Form, { groups, matchers }: Reading): FormReading {
  const problems: FieldProblem[] = []
  let next = record
  for (const field of FIELDS.filter(({ group }) => groups.includes(group))) {
    if (form[field.id] === undefined && field.kind !== 'choices') continue
    const read = readControl(field, form, matchers)
    if (read.kind === 'value') next = withValue(next, field, read.value)
    else if (read.kind === 'empty') next = withValue(next, field, undefined)
    else problems.push({ field: field.id, message: messageOf(field, read) })
  }
  return { record: next, problems }
}

/** The same for the form's own button: everything must be right. */
export function requireSection(record: DatabaseRecord, form: Form, reading: Reading): DatabaseRecord {
  const { record: next, problems } = readSection(record, form, reading)
  if (problems.length > 0) throw invalidFields('datamap.bad-field', problems)
  return next
}

function readControl(field: Field, form: Form, matchers: ValueMatchers): ReadValue {
  if (field.kind !== 'choices') return readValue(field, textIn(form, field.id), matchers)
  const ticked = listIn(form, field.id).filter((value) => value !== '')
  return ticked.length === 0 ? { kind: 'empty' } : readValue(field, ticked.join(';'), matchers)
}

function messageOf(field: Field, read: Extract<ReadValue, { kind: 'wrong' | 'unknown' }>): FieldProblem['message'] {
  if (read.kind === 'wrong') return { vi: `${field.vi}: ${read.said.vi}`, en: `${field.en}: ${read.said.en}` }
  return { vi: `${field.vi}: chưa rõ “${read.word}” là gì.`, en: `${field.en}: “${read.word}” is not known.` }
}
