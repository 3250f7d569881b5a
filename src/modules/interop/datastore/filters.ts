import { type Comparison, readTyped, type Term, type Where } from '../../../platform/duck/index.ts'
import type { ColumnType } from '../../../tabular/model.ts'
import { ckanErrors } from '../ckan/errors.ts'

/** Types of the columns that may be filtered, `_id` among them. */
export type FilterTypes = ReadonlyMap<string, ColumnType>

const MAX_PARTS = 2_000

const COMPARE: Readonly<Record<string, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'lt',
  lte: 'le',
  gt: 'gt',
  gte: 'ge',
}

/**
 * Reads `filters` of `datastore_search`: `{"tinh": "Hà Nội"}`, a list for “one of”, `{"nam": {"gte": 2020, "lt": 2026}}`,
 * `{"$or": [...]}`, `{"$and": [...]}`, a list of filters for “any of these”; a column whose name begins with `$` takes a second one.
 * Throws 409 `{"filters": [...]}` naming what is wrong.
 */
export function readFilters(given: unknown, types: FilterTypes): Where {
  let parts = 0

  function visit(filter: unknown): Where {
    if (++parts > MAX_PARTS) throw wrong('too many conditions')
    if (Array.isArray(filter)) return { kind: 'any', of: filter.map(visit) }
    if (typeof filter !== 'object' || filter === null) throw wrong('not a JSON object')
    return { kind: 'all', of: Object.entries(filter).map(([key, value]) => visitKey(key, value)) }
  }

  function visitKey(key: string, value: unknown): Where {
    if (key === '$or' || key === '$and') {
      if (!Array.isArray(value)) throw wrong(`"${key}" needs a list`)
      return { kind: key === '$or' ? 'any' : 'all', of: value.map(visit) }
    }
    const name = key.startsWith('$$') ? key.slice(1) : key
    const type = types.get(name)
    if (type === undefined) throw wrong(`column "${name}" does not exist`)
    if (Array.isArray(value)) parts += value.length
    return columnWhere({ name, type }, value)
  }

  return visit(given)
}

interface Filtered {
  readonly name: string
  readonly type: ColumnType
}

function columnWhere(column: Filtered, value: unknown): Where {
  if (Array.isArray(value)) return { kind: 'any', of: value.map((one: unknown) => columnWhere(column, one)) }
  if (typeof value !== 'object' || value === null) return compare(column, 'eq', value)
  const tests = Object.entries(value).map(([op, operand]): Where => {
    if (op === 'in') return columnWhere(column, Array.isArray(operand) ? operand : [operand])
    const known = COMPARE[op]
    if (known === undefined || !Object.hasOwn(COMPARE, op)) throw wrong(`unknown operator "${op}" on "${column.name}"`)
    return compare(column, known, operand)
  })
  return { kind: 'all', of: tests }
}

function compare({ name, type }: Filtered, op: Comparison, operand: unknown): Where {
  const left: Term = { kind: 'column', column: name }
  if (operand === null) {
    const missing: Where = { kind: 'missing', term: left }
    if (op === 'eq') return missing
    if (op === 'ne') return { kind: 'not', of: missing }
    throw wrong(`"${name}" cannot be compared with null`)
  }
  if (typeof operand !== 'string' && typeof operand !== 'number' && typeof operand !== 'boolean') {
    throw wrong(`"${name}" needs a plain value`)
  }
  return { kind: 'compare', op, left, right: literal(name, type, operand) }
}

function literal(name: string, type: ColumnType, operand: string | number | boolean): Term {
  const text = String(operand)
  // A number with decimals compared with whole numbers is no mistake: nothing equals it.
  const asked: ColumnType = type === 'integer' && /[.e]/i.test(text) ? 'decimal' : type
  const value = readTyped(type === 'boolean' ? truthWord(text) : typedText(type, text), asked)
  if (value === undefined) throw wrong(`"${text.slice(0, 100)}" is no ${type} value of "${name}"`)
  return { kind: 'value', value, type: asked }
}

function truthWord(text: string): string {
  const word = text.toLowerCase()
  if (['t', 'yes', 'y', 'on', '1'].includes(word)) return 'true'
  return ['f', 'no', 'n', 'off', '0'].includes(word) ? 'false' : word
}

function typedText(type: ColumnType, text: string): string {
  if (type === 'text' || type === 'period') return text
  const bare = text.trim()
  return type === 'datetime' ? bare.replace(' ', 'T').replace(/Z$/, '') : bare
}

function wrong(message: string) {
  return ckanErrors.invalid({ filters: [message] })
}
