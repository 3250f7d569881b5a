import type { Version } from '../model.ts'
import type { Criterion, Judged } from './model.ts'

/** What the tables themselves show: gaps, cells that do not fit, doubles, and whether the promise is kept. */
export function contentCriteria({ held, late }: Judged): readonly Criterion[] {
  const tables = held.filter((item) => item.distribution.kind === 'table').map((item) => item.version)
  const cells = sum(tables, (table) => (table.rows ?? 0) * table.columns.length)
  const rows = sum(tables, (table) => table.rows ?? 0)
  return [
    completeness(tables, cells),
    fitting(
      sum(tables, (table) => table.findings.typeFailures ?? 0),
      cells,
    ),
    single(
      sum(tables, (table) => table.findings.duplicateRows ?? 0),
      rows,
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

function fitting(bad: number, cells: number): Criterion {
  const mend = {
    vi: `${bad} ô không đúng kiểu của cột.`,
    en: `${bad} cells do not fit the type of their column.`,
  }
  return { code: 'types', max: 30, points: 30 * goodShare(bad, cells), mend, at: 'tables' }
}

function single(repeated: number, rows: number): Criterion {
  const mend = {
    vi: `${repeated} dòng lặp lại y hệt dòng khác.`,
    en: `${repeated} rows repeat another row exactly.`,
  }
  return { code: 'duplicates', max: 15, points: 15 * goodShare(repeated, rows), mend, at: 'tables' }
}

/** Ten per cent of bad ones are as useless as all. */
function goodShare(bad: number, all: number): number {
  return all === 0 ? 0 : 1 - Math.min(1, (bad / all) * 10)
}

function titleOf(table: Version, name: string): string {
  return table.columns.find((column) => column.name === name)?.title ?? name
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
