import type { ColumnType, Value } from '../../../tabular/model.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { ZONE } from './local-time.ts'

/** One property of an entity: a column, or `_id`, the key. */
export interface Property {
  readonly name: string
  readonly type: ColumnType
  readonly edm: string
  /** Digits behind the point of a decimal; the facet is left out elsewhere. */
  readonly scale?: 0
  readonly label?: string
}

const EDM: Readonly<Record<ColumnType, string>> = {
  text: 'Edm.String',
  period: 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Double',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
}

export const KEY: Property = { name: '_id', type: 'integer', edm: 'Edm.Int64', label: 'Số thứ tự dòng' }

const INT64 = 2n ** 63n

/** The properties of a table, the key first. */
export function propertiesOf({ columns, version }: OpenTable): readonly Property[] {
  const profiles = new Map(version.profile.map((profile) => [profile.name, profile]))
  const all = columns.map(({ name, type, title }): Property => {
    const profile = profiles.get(name)
    const huge = type === 'integer' && [profile?.min, profile?.max].some(isBeyondInt64)
    return huge
      ? { name, type, edm: 'Edm.Decimal', scale: 0, label: title }
      : { name, type, edm: EDM[type], label: title }
  })
  return [KEY, ...all]
}

function isBeyondInt64(value: Value | undefined): boolean {
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return false
  const number = BigInt(value)
  return number >= INT64 || number < -INT64
}

/** A value as OData's JSON writes it: numbers with all their digits, moments with the zone of Viet Nam. */
export function jsonOf(value: Value, type: ColumnType): string {
  if (value === null) return 'null'
  if (type === 'integer' || type === 'decimal') return String(value)
  if (type === 'datetime') return JSON.stringify(`${fullTime(String(value))}${ZONE}`)
  return JSON.stringify(value)
}

function fullTime(text: string): string {
  return text.includes('T') ? text : `${text}T00:00:00`
}
