import type { ActionAnswer, Params } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { type Owners, readOwners } from '../packages/owners.ts'
import { finished, helpOf } from '../reply.ts'
import { type FacetValue, type PackageFound, searchPackages } from './package-search.ts'
import { readSearch, type SearchWish } from './search-params.ts'
import type { PackageStore } from './store.ts'

/** `package_search`: exact count and facets over the public datasets. */
export async function answerSearch(deps: CkanDeps, params: Params): Promise<ActionAnswer> {
  const store = await requireStore(deps)
  const key = JSON.stringify(params)
  const known = deps.shelf.answers.get(key)
  if (known !== undefined) return known
  const version = store.version()
  const wish = readSearch(params)
  const found = searchPackages(store, { ...wish, now: deps.clock.now() })
  const answer = finished(await resultOf(deps, { wish, found, store }), helpOf(deps.publicUrl, 'package_search'))
  // `NOW` is another moment next time.
  if (store.version() === version && !key.includes('NOW')) deps.shelf.answers.set(key, answer)
  return answer
}

/** The index; 500 `Search Connection Error` while it is being filled. */
export async function requireStore({ shelf }: CkanDeps): Promise<PackageStore> {
  const store = await shelf.store()
  if (!store) throw ckanErrors.searchDown()
  return store
}

interface Answered {
  readonly wish: SearchWish
  readonly found: PackageFound
  readonly store: PackageStore
}

/** `result` as JSON in parts. */
async function resultOf(deps: CkanDeps, { wish, found, store }: Answered): Promise<readonly Buffer[]> {
  const ids = found.docs.map((doc) => store.ids[doc] ?? '')
  const dicts = await deps.shelf.dicts.bytesOf(ids)
  const results = wish.only.length > 0 || wish.defaultSchema ? dicts.map((dict) => shaped(dict, wish)) : dicts
  const facets = await facetsOf(deps, found)
  const head = JSON.stringify({ count: found.count, sort: wish.sortText }).slice(0, -1)
  return [
    Buffer.from(`${head},"results":[`),
    ...results.flatMap((dict, i) => (i === 0 ? [dict] : [COMMA, dict])),
    Buffer.from(`],${facets}}`),
  ]
}

const COMMA = Buffer.from(',')

function shaped(dict: Buffer, { only, defaultSchema }: SearchWish): Buffer {
  const dataset = JSON.parse(dict.toString()) as Readonly<Record<string, unknown>>
  const plain = defaultSchema ? defaultSchemaOf(dataset) : dataset
  const kept =
    only.length === 0 ? plain : Object.fromEntries(Object.entries(plain).filter(([name]) => only.includes(name)))
  return Buffer.from(JSON.stringify(kept))
}

const OF_CKAN: ReadonlySet<string> = new Set(
  `id name title notes url version author author_email maintainer maintainer_email license_id license_title license_url isopen
   type state private creator_user_id owner_org metadata_created metadata_modified num_resources num_tags organization groups
   tags extras resources relationships_as_subject relationships_as_object`.split(/\s+/),
)

/** Only the fields every CKAN knows; ours then stand in `extras` alone. */
export function defaultSchemaOf(dataset: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(dataset).filter(([name]) => OF_CKAN.has(name)))
}

async function facetsOf(deps: CkanDeps, found: PackageFound): Promise<string> {
  const names = facetNames(deps, await readOwners(deps, deps.shelf.dicts))
  const facets: Record<string, Record<string, number>> = {}
  const search: Record<string, unknown> = {}
  for (const [field, values] of found.facets) {
    facets[field] = Object.fromEntries(values.map(({ name, count }) => [name, count]))
    search[field] = { title: field, items: values.map((value) => itemOf(field, value, names)) }
  }
  return `"facets":${JSON.stringify(facets)},"search_facets":${JSON.stringify(search)}`
}

type Names = (field: string, name: string) => string

function itemOf(field: string, { name, count }: FacetValue, names: Names) {
  return { name, display_name: names(field, name), count }
}

/** What people read instead of a value: titles of organizations, themes and licences. */
function facetNames({ vocabulary }: CkanDeps, owners: Owners): Names {
  return (field, name) => {
    switch (field) {
      case 'organization':
      case 'owner_org':
        return owners.titleOf(name) ?? name
      case 'groups':
        return vocabulary.labelOf('theme', name)?.['vi'] ?? name
      case 'license_id':
        return vocabulary.labelOf('licence', vocabulary.codeOf('licence', name) ?? '')?.['vi'] ?? name
      default:
        return name
    }
  }
}
