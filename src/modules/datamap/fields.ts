import { classificationFields, contentFields, sharingFields, updateFields } from './fields/data-fields.ts'
import type { Field, FieldValue } from './fields/field.ts'
import { identityFields, legalFields, ownershipFields } from './fields/owner-fields.ts'
import { costFields, qualityFields, securityFields } from './fields/state-fields.ts'
import type { DatabaseRecord } from './record.ts'

/** The one list of fields: forms, workbooks, differences and the public page are drawn from it. */
export const FIELDS: readonly Field[] = [
  ...identityFields,
  ...ownershipFields,
  ...legalFields,
  ...contentFields,
  ...updateFields,
  ...classificationFields,
  ...sharingFields,
  ...securityFields,
  ...qualityFields,
  ...costFields,
]

const BY_ID = new Map(FIELDS.map((field) => [field.id, field]))

export function fieldOf(id: string): Field | undefined {
  return BY_ID.get(id)
}

/** What the record says in a field; undefined when it says nothing. */
export function valueOf(record: DatabaseRecord, field: Field): FieldValue {
  const value = (record[field.group] as Readonly<Record<string, FieldValue>>)[field.key]
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

/** The record with one field changed; undefined takes the statement back. */
export function withValue(record: DatabaseRecord, field: Field, value: FieldValue): DatabaseRecord {
  const { [field.key]: _, ...rest } = record[field.group] as Readonly<Record<string, FieldValue>>
  const group = value === undefined ? rest : { ...rest, [field.key]: value }
  return { ...record, [field.group]: group }
}
