import type { Registration, SeriesOrder } from '../../../formats/dcat/index.ts'
import type { Entry } from '../../../formats/model.ts'
import { type CatalogModule, type Resource, readResources, readSeries, readSeriesMembers } from '../../catalog/index.ts'
import { inOrder } from './in-order.ts'

/** A public series with its datasets in their order. */
export interface SeriesAround {
  readonly entry: Entry
  readonly order: SeriesOrder
}

/** What a document in RDF says around its records: the series they are in, and their registration in this catalogue. */
export interface Around {
  /** By the URI of the series. */
  readonly series: ReadonlyMap<string, SeriesAround>
  /** By the id of the record. */
  readonly registrations: ReadonlyMap<string, Registration>
}

interface AroundDeps {
  readonly db: CatalogModule['db']
  readonly publicUrl: string
  entriesOf(series: readonly Resource[]): Promise<readonly Entry[]>
}

/** Reads what stands around records; no question to the database for records of ours that are in no series. */
export async function readAround(deps: AroundDeps, entries: readonly Entry[]): Promise<Around> {
  const [series, registrations] = await Promise.all([seriesOf(deps, entries), registrationsOf(deps, entries)])
  return { series, registrations }
}

async function seriesOf(deps: AroundDeps, entries: readonly Entry[]): Promise<Around['series']> {
  const uris = [...new Set(entries.flatMap(({ kind, uri, inSeries }) => (kind === 'series' ? [uri] : inSeries)))]
  if (uris.length === 0) return new Map()
  const own = `${deps.publicUrl}/id/series/`
  const ids = uris.flatMap((uri) => (uri.startsWith(own) ? [uri.slice(own.length)] : []))
  return readOrders(deps, await readSeries(deps.db, { ids, uris }))
}

/** These series with their datasets. */
async function readOrders(deps: AroundDeps, found: readonly Resource[]): Promise<Around['series']> {
  const [told, members] = await Promise.all([deps.entriesOf(found), readSeriesMembers(deps.db, found)])
  const bySeries = Map.groupBy(members, ({ seriesId }) => seriesId)
  return new Map(
    told.map((entry) => {
      const ordered = inOrder(bySeries.get(entry.id) ?? [])
      const order = {
        uri: entry.uri,
        members: ordered.map(({ id, uri }) => uri ?? `${deps.publicUrl}/id/dataset/${id}`),
      }
      return [entry.uri, { entry, order }]
    }),
  )
}

/** What DCAT-AP calls its third edition. */
const DCAT_AP = 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/'

async function registrationsOf(
  { db, publicUrl }: AroundDeps,
  entries: readonly Entry[],
): Promise<Around['registrations']> {
  const isOurs = ({ uri }: Entry) => uri.startsWith(`${publicUrl}/id/`)
  const foreign = new Map(
    (
      await readResources(
        db,
        entries.filter((entry) => !isOurs(entry)).map(({ id }) => id),
      )
    ).map((resource) => [resource.id, resource]),
  )
  return new Map(
    entries.map((entry): [string, Registration] => {
      const { id, uri: about, kind, issued, modified } = entry
      const uri = `${publicUrl}/id/${kind}/${id}#record`
      const resource = foreign.get(id)
      // What is ours went through a review that asks for the profile; of others it is not known.
      if (!resource) return [id, { uri, about, issued, modified, conformsTo: isOurs(entry) ? [DCAT_AP] : [] }]
      const taken = {
        issued: resource.firstPublishedAt?.toISOString(),
        modified: resource.publishedAt?.toISOString(),
      }
      return [id, { uri, about, ...taken, conformsTo: [], source: { modified } }]
    }),
  )
}
