import { Field, type Lang, Select } from '../../../ui/index.ts'
import { drawnMeasure } from './drawn-measure.ts'
import { chosenValues, type DatasetQuery, datasetHref } from './query.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { searchColumn } from './read-shown.ts'
import { datasetWords } from './words.ts'

export interface FiltersProps {
  readonly lang: Lang
  readonly dataset: DatasetOnPage
  readonly table: TableOnPage
  readonly query: DatasetQuery
}

const KEPT = ['bang', 'xem', 'xep', 'dia-gioi'] as const

/** Words to look for, values to choose, the measure to draw; sent as an address. */
export function Filters({ lang, dataset, table, query }: FiltersProps) {
  const say = datasetWords(lang)
  const { version } = table.held
  const chosen = chosenValues(query, version)
  const { columns } = table.shown
  const named = columns.find((column) => column.name === searchColumn(version))
  const hasChoice = table.choices.some((choice) => choice.column === named?.name)
  return (
    <form class="filters" method="get" action={`/bo-du-lieu/${dataset.resource.slug}`}>
      {KEPT.map((name) => query[name] && <input key={name} type="hidden" name={name} value={query[name]} />)}
      {named && !(hasChoice && query.xem !== 'bang') && (
        <Field lang={lang} name="tim" type="search" label={say.searchIn(named.title)} value={query.tim ?? ''} />
      )}
      {table.choices.map((choice) => (
        <Select
          key={choice.column}
          lang={lang}
          name={`c.${choice.column}`}
          label={choice.title}
          value={chosen.get(choice.column) ?? ''}
          empty={say.all}
          options={choice.values.map((value) => ({ value, text: value }))}
        />
      ))}
      <MeasureChoice lang={lang} dataset={dataset} table={table} query={query} />
      <button class="btn plain">{say.apply}</button>
      {(chosen.size > 0 || query.tim) && (
        <a
          href={datasetHref(
            dataset.resource.slug,
            { xem: query.xem, ma: query.ma },
            { bang: query.bang, 'dia-gioi': query['dia-gioi'] },
          )}
        >
          {say.clear}
        </a>
      )}
    </form>
  )
}

function MeasureChoice({ lang, table, query }: FiltersProps) {
  const measures = table.shown.columns.filter((column) => column.role === 'measure')
  if (query.xem === 'bang' || measures.length < 2) return null
  return (
    <Select
      lang={lang}
      name="do"
      label={datasetWords(lang).measure}
      value={drawnMeasure(table.shown.columns, query)?.name ?? ''}
      options={measures.map((column) => ({ value: column.name, text: column.title }))}
    />
  )
}
