import type { FoundTable, SampledColumn } from '../../../platform/schema-reader/index.ts'
import type { Column } from '../../../tabular/model.ts'
import { findPersonalData } from '../../../tabular/profile/index.ts'
import type { ColumnCounts, SampleCounts } from './suggest.ts'

/** Counts what was looked at and lets go of the values; `name` is the table as items carry it. */
export function createSampleCounter(nameOf: (table: FoundTable) => string, year: number) {
  const counts: Record<string, Readonly<Record<string, ColumnCounts>>> = {}
  return {
    take(table: FoundTable, columns: readonly SampledColumn[]): void {
      counts[nameOf(table)] = countsOf(table, columns, year)
    },
    result: (): SampleCounts => counts,
  }
}

function countsOf(
  table: FoundTable,
  sampled: readonly SampledColumn[],
  year: number,
): Readonly<Record<string, ColumnCounts>> {
  const rows = sampled[0]?.values.length ?? 0
  const columns = sampled.map(({ column }, at): Column => {
    const comment = table.columns.find(({ name }) => name === column)?.comment
    return { name: `c${at}`, title: comment ?? column, type: 'text', role: 'dimension' }
  })
  const grid = Array.from({ length: rows }, (_, row) => sampled.map(({ values }) => values[row] ?? null))
  const hits = rows === 0 ? [] : findPersonalData(columns, grid, { year })
  const entries = sampled.map(({ column, values }, at): [string, ColumnCounts] => {
    const filled = values.filter((value) => value !== null && value !== '')
    const hit = hits.find(({ column: name, severity }) => name === `c${at}` && severity !== 'organisation-contact')
    const level = hit?.severity === 'sensitive' ? 'sensitive' : 'basic'
    return [
      column,
      {
        rows,
        filled: filled.length,
        distinct: new Set(filled).size,
        ...(hit ? { personal: { kind: hit.kind, level, share: hit.share } } : {}),
      },
    ]
  })
  return Object.fromEntries(entries)
}
