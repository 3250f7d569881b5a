import {
  Chart,
  chooseChart,
  DataTable,
  Downloads,
  Field,
  type Lang,
  ProvinceMap,
  Select,
  ViewTabs,
} from '../../../ui/index.ts'
import type { Column } from '../../../tabular/model.ts'
import { labelledColumns } from './column-labels.ts'
import type { ProvinceLevel } from './province-codes.ts'
import { chosenValues, type DatasetQuery, datasetHref } from './query.ts'
import { type DatasetOnPage, searchColumn, type TableOnPage } from './read-dataset.ts'
import { datasetWords } from './words.ts'

export interface MapOnPage {
  readonly level: ProvinceLevel
  readonly values: readonly { readonly code: string; readonly value: number }[]
}

export interface DataPartProps {
  readonly lang: Lang
  readonly dataset: DatasetOnPage
  readonly table: TableOnPage
  readonly query: DatasetQuery
  readonly map: MapOnPage | undefined
  readonly hasMap: boolean
}

/** The data themselves: table, chart or map, and below them the ways to take them away. */
export function DataPart(props: DataPartProps) {
  const { lang, dataset, table, query, hasMap } = props
  const say = datasetWords(lang)
  const { slug } = dataset.resource
  const view = (xem: DatasetQuery['xem'], text: string) => ({
    href: datasetHref(slug, query, { xem }),
    text,
    current: query.xem === xem,
  })
  const tabs = [view('bang', say.table), view('bieu-do', say.chart), ...(hasMap ? [view('ban-do', say.map)] : [])]
  return (
    <section class="data" aria-label={say.data}>
      {dataset.tables.length > 1 && <TableTabs lang={lang} dataset={dataset} table={table} query={query} />}
      <ViewTabs lang={lang} tabs={tabs} label={say.views} />
      <div class="view">
        <Filters {...props} />
        {query.xem === 'bang' && <TableView {...props} />}
        {query.xem === 'bieu-do' && <ChartView {...props} />}
        {query.xem === 'ban-do' && <MapView {...props} />}
      </div>
      <div class="after line">
        {dataset.record.source && (
          <p class="src">
            {say.source}: {dataset.record.source}
          </p>
        )}
      </div>
      <TakeAway lang={lang} dataset={dataset} table={table} />
    </section>
  )
}

function TableTabs({ lang, dataset, table, query }: Pick<DataPartProps, 'lang' | 'dataset' | 'table' | 'query'>) {
  const tabs = dataset.tables.map(({ distribution, version }) => ({
    href: datasetHref(dataset.resource.slug, { xem: query.xem, ma: query.ma }, { bang: distribution.id }),
    text:
      dataset.record.tables[distribution.id]?.title ?? (version.findings.sheet || version.title || distribution.name),
    current: distribution.id === table.held.distribution.id,
  }))
  return <ViewTabs lang={lang} tabs={tabs} small />
}

function Filters({ lang, dataset, table, query }: DataPartProps) {
  const say = datasetWords(lang)
  const { version } = table.held
  const chosen = chosenValues(query, version)
  const columns = labelledColumns(table.held, dataset.record)
  const named = columns.find((column) => column.name === searchColumn(version))
  const measures = columns.filter((column) => column.role === 'measure')
  const narrowed = chosen.size > 0 || Boolean(query.tim)
  return (
    <form class="filters" method="get" action={`/bo-du-lieu/${dataset.resource.slug}`}>
      {query.bang && <input type="hidden" name="bang" value={query.bang} />}
      {query.xem !== 'bang' && <input type="hidden" name="xem" value={query.xem} />}
      {query.xep && <input type="hidden" name="xep" value={query.xep} />}
      {named && query.xem === 'bang' && (
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
      {query.xem !== 'bang' && measures.length > 1 && (
        <Select
          lang={lang}
          name="do"
          label={say.measure}
          value={drawnMeasure(columns, query)?.name ?? ''}
          options={measures.map((column) => ({ value: column.name, text: column.title }))}
        />
      )}
      <button class="btn plain">{say.apply}</button>
      {narrowed && (
        <a href={datasetHref(dataset.resource.slug, { xem: query.xem, ma: query.ma }, { bang: query.bang })}>
          {say.clear}
        </a>
      )}
    </form>
  )
}

/** The measure a chart or map shows: the one asked for, else the newest of a row of years, else the first. */
export function drawnMeasure(columns: readonly Column[], query: DatasetQuery): Column | undefined {
  const measures = columns.filter((column) => column.role === 'measure' && column.type !== 'text')
  const years = measures.every((column) => YEAR.test(column.title ?? column.name))
  return measures.find((column) => column.name === query.do) ?? measures.at(years ? -1 : 0)
}

const YEAR = /(?:19|20)\d\d/

function TableView({ lang, dataset, table, query }: DataPartProps) {
  const { version } = table.held
  const { slug } = dataset.resource
  const descending = query.xep?.startsWith('-') ?? false
  const column = descending ? query.xep?.slice(1) : query.xep
  const total = table.page.count ?? version.rows ?? 0
  return (
    <DataTable
      lang={lang}
      caption={version.title || dataset.record.title.vi}
      columns={labelledColumns(table.held, dataset.record)}
      rows={table.page.rows}
      rowCount={total}
      {...(column ? { sort: { column, order: descending ? 'desc' : 'asc' } } : {})}
      sortHref={(name, order) => datasetHref(slug, query, { xep: order === 'desc' ? `-${name}` : name })}
      {...(table.page.next ? { nextHref: datasetHref(slug, query, { sau: table.page.next }) } : {})}
    />
  )
}

function ChartView({ lang, dataset, table, query }: DataPartProps) {
  const say = datasetWords(lang)
  const columns = labelledColumns(table.held, dataset.record)
  const chart = chooseChart(columns, table.page.rows, drawnMeasure(columns, query)?.name)
  if (chart.kind === 'none') return <p class="muted">{say.noChart}</p>
  const title =
    chart.kind === 'bars'
      ? say.chartOf(chart.measure.title ?? chart.measure.name, chart.by.title ?? chart.by.name)
      : (chart.measure.title ?? chart.measure.name)
  return (
    <Chart
      lang={lang}
      chart={chart}
      title={title}
      subtitle={[dataset.record.title[lang] ?? dataset.record.title.vi, chart.measure.unit].filter(Boolean).join(', ')}
      tableHref={datasetHref(dataset.resource.slug, query, { xem: 'bang' })}
    />
  )
}

function MapView({ lang, dataset, table, query, map }: DataPartProps) {
  const measure = drawnMeasure(labelledColumns(table.held, dataset.record), query)
  if (!map || !measure) return <p class="muted">{datasetWords(lang).noChart}</p>
  return (
    <ProvinceMap
      lang={lang}
      place="data"
      title={measure.title}
      level={map.level}
      values={map.values}
      unit={measure.unit}
      tableHref={datasetHref(dataset.resource.slug, query, { xem: 'bang' })}
    >
      <h2>{measure.title}</h2>
      <p class="muted">{dataset.record.title[lang] ?? dataset.record.title.vi}</p>
    </ProvinceMap>
  )
}

export function TakeAway({
  lang,
  dataset,
  table,
}: {
  lang: Lang
  dataset: DatasetOnPage
  table: TableOnPage | undefined
}) {
  const say = datasetWords(lang)
  const files = dataset.held.filter((item) => item.distribution.kind === 'file' && !item.version.erasure)
  const id = table?.held.distribution.id
  const base = `/api/v1/tables/${id ?? ''}/download?format=`
  const items = [
    ...(id
      ? [
          { text: 'CSV', href: `${base}csv` },
          { text: 'XLSX', href: `${base}xlsx` },
          { text: say.excelCsv, href: `${base}excel-csv` },
          { text: 'JSON', href: `${base}json` },
          { text: 'Parquet', href: `${base}parquet`, bytes: table?.held.version.bytes },
        ]
      : []),
    ...files.map(({ distribution, version }) => ({
      text: `${say.original} ${version.format}`,
      href: `/api/v1/files/${distribution.id}/download`,
      bytes: version.bytes,
    })),
  ]
  return (
    <div id="tai-ve">
      <Downloads
        lang={lang}
        label={say.download(table?.held.version.number ?? dataset.resource.version)}
        items={items}
      />
    </div>
  )
}
