import type { Measure, MeasureKind, Sort, TableRef } from '../../../platform/duck/index.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Version } from '../model.ts'

/** The version as the row engine takes it. */
export function refOf(version: Version): TableRef {
  return { digest: version.digest, columns: version.columns }
}

/** `a,b` → column names; each must exist. */
export function columnsIn(text: string | undefined, version: Version): readonly string[] {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  for (const name of names) requireColumn(name, version)
  return names
}

/** `-year,name` → sort keys. */
export function sortIn(text: string | undefined, version: Version): readonly Sort[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const descending = part.startsWith('-')
      const column = descending ? part.slice(1) : part
      requireColumn(column, version)
      return { column, descending }
    })
}

const MEASURES: ReadonlySet<string> = new Set<MeasureKind>(['count', 'distinct', 'sum', 'avg', 'min', 'max'])

/** `sum:area` → a measure. */
export function measureIn(text: string, version: Version): Measure {
  const [kind = '', column] = text.split(':')
  if (!MEASURES.has(kind)) throw noSuchMeasure(kind)
  if (column === undefined) return { kind: kind as MeasureKind }
  requireColumn(column, version)
  return { kind: kind as MeasureKind, column }
}

export function requireColumn(name: string, version: Version): void {
  if (version.columns.some((column) => column.name === name)) return
  const names = version.columns.map((column) => column.name)
  throw new AppError('invalid', 'rows.unknown-column', {
    vi: `Bảng không có cột "${name}". Các cột: ${names.join(', ')}.`,
    en: `The table has no column "${name}". Columns: ${names.join(', ')}.`,
    facts: { column: name, columns: names },
  })
}

function noSuchMeasure(kind: string): AppError {
  return new AppError('invalid', 'rows.unknown-measure', {
    vi: `Không có phép tính "${kind}". Dùng count, distinct, sum, avg, min hoặc max.`,
    en: `There is no measure "${kind}". Use count, distinct, sum, avg, min or max.`,
  })
}
