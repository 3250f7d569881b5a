import type { Version } from '../model.ts'
import type { Criterion, Judged } from './score.ts'

/** What the tables themselves show: gaps, cells that do not fit, doubles, and whether the promise is kept. */
export function contentCriteria({ held, late }: Judged): readonly Criterion[] {
  const tables = held.filter((item) => item.distribution.kind === 'table').map((item) => item.version)
  const cells = sum(tables, (table) => (table.rows ?? 0) * table.columns.length)
  const rows = sum(tables, (table) => table.rows ?? 0)
  return [
    completeness(tables, cells),
    share(
      'types',
      30,
      sum(tables, (table) => table.findings.typeFailures ?? 0),
      { of: cells, at: 'tables' },
    ),
    share(
      'duplicates',
      15,
      sum(tables, (table) => table.findings.duplicateRows ?? 0),
      { of: rows, at: 'tables' },
    ),
    {
      code: 'fresh',
      max: 30,
      points: late ? 0 : 30,
      at: 'files',
      mend: {
        vi: 'Đã quá kỳ cập nhật hẹn trước. Tải bản mới lên.',
        en: 'The promised update is overdue. Upload the new data.',
      },
    },
  ]
}

function completeness(tables: readonly Version[], cells: number): Criterion {
  const holes = sum(tables, (table) => sum(table.profile, (column) => column.nulls))
  const worst = tables
    .flatMap((table) => table.profile.map((column) => ({ nulls: column.nulls, title: titleOf(table, column.name) })))
    .sort((a, b) => b.nulls - a.nulls)[0]
  return {
    code: 'completeness',
    max: 40,
    points: cells === 0 ? 0 : 40 * (1 - holes / cells),
    at: 'tables',
    mend: {
      vi: `Còn ${holes} ô trống${worst ? `, nhiều nhất ở cột "${worst.title}"` : ''}.`,
      en: `${holes} cells are empty${worst ? `, most in column "${worst.title}"` : ''}.`,
    },
  }
}

const MENDS: Readonly<Record<string, (count: number) => { vi: string; en: string }>> = {
  types: (count) => ({
    vi: `${count} ô không đúng kiểu của cột.`,
    en: `${count} cells do not fit the type of their column.`,
  }),
  duplicates: (count) => ({
    vi: `${count} dòng lặp lại y hệt dòng khác.`,
    en: `${count} rows repeat another row exactly.`,
  }),
}

function share(code: string, max: number, bad: number, { of, at }: { of: number; at: string }): Criterion {
  const mend = MENDS[code]?.(bad) ?? { vi: '', en: '' }
  // Ten per cent of bad cells is as useless as all of them.
  const loss = of === 0 ? 1 : Math.min(1, (bad / of) * 10)
  return { code, max, points: max * (1 - loss), mend, at }
}

function titleOf(table: Version, name: string): string {
  return table.columns.find((column) => column.name === name)?.title ?? name
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
