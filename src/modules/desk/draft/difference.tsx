import type { DiffResult } from '../../../platform/duck/index.ts'
import type { Value } from '../../../tabular/index.ts'
import { DiffTable, formatNumber, type Lang, words } from '../../../ui/index.ts'
import type { TableDifference } from '../../datasets/index.ts'

type Counts = Readonly<Record<'added' | 'removed' | 'changed' | 'unchanged', string>>

const differenceWords = words(
  {
    title: (table: string) => `So với bản đang công bố: ${table}`,
    same: 'Dữ liệu giống hệt bản đang công bố.',
    counts: ({ added, removed, changed, unchanged }: Counts) =>
      `${added} dòng thêm, ${removed} dòng bỏ, ${changed} dòng đổi, ${unchanged} dòng giữ nguyên.`,
    byRows: 'Không có cột nào phân biệt được từng dòng, nên so nguyên dòng: một dòng đổi tính là một bỏ, một thêm.',
    columns: 'Cột',
    addedColumns: 'Cột thêm',
    removedColumns: 'Cột mất',
    examples: 'Vài dòng đổi',
    addedRows: 'Vài dòng thêm',
    removedRows: 'Vài dòng bỏ',
    warning: 'Cột mất hoặc đổi kiểu có thể làm hỏng chương trình của người đang dùng dữ liệu này.',
    types: {
      text: 'chữ',
      integer: 'số nguyên',
      decimal: 'số thập phân',
      boolean: 'đúng/sai',
      date: 'ngày',
      datetime: 'ngày giờ',
      period: 'kỳ',
    } as Readonly<Record<string, string>>,
  },
  {
    title: (table: string) => `Against what is public: ${table}`,
    same: 'The data equal what is public.',
    counts: ({ added, removed, changed, unchanged }: Counts) =>
      `${added} rows added, ${removed} removed, ${changed} changed, ${unchanged} as before.`,
    byRows:
      'No column tells rows apart, so whole rows were compared: a changed row counts as one removed and one added.',
    columns: 'Columns',
    addedColumns: 'Columns added',
    removedColumns: 'Columns gone',
    examples: 'Some changed rows',
    addedRows: 'Some added rows',
    removedRows: 'Some removed rows',
    warning: 'Columns that are gone or changed their type may break the programs of those who use these data.',
    types: {
      text: 'text',
      integer: 'whole numbers',
      decimal: 'decimals',
      boolean: 'true or false',
      date: 'dates',
      datetime: 'dates with time',
      period: 'periods',
    },
  },
)

const MOST_EXAMPLES = 8

/** What a new upload changes in one table: columns first, then rows with examples. */
export function Difference({ lang, difference }: { lang: Lang; difference: TableDifference }) {
  const say = differenceWords(lang)
  const { addedColumns, removedColumns, retyped, rows, title } = difference
  const type = (name: string) => say.types[name] ?? name
  const schema = [
    ...removedColumns.map((column) => ({ field: column, before: column })),
    ...addedColumns.map((column) => ({ field: column, after: column })),
    ...retyped.map(({ name, before, after }) => ({ field: name, before: type(before), after: type(after) })),
  ]
  return (
    <section class="pb-h">
      <h2>{say.title(title)}</h2>
      {schema.length > 0 && <DiffTable lang={lang} caption={say.columns} rows={schema} />}
      {removedColumns.length + retyped.length > 0 && <p>{say.warning}</p>}
      {rows ? <Rows lang={lang} rows={rows} /> : <p>{say.same}</p>}
    </section>
  )
}

function Rows({ lang, rows }: { lang: Lang; rows: DiffResult }) {
  const say = differenceWords(lang)
  const count = (of: keyof Counts) => formatNumber(rows[of], lang)
  const counts = {
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    unchanged: count('unchanged'),
  }
  return (
    <>
      <p>{say.counts(counts)}</p>
      {rows.by === 'rows' && <p class="muted small">{say.byRows}</p>}
      {rows.changedRows.length > 0 && (
        <DiffTable
          lang={lang}
          caption={say.examples}
          rows={rows.changedRows.slice(0, MOST_EXAMPLES).flatMap(({ key, cells }) =>
            cells.map(({ column, before, after }) => ({
              field: `${key.map(textOf).join(', ')} · ${column}`,
              before: textOf(before),
              after: textOf(after),
            })),
          )}
        />
      )}
      <RowList title={say.addedRows} rows={rows.addedRows} />
      <RowList title={say.removedRows} rows={rows.removedRows} />
    </>
  )
}

function RowList({ title, rows }: { title: string; rows: DiffResult['addedRows'] }) {
  if (rows.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {rows.slice(0, MOST_EXAMPLES).map((row, index) => (
          <li key={index}>{row.map(textOf).join(' · ')}</li>
        ))}
      </ul>
    </details>
  )
}

function textOf(value: Value): string {
  return value === null ? '–' : String(value)
}
