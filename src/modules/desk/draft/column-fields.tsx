import { Field, type Lang } from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../../datasets/index.ts'
import { columnField, tableField } from './record-form.ts'
import { describeWords, recordWords } from './record-words.ts'

/** Title, meaning and unit of every column, table by table. */
export function ColumnFields({ lang, held, record }: { lang: Lang; held: readonly Held[]; record: ResourceRecord }) {
  const tables = held.filter(({ distribution }) => distribution.kind === 'table')
  return (
    <div id="cot">
      {tables.map((table, index) => (
        <TableFields key={table.distribution.id} lang={lang} table={table} record={record} open={index === 0} />
      ))}
    </div>
  )
}

interface TableFieldsProps {
  readonly lang: Lang
  readonly table: Held
  readonly record: ResourceRecord
  readonly open: boolean
}

function TableFields({ lang, table: { distribution, version }, record, open }: TableFieldsProps) {
  const say = describeWords(lang)
  const name = recordWords(lang)
  const note = record.tables[distribution.id]
  return (
    <details open={open}>
      <summary>{say.table(note?.title ?? version.title)}</summary>
      <Field
        lang={lang}
        name={tableField(distribution.id)}
        label={say.tableTitle}
        value={note?.title ?? version.title}
      />
      {version.columns.map((column) => {
        const own = note?.columns[column.name]
        const field = (what: 'title' | 'meaning' | 'unit') => columnField(distribution.id, column.name, what)
        return (
          <fieldset class="field column" key={column.name}>
            <legend>{own?.title ?? column.title}</legend>
            <div class="filters">
              <Field lang={lang} name={field('title')} label={name.columnTitle} value={own?.title ?? column.title} />
              <Field
                lang={lang}
                name={field('unit')}
                label={name.columnUnit}
                value={own?.unit ?? column.unit}
                width="short"
              />
              <div class="grow">
                <Field lang={lang} name={field('meaning')} label={name.columnMeaning} value={own?.meaning} />
              </div>
            </div>
          </fieldset>
        )
      })}
    </details>
  )
}
