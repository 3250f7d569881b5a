import { type Lang, ViewTabs } from '../../../ui/index.ts'
import { Boundaries } from './boundaries.tsx'
import { Filters } from './filters.tsx'
import { type DatasetQuery, datasetHref } from './query.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { TakeAway } from './take-away.tsx'
import { ChartView, type MapOnPage, MapView, TableView } from './views.tsx'
import { datasetWords } from './words.ts'

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
        <Boundaries {...props} />
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
