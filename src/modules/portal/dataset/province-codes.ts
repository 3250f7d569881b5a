import { createMatcher, type Matcher, type Value } from '../../../tabular/index.ts'
import type { Column } from '../../../tabular/model.ts'
import type { CodeReader } from '../../codes/index.ts'

export type ProvinceLevel = '63' | '34'

export interface ProvinceColumn {
  readonly index: number
  readonly level: ProvinceLevel
}

const matchers = new Map<string, Matcher>()

/** The column bound to provinces, if the table has one. */
export function provinceColumn(columns: readonly Column[]): ProvinceColumn | undefined {
  const index = columns.findIndex((column) => column.codeList?.startsWith('province-'))
  if (index < 0) return undefined
  return { index, level: columns[index]?.codeList === 'province-34' ? '34' : '63' }
}

/** The rows of the latest time, where a table has several, and that time. */
export function latestRows(
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): { rows: readonly (readonly Value[])[]; period: string | undefined } {
  const at = columns.findIndex((column) => column.kind === 'time' || column.type === 'period' || column.type === 'date')
  if (at < 0) return { rows, period: undefined }
  const latest = rows.reduce((last, row) => (String(row[at] ?? '') > last ? String(row[at] ?? '') : last), '')
  return { rows: rows.filter((row) => String(row[at] ?? '') === latest), period: latest || undefined }
}

/** One value for each province: the first row that names it. Regions and the whole country are no provinces. */
export async function valuesByProvince(
  codes: CodeReader,
  { place, measure, rows }: { place: ProvinceColumn; measure: number; rows: readonly (readonly Value[])[] },
): Promise<readonly { code: string; value: number }[]> {
  const matcher = await matcherFor(codes, `province-${place.level}`)
  const values = new Map<string, number>()
  for (const row of rows) {
    const value = row[measure]
    const code = matcher?.match(String(row[place.index] ?? '')).code
    if (code && typeof value === 'number' && !values.has(code)) values.set(code, value)
  }
  return [...values].map(([code, value]) => ({ code, value }))
}

async function matcherFor(codes: CodeReader, listId: string): Promise<Matcher | undefined> {
  const held = matchers.get(listId)
  if (held) return held
  const list = await codes.list(listId)
  if (!list) return undefined
  const matcher = createMatcher(list)
  matchers.set(listId, matcher)
  return matcher
}
