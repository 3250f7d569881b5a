import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { invalidFields } from '../../platform/errors.ts'
import { cleanText } from '../../platform/text.ts'
import { fieldOf } from './fields.ts'
import { type DatabaseItem, DatabaseRecord } from './record.ts'

// Compiled once: an inventory checks twenty thousand records.
const shape = Compile(DatabaseRecord)

/** The record as it is kept: texts cleaned, what is empty left out. Throws with every field that cannot be kept. */
export function cleanDatabase(record: DatabaseRecord): DatabaseRecord {
  const tidy = tidied(record) as DatabaseRecord
  const whole: DatabaseRecord = {
    ...tidy,
    items: named(tidy.items, 'title'),
    roadmap: named(tidy.roadmap, 'name'),
    relations: named(tidy.relations, 'name'),
  }
  if (shape.Check(whole)) return whole
  throw invalidFields('datamap.bad-record', problemsOf(whole))
}

// A row without a name is a row nobody filled in.
function named<Row extends object>(rows: readonly Row[] | undefined, key: keyof Row): Row[] {
  return (rows ?? []).filter((row) => row[key] !== undefined)
}

function tidied(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value) || undefined
  if (Array.isArray(value)) return value.map(tidied).filter((item) => item !== undefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const kept = tidied(item)
      const empty = kept === undefined || (Array.isArray(kept) && kept.length === 0 && !LISTS.has(key))
      return empty ? [] : [[key, kept]]
    }),
  )
}

const LISTS: ReadonlySet<string> = new Set(['items', 'roadmap', 'relations'])

const MOST_TOLD = 20

function problemsOf(record: DatabaseRecord) {
  const places = new Set(Value.Errors(DatabaseRecord, record).map(({ instancePath }) => instancePath))
  return [...places].slice(0, MOST_TOLD).map((path) => {
    const [group = '', key = '', inner] = path.split('/').filter(Boolean)
    const field = fieldOf(`${group}.${key}`)
    if (field)
      return {
        field: field.id,
        message: {
          vi: `“${field.vi}” chưa đúng cách ghi hoặc quá dài.`,
          en: `“${field.en}” is not written as it should be, or too long.`,
        },
      }
    const place = inner === undefined ? key : `${Number(key) + 1} (${inner})`
    return {
      field: group,
      message: {
        vi: `Dòng ${place} chưa đúng cách ghi hoặc quá dài.`,
        en: `Row ${place} is not written as it should be, or too long.`,
      },
    }
  })
}

/** What tells two items of one database apart. */
export function itemKey({ table, column, title }: Pick<DatabaseItem, 'table' | 'column' | 'title'>): string {
  return JSON.stringify([table ?? '', column ?? title])
}
