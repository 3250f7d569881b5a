import {
  DataTable,
  Downloads,
  EmptyState,
  formatDay,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Pager,
} from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import { MapPicture } from './draw-map.tsx'
import type { MapPageProps } from './map-page-props.ts'
import { MapTools } from './map-tools.tsx'
import { PathPart } from './path-part.tsx'
import { MAP_PATH, type MapQuery, mapHref } from './query.ts'
import type { MapView } from './view.ts'
import { mapWords } from './words.ts'

const PAGE_ROWS = 50

/** The data map: a picture to hang on a wall, the same as a list, and the way between two databases. */
export function MapPage(props: MapPageProps) {
  const { frame, query, view } = props
  const { lang } = frame
  const say = mapWords(lang)
  return (
    <Layout {...frame} title={say.title} description={say.lede}>
      <div class="wrap dm">
        <PageHead title={say.title} lede={say.lede} />
        <MapTools {...props} />
        {view.databases.length === 0 ? (
          <EmptyState title={say.empty} action={<a href={mapHref(query, NO_FILTER)}>{say.removeFilters}</a>}>
            {say.emptyHelp}
          </EmptyState>
        ) : (
          <>
            <Figures lang={lang} query={query} figures={view.figures} />
            <Picture {...props} />
            <List {...props} />
            <PathPart lang={lang} query={query} view={view} />
            <section class="dm-take" aria-label={say.download}>
              <Downloads
                lang={lang}
                label={say.download}
                items={Object.entries(say.takeAway).map(([ending, text]) => ({
                  text,
                  href: mapHref(query, {}, `.${ending}`),
                }))}
              />
              <p class="muted">{say.footer(formatDay(props.today.toISOString(), lang))}</p>
            </section>
          </>
        )}
      </div>
    </Layout>
  )
}

const NO_FILTER = { q: '', lop: '', 'linh-vuc': '', 'co-quan': '', noi: '', tu: '', den: '' }

function Figures({ lang, query, figures }: { lang: Lang; query: MapQuery; figures: MapView['figures'] }) {
  const say = mapWords(lang)
  const items = [
    [figures.databases, say.databases],
    [figures.agencies, say.agencies],
    [figures.lines, say.lines],
  ] as const
  return (
    <ul class="dm-figures">
      {items.map(([value, text]) => (
        <li key={text}>
          <b>{formatNumber(value, lang)}</b> {text}
        </li>
      ))}
      {figures.alone > 0 && (
        <li>
          <b>{formatNumber(figures.alone, lang)}</b>{' '}
          {query.noi === 'khong' ? say.alone : <a href={mapHref(query, { noi: 'khong' })}>{say.alone}</a>}
        </li>
      )}
    </ul>
  )
}

function Picture({ frame: { lang }, query, view, graph, sectors }: MapPageProps) {
  const say = mapWords(lang)
  return (
    <figure class="dm-picture">
      <MapPicture
        lang={lang}
        graph={graph}
        sectorName={(sector) => sectors.get(sector) ?? say.otherSector}
        sectorHref={(sector) => mapHref(query, { 'linh-vuc': sector })}
        onPath={new Set(view.path?.steps?.map(({ id }) => id))}
      />
      <figcaption>
        <ul class="dm-key">
          <li>
            <svg aria-hidden="true" viewBox="0 0 16 16" class="dmap">
              <circle class="dot ring-1" cx="8" cy="8" r="6" />
            </svg>
            {say.legend.linked}
          </li>
          <li>
            <svg aria-hidden="true" viewBox="0 0 16 16" class="dmap">
              <circle class="dot ring-1 alone" cx="8" cy="8" r="6" />
            </svg>
            {say.legend.alone}
          </li>
        </ul>
        {say.legend.ring} {graph.grouped && say.legend.grouped} <a href={mapHref(query, {}, '.svg')}>{say.full}</a>
      </figcaption>
    </figure>
  )
}

function List({ frame: { lang }, query, view }: MapPageProps) {
  const say = mapWords(lang)
  const { map, databases } = view
  const pages = Math.ceil(databases.length / PAGE_ROWS)
  const page = Math.min(query.trang, pages)
  const shown = databases.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const owners = new Map(map.data.agencies.map((agency) => [agency.id, agency]))
  const rows = shown.map((database) => {
    const owner = owners.get(database.agencyId)
    const ownerName = nameIn(lang, owner)
    const lines = map.neighbours.get(database.id)?.length ?? 0
    return [database.name, database.class, ownerName, database.items, database.openItems, lines]
  })
  return (
    <section class="dm-list">
      <h2>{say.list}</h2>
      <DataTable
        lang={lang}
        caption={say.list}
        rowHeader="name"
        columns={[
          { name: 'name', title: say.name, type: 'text' },
          { name: 'class', title: say.class, type: 'text' },
          { name: 'owner', title: say.owner, type: 'text' },
          { name: 'items', title: say.items, type: 'integer' },
          { name: 'openItems', title: say.openItems, type: 'integer' },
          { name: 'lines', title: say.linkCount, type: 'integer' },
        ]}
        rows={rows}
        stacked
        cell={(value, column, row) => {
          if (column.name !== 'name') return undefined
          const database = shown[rows.indexOf(row as (typeof rows)[number])]
          return database && <a href={database.href ?? `${MAP_PATH}/${database.slug}`}>{String(value)}</a>
        }}
      />
      {pages > 1 && (
        <Pager lang={lang} page={page} pages={pages} href={(at) => mapHref(query, { trang: String(at) })} />
      )}
    </section>
  )
}
