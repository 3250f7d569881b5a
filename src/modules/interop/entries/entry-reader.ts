import type { CatalogEntry, Entry, Vocabulary } from '../../../formats/model.ts'
import { isUuid } from '../../../platform/ids.ts'
import {
  type CatalogModule,
  countPublicDatasets,
  type Resource,
  readPublicByIds,
  readPublicDatasets,
  readSeries,
} from '../../catalog/index.ts'
import type { DatasetsReader, HeldBrief } from '../../datasets/index.ts'
import type { AgencyReader } from '../../identity/index.ts'
import { type Around, readAround } from './around.ts'
import { catalogEntryOf } from './catalog-entry.ts'
import { type EntrySources, entryOf } from './entry-of.ts'

/** Reader of harvested records, by catalogue id; what it does not know is left out. */
export type ForeignEntries = (ids: readonly string[]) => Promise<ReadonlyMap<string, Entry>>

export interface EntryReaderDeps {
  readonly catalog: Pick<CatalogModule, 'db' | 'reader'>
  readonly datasets: { readonly reader: Pick<DatasetsReader, 'currentOf'> }
  readonly agencies: AgencyReader
  readonly publicUrl: string
  readonly vocabulary: Vocabulary
  /** What this node calls itself, and the agency that runs it. */
  readonly self: () => Promise<{ readonly name: string; readonly agencyCode: string | undefined }>
  /** Harvested records; they take the place of what the catalogue holds under the same id. */
  readonly foreign: ForeignEntries
}

/** Which datasets a catalogue for machines speaks of. */
export interface EntryWish {
  /** Agency code, with everything below it. */
  readonly agency?: string | undefined
  readonly modifiedSince?: Date | undefined
}

/** Public datasets as neutral records. Whatever is not public, or not of kind dataset, is not there. */
export interface EntryReader {
  readonly vocabulary: Vocabulary
  one(idOrSlug: string): Promise<Entry | undefined>
  /** A dataset as it would be told with the record it has here, public or not, and with this content in place of the public one. */
  ofDraft(resource: Resource, held?: readonly HeldBrief[]): Promise<Entry | undefined>
  /** In the order asked for; what is not public is skipped. */
  many(ids: readonly string[]): Promise<readonly Entry[]>
  /** Everything, in the order of ids, one query a table and page. An unknown agency has no datasets. */
  pages(wish: EntryWish & { size: number }): AsyncGenerator<readonly Entry[]>
  /** A public series. */
  series(id: string): Promise<Entry | undefined>
  /** What a document in RDF says around these records. */
  around(entries: readonly Entry[]): Promise<Around>
  /** One page: after an id (fast at any depth), or after so many. */
  page(wish: EntryWish & { size: number; after?: string | undefined; offset?: number }): Promise<readonly Entry[]>
  count(wish: EntryWish): Promise<{ readonly count: number; readonly latest: Date | undefined }>
  catalog(): Promise<CatalogEntry>
}

/** Reads entries from the catalogue, the datasets and what was harvested. */
export function createEntryReader(deps: EntryReaderDeps): EntryReader {
  const { db, reader } = deps.catalog

  async function entriesOf(
    resources: readonly Resource[],
    given?: ReadonlyMap<string, readonly HeldBrief[]>,
  ): Promise<readonly Entry[]> {
    const ids = resources.map((resource) => resource.id)
    const [foreign, held, tree] = await Promise.all([
      deps.foreign(ids),
      given ?? deps.datasets.reader.currentOf(ids),
      deps.agencies.tree(),
    ])
    const sources: EntrySources = { publicUrl: deps.publicUrl, tree, held }
    return resources.flatMap((resource) => foreign.get(resource.id) ?? entryOf(resource, sources) ?? [])
  }

  // A series holds nothing itself.
  const seriesEntries = (resources: readonly Resource[]) => entriesOf(resources, new Map())

  async function page(wish: Parameters<EntryReader['page']>[0]): Promise<readonly Entry[]> {
    const { size, after, offset = 0 } = wish
    return entriesOf(await readPublicDatasets(db, { ...(await publicWish(deps, wish)), after, offset, limit: size }))
  }

  return {
    vocabulary: deps.vocabulary,
    async one(idOrSlug) {
      const id = isUuid(idOrSlug) ? idOrSlug.toLowerCase() : (await reader.bySlug(idOrSlug))?.id
      return id === undefined ? undefined : (await entriesOf(await readPublicByIds(db, [id])))[0]
    },
    ofDraft: async (resource, held) => (await entriesOf([resource], held && new Map([[resource.id, held]])))[0],
    async many(ids) {
      const found = new Map((await entriesOf(await readPublicByIds(db, ids))).map((entry) => [entry.id, entry]))
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    series: async (id) => (await seriesEntries(await readSeries(db, { ids: [id] })))[0],
    around: (entries) => readAround({ db, publicUrl: deps.publicUrl, entriesOf: seriesEntries }, entries),
    page,
    async *pages(wish) {
      const limit = wish.size
      const asked = await publicWish(deps, wish)
      const read = (after: string | undefined) => readPublicDatasets(db, { ...asked, after, limit })
      let resources = await read(undefined)
      while (resources.length > 0) {
        // The next page is on its way while this one is used.
        const next = resources.length < limit ? undefined : read(resources.at(-1)?.id)
        next?.catch(() => undefined)
        yield await entriesOf(resources)
        resources = (await next) ?? []
      }
    },
    count: async (wish) => countPublicDatasets(db, await publicWish(deps, wish)),
    catalog: () => readSelf(deps),
  }
}

async function readSelf({ catalog, agencies, self, publicUrl }: EntryReaderDeps): Promise<CatalogEntry> {
  const [{ latest }, { name, agencyCode }, tree] = await Promise.all([
    countPublicDatasets(catalog.db, {}),
    self(),
    agencies.tree(),
  ])
  const agency = agencyCode === undefined ? undefined : tree.byCode(agencyCode)
  return catalogEntryOf({ name, agency, publicUrl, latest })
}

async function publicWish({ agencies }: EntryReaderDeps, { agency, modifiedSince }: EntryWish) {
  const since = modifiedSince ? { modifiedSince } : {}
  if (agency === undefined) return since
  const tree = await agencies.tree()
  const found = tree.byCode(agency)
  return { ...since, agencyIds: found ? [...tree.descendants(found.id)] : [] }
}
