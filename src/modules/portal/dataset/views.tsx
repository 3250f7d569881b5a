import {
  Chart,
  chooseChart,
  DataTable,
  EmptyState,
  formatPeriod,
  type Lang,
  ProvinceMap,
  yearColumns,
} from '../../../ui/index.ts'
import { drawnMeasure } from './drawn-measure.ts'
import type { ProvinceLevel } from './province-codes.ts'
import { type DatasetQuery, datasetHref } from './query.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { datasetWords } from './words.ts'

export interface MapOnPage {
  readonly level: ProvinceLevel
  readonly values: readonly { readonly code: string; readonly value: number }[]
  /** The time the values are of, where the table has several. */
  readonly period: string | undefined
}

export interface ViewProps {
  readonly lang: Lang
  readonly dataset: DatasetOnPage
  readonly table: TableOnPage
  readonly query: DatasetQuery
  readonly map: MapOnPage | undefined
}

/** The rows themselves, in pages. */
export function TableView({ lang, dataset, table, query }: ViewProps) {
  const { slug } = dataset.resource
  const { shown } = table
  const descending = query.xep?.startsWith('-') ?? false
  const column = descending ? query.xep?.slice(1) : query.xep
  if (shown.rows.length === 0) {
    const say = datasetWords(lang)
    return <EmptyState title={(table.held.version.rows ?? 0) === 0 ? say.noRows : say.noMatch} />
  }
  return (
    <DataTable
      lang={lang}
      caption={table.held.version.title || dataset.record.title.vi}
      columns={shown.columns}
      rows={shown.rows}
      rowCount={shown.count}
      {...(column ? { sort: { column, order: descending ? 'desc' : 'asc' } } : {})}
      sortHref={(name, order) => datasetHref(slug, query, { xep: order === 'desc' ? `-${name}` : name })}
      {...(shown.next ? { nextHref: datasetHref(slug, query, { sau: shown.next }) } : {})}
    />
  )
}

/** Lines over time or the highest bars; of a table with a column for each year, the chosen rows or the chosen year. */
export function ChartView({ lang, dataset, table, query }: ViewProps) {
  const say = datasetWords(lang)
  const { columns } = table.shown
  const rows = withoutTotals(columns, table.shown.rows)
  const chart = chooseChart(columns, rows, drawnMeasure(columns, query)?.name)
  if (chart.kind === 'none') return <p class="muted">{say.noChart}</p>
  const measure = chart.measure.title
  const dataTitle = dataset.record.title[lang] ?? dataset.record.title.vi
  const byYear = yearColumns(columns).length > 0
  const unit = chart.measure.unit
  const tableHref = datasetHref(dataset.resource.slug, query, { xem: 'bang' })
  if (byYear) {
    const subtitle = [chart.kind === 'bars' ? measure : undefined, unit].filter(Boolean).join(', ')
    return <Chart lang={lang} chart={chart} title={dataTitle} subtitle={subtitle} tableHref={tableHref} />
  }
  const title = chart.kind === 'bars' ? say.chartOf(measure, chart.by.title) : measure
  const subtitle = [dataTitle, unit].filter(Boolean).join(', ')
  return <Chart lang={lang} chart={chart} title={title} subtitle={subtitle} tableHref={tableHref} />
}

type Shown = TableOnPage['shown']

/** Totals would dwarf what they are the totals of; `tidy` marks them in a column of this name. */
function withoutTotals(columns: Shown['columns'], rows: Shown['rows']): Shown['rows'] {
  const at = columns.findIndex((column) => column.name === 'la_dong_tong')
  const parts = at < 0 ? rows : rows.filter((row) => row[at] !== true)
  return parts.length > 1 ? parts : rows
}

/** The chosen measure by province, of the latest time the table has. */
export function MapView({ lang, dataset, table, query, map }: ViewProps) {
  const measure = drawnMeasure(table.shown.columns, query)
  if (!map || !measure) return <p class="muted">{datasetWords(lang).noChart}</p>
  const period = map.period && formatPeriod(map.period, lang)
  return (
    <ProvinceMap
      lang={lang}
      place="data"
      title={[measure.title, period].filter(Boolean).join(', ')}
      level={map.level}
      values={map.values}
      unit={measure.unit}
      tableHref={datasetHref(dataset.resource.slug, query, { xem: 'bang' })}
    >
      <h2>{measure.title}</h2>
      <p class="muted">
        {[dataset.record.title[lang] ?? dataset.record.title.vi, period, measure.unit].filter(Boolean).join(', ')}
      </p>
    </ProvinceMap>
  )
}
