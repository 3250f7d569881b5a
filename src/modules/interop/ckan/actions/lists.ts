import type { CkanPackage } from '../../../../formats/ckan/index.ts'
import { fold } from '../../../../platform/text.ts'
import { booleanOf, type Params, textOf, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { requireStore } from '../search/answer-search.ts'
import { type PackageFound, searchPackages } from '../search/package-search.ts'
import { ALL, type Query } from '../search/query.ts'

const MOST_NAMES = 100_000
const MOST_DICTS = 1000

/** How many public datasets have each value of a field. */
export async function counts(deps: CkanDeps, field: string): Promise<ReadonlyMap<string, number>> {
  const { facets } = await ask(deps, { filter: ALL, rows: 0, facets: [field] })
  return new Map((facets.get(field) ?? []).filter(({ count }) => count > 0).map(({ name, count }) => [name, count]))
}

/** Datasets with a value in a field, the newest first. */
export async function datasetsWith(deps: CkanDeps, field: string, value: string): Promise<readonly CkanPackage[]> {
  const filter: Query = { kind: 'term', field, term: { kind: 'phrase', text: value } }
  const { docs } = await ask(deps, { filter, rows: MOST_DICTS, facets: [] })
  const store = await requireStore(deps)
  const dicts = await deps.shelf.dicts.jsonOf(docs.map((doc) => store.ids[doc] ?? ''))
  return dicts.map((dict) => JSON.parse(dict) as CkanPackage)
}

interface Asked {
  readonly filter: Query
  readonly rows: number
  readonly facets: readonly string[]
}

async function ask(deps: CkanDeps, asked: Asked): Promise<PackageFound> {
  const sort = [{ field: 'metadata_modified', descending: true }]
  const now = deps.clock.now()
  return searchPackages(await requireStore(deps), { ...asked, query: ALL, sort, start: 0, now })
}

interface Named {
  readonly name: string
  readonly title: string
}

const SORTS: ReadonlySet<string> = new Set(['name', 'title', 'package_count', 'packages'])

/** By `sort` ("title asc"; legacy `order_by`): title, name, or number of datasets. */
export function sortOrganizations<Item extends Named>(
  items: readonly Item[],
  packageCounts: ReadonlyMap<string, number>,
  params: Params,
): readonly Item[] {
  const [field = 'title', direction = ''] = (textOf(params, 'sort', 'order_by') ?? 'title asc').trim().split(/\s+/)
  if (!SORTS.has(field)) throw ckanErrors.invalid({ sort: [`Cannot sort by field \`${field}\``] })
  const isCount = field === 'package_count' || field === 'packages'
  const sign = (direction || (isCount ? 'desc' : 'asc')).toLowerCase() === 'desc' ? -1 : 1
  const collator = new Intl.Collator('vi')
  const compare = (a: Item, b: Item): number => {
    if (isCount) return (packageCounts.get(a.name) ?? 0) - (packageCounts.get(b.name) ?? 0)
    return field === 'name' ? (a.name < b.name ? -1 : 1) : collator.compare(a.title, b.title)
  }
  return items.toSorted((a, b) => sign * compare(a, b) || (a.name < b.name ? -1 : 1))
}

/** A page of a list: names, or dicts with `all_fields`. */
export function listed<Item extends Named>(
  items: readonly Item[],
  params: Params,
  dictOf: (item: Item) => unknown,
): readonly unknown[] {
  const whole = booleanOf(params, 'all_fields', false)
  const most = whole ? MOST_DICTS : MOST_NAMES
  const offset = wholeOf(params, 'offset', { fallback: 0 })
  const page = items.slice(offset, offset + wholeOf(params, 'limit', { fallback: most, most }))
  return whole ? page.map(dictOf) : page.map(({ name }) => name)
}

/** What a list offers while somebody types. */
export function suggest(items: readonly (Named & { readonly id: string })[], params: Params) {
  const q = fold(textOf(params, 'q') ?? '')
  const fitting = items.filter(({ name, title }) => name.includes(q) || fold(title).includes(q))
  const limit = wholeOf(params, 'limit', { fallback: 20, most: MOST_DICTS })
  return fitting.slice(0, limit).map(({ id, name, title }) => ({ id, name, title }))
}
