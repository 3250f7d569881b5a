import type { Page } from '../../../platform/duck/index.ts'
import { parseFilters } from '../../../platform/duck/index.ts'
import type { Lang } from '../../../ui/index.ts'
import {
  catalogErrors,
  dayInVietnam,
  freshnessOf,
  type PublicFeedback,
  readFeedback,
  type Resource,
} from '../../catalog/index.ts'
import type { Held, Quality, Version } from '../../datasets/index.ts'
import type { Agency } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { chosenValues, type DatasetQuery } from './query.ts'

export interface TableOnPage {
  readonly held: Held
  readonly page: Page
  /** Values of columns with few of them, to narrow by. */
  readonly choices: readonly { readonly column: string; readonly title: string; readonly values: readonly string[] }[]
}

export interface DatasetOnPage {
  readonly resource: Resource
  readonly record: NonNullable<Resource['record']>
  readonly agencies: readonly Agency[]
  readonly held: readonly Held[]
  readonly tables: readonly Held[]
  readonly table: TableOnPage | undefined
  readonly versions: readonly Version[]
  readonly quality: Quality
  readonly feedback: readonly PublicFeedback[]
}

const ROWS_ON_PAGE = 20
const ROWS_TO_DRAW = 2000
const MOST_CHOICES = 40
const MOST_SELECTS = 3

/** Everything on the page of a published dataset; throws what to say when it is not there (any more). */
export async function readDataset(
  deps: PortalDeps,
  slug: string,
  { query, lang }: { query: DatasetQuery; lang: Lang },
): Promise<DatasetOnPage> {
  const resource = await requirePublic(deps, slug)
  const record = resource.record
  if (!record) throw catalogErrors.resourceNotFound(slug)
  const [held, feedback, agencies] = await Promise.all([
    deps.datasets.reader.current(resource.id),
    readFeedback(deps.catalog.db, resource.id),
    deps.identity.agencies.path(resource.agencyId),
  ])
  const tables = held.filter((item) => item.distribution.kind === 'table' && !item.version.erasure)
  const chosen = tables.find((item) => item.distribution.id === query.bang) ?? tables[0]
  const [table, versions] = chosen
    ? await Promise.all([
        readTable(deps, chosen, { query, lang }),
        deps.datasets.reader.versions(chosen.distribution.id),
      ])
    : [undefined, []]
  const late = freshnessOf(resource.summary.dueOn, dayInVietnam(deps.clock.now())) === 'late'
  const quality = deps.datasets.reader.quality({ record, held, late })
  return { resource, record, agencies, held, tables, table, versions, quality, feedback }
}

/** A published open dataset by its slug. */
export async function requirePublic(deps: PortalDeps, slug: string): Promise<Resource> {
  const resource = await deps.catalog.reader.bySlug(slug)
  if (resource?.state === 'withdrawn') {
    throw catalogErrors.withdrawn(resource.record?.title.vi ?? slug, resource.withdrawnReason ?? '')
  }
  if (resource?.state !== 'published' || resource.record?.classification !== 'open')
    throw catalogErrors.resourceNotFound(slug)
  return resource
}

async function readTable(
  deps: PortalDeps,
  held: Held,
  { query }: { query: DatasetQuery; lang: Lang },
): Promise<TableOnPage> {
  const { version } = held
  const draw = query.xem !== 'bang'
  const page = await deps.datasets.reader.page(version, {
    filter: parseFilters(filtersOf(query, version), version.columns),
    sort: sortOf(query, version),
    limit: draw ? ROWS_TO_DRAW : ROWS_ON_PAGE,
    count: true,
    ...(query.sau && !draw ? { after: query.sau } : {}),
  })
  return { held, page, choices: choicesOf(version) }
}

function filtersOf(query: DatasetQuery, version: Version): string[] {
  const filters = [...chosenValues(query, version)].map(
    ([column, value]) => `${column}:eq:${value.replace(/[\\,]/g, '\\$&')}`,
  )
  const named = searchColumn(version)
  if (query.tim && named) filters.push(`${named}:contains_plain:${query.tim}`)
  return filters
}

/** The column that names the rows: what the search box looks into. */
export function searchColumn(version: Version): string | undefined {
  const text = version.columns.filter((column) => column.type === 'text')
  return (text.find((column) => column.kind === 'place') ?? text[0])?.name
}

function sortOf(query: DatasetQuery, version: Version) {
  const descending = query.xep?.startsWith('-') ?? false
  const column = descending ? query.xep?.slice(1) : query.xep
  return column && version.columns.some((item) => item.name === column) ? [{ column, descending }] : []
}

function choicesOf(version: Version): TableOnPage['choices'] {
  return version.profile
    .flatMap((profile) => {
      const column = version.columns.find((item) => item.name === profile.name)
      const few = profile.distinct > 1 && profile.distinct <= MOST_CHOICES && profile.top.length === profile.distinct
      if (!column || column.role === 'measure' || !few) return []
      const values = profile.top.map((item) => String(item.value)).sort((a, b) => a.localeCompare(b, 'vi'))
      return [{ column: column.name, title: column.title, values }]
    })
    .slice(0, MOST_SELECTS)
}
