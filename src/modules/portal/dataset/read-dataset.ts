import type { EntryDistribution } from '../../../formats/model.ts'
import { scriptJson, toSchemaDataset } from '../../../formats/schema-org/index.ts'
import {
  catalogErrors,
  dayInVietnam,
  freshnessOf,
  type PublicFeedback,
  type Resource,
  readFeedback,
  readSeries,
} from '../../catalog/index.ts'
import type { Held, Quality, Version } from '../../datasets/index.ts'
import type { ForeignPage } from '../../harvest/index.ts'
import type { Agency } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { labelledColumns } from './column-labels.ts'
import type { DatasetQuery } from './query.ts'
import { readShown, type ShownTable } from './read-shown.ts'

export interface TableOnPage {
  readonly held: Held
  readonly shown: ShownTable
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
  /** The public series it is in. */
  readonly series: { readonly href: string; readonly title: { readonly vi: string; readonly en?: string } } | undefined
  /** Where a harvested one comes from; undefined for what is ours. */
  readonly foreign: ForeignPage | undefined
  readonly distributions: readonly EntryDistribution[]
  /** The dataset in the words of schema.org. */
  readonly jsonLd: string | undefined
}

const MOST_CHOICES = 40
const MOST_SELECTS = 3

/** Everything on the page of a published dataset; throws what to say when it is not there (any more). */
export async function readDataset(deps: PortalDeps, slug: string, query: DatasetQuery): Promise<DatasetOnPage> {
  const resource = await requirePublic(deps, slug)
  const record = resource.record
  if (!record) throw catalogErrors.resourceNotFound(slug)
  const [held, feedback, agencies, entry, foreign, series] = await Promise.all([
    deps.datasets.reader.current(resource.id),
    readFeedback(deps.catalog.db, resource.id),
    deps.identity.agencies.path(resource.agencyId),
    deps.entries.one(resource.id),
    resource.origin ? deps.harvest.page(resource.id) : undefined,
    seriesOf(deps, resource),
  ])
  const tables = held.filter((item) => item.distribution.kind === 'table' && !item.version.erasure)
  const chosen = tables.find((item) => item.distribution.id === query.bang) ?? tables[0]
  const [table, versions] = chosen
    ? await Promise.all([
        readTable(deps, chosen, { query, record }),
        deps.datasets.reader.versions(chosen.distribution.id),
      ])
    : [undefined, []]
  const late = freshnessOf(resource.summary.dueOn, dayInVietnam(deps.clock.now())) === 'late'
  const quality = deps.datasets.reader.quality({ record, held, late })
  const jsonLd = entry && scriptJson(toSchemaDataset(entry, deps.entries.vocabulary))
  const distributions = entry?.distributions ?? []
  const content = { held, tables, table, versions, quality }
  return { resource, record, agencies, ...content, feedback, series, foreign, distributions, jsonLd }
}

/** The series it says it is in, as far as that is public and of the same origin. */
async function seriesOf({ catalog }: PortalDeps, { record, origin }: Resource): Promise<DatasetOnPage['series']> {
  if (record?.series === undefined) return undefined
  const found = await readSeries(catalog.db, origin ? { uris: [record.series] } : { ids: [record.series] })
  const series = found.find((each) => each.origin?.sourceId === origin?.sourceId)
  return series?.record && { href: catalog.pages(series.kind).shown(series.slug), title: series.record.title }
}

// Services and series come with the catalogues of others; what they are is described as datasets are.
const SHOWN_HERE = new Set(['dataset', 'service', 'series'])

/** A published open dataset by its slug. */
export async function requirePublic(deps: PortalDeps, slug: string): Promise<Resource> {
  const found = await deps.catalog.reader.bySlug(slug)
  const resource = found && SHOWN_HERE.has(found.kind) ? found : undefined
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
  { query, record }: { query: DatasetQuery; record: DatasetOnPage['record'] },
): Promise<TableOnPage> {
  const columns = labelledColumns(held, record)
  const shown = await readShown(deps, { held, columns, query })
  return { held, shown, choices: choicesOf(held.version) }
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
