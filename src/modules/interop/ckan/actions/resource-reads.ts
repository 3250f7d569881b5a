import type { CkanPackage, CkanResource } from '../../../../formats/ckan/index.ts'
import { readOpenWork } from '../../../catalog/index.ts'
import type { Actor } from '../../../identity/index.ts'
import { type ActionCall, type Actions, listOf, reading, requireText, textOf, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { requireStore } from '../search/answer-search.ts'
import { type Bits, countBits, hasBit, keepCommon, noBits, setBit } from '../search/bits.ts'
import { PARTS } from '../search/package-doc.ts'
import { searchPackages } from '../search/package-search.ts'
import { ALL } from '../search/query.ts'
import type { PackageStore } from '../search/store.ts'
import { wordsOf } from '../search/words.ts'
import { draftPackage, findDraft } from './draft-package.ts'

const SCANNED_AT_ONCE = 500
// Beyond this a stranger's question would cost more than an answer is worth.
const MOST_SCANNED = 20_000
const MOST_RESULTS = 1000

/** Resources, read. */
export function resourceReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'resource_show',
    reading('One resource by its id.', async ({ actor, params }) => {
      const { resource } = await findResource(deps, actor, requireText(params, 'id'))
      return resource
    }),
  )
  actions.set(
    'resource_search',
    reading('Resources by query="field:term" (a list is joined by AND); order_by, offset, limit.', (call) =>
      searchResources(deps, call),
    ),
  )
  actions.set(
    'resource_view_list',
    reading('Views of a resource: none, the page of the dataset shows it.', async ({ actor, params }) => {
      await findResource(deps, actor, requireText(params, 'id'))
      return []
    }),
  )
  actions.set(
    'format_autocomplete',
    reading('Formats that contain q; limit.', async ({ params }) => completeFormat(deps, params)),
  )
}

export interface FoundResource {
  readonly dataset: CkanPackage
  readonly resource: CkanResource
}

/** A resource and its dataset: what is public, else of an open draft the actor may see; 404 for anything else. */
export async function findResource(deps: CkanDeps, actor: Actor, id: string): Promise<FoundResource> {
  const store = await requireStore(deps)
  const doc = store.datasetOf(id.toLowerCase())
  const entry = doc === undefined ? undefined : await deps.entries.one(store.ids[doc] ?? '')
  const [published] = entry ? await deps.shelf.dicts.packagesOf([entry]) : []
  const dataset = published ?? (await draftWith(deps, actor, id.toLowerCase()))
  const resource = dataset?.resources.find((each) => each.id === id.toLowerCase())
  if (!dataset || !resource) throw ckanErrors.notFound('Resource was not found.')
  return { dataset, resource }
}

async function draftWith(deps: CkanDeps, actor: Actor, id: string): Promise<CkanPackage | undefined> {
  if (actor.kind === 'visitor') return undefined
  for (const { change } of await readOpenWork(deps.catalog.db, actor)) {
    const view = await findDraft(deps, actor, change.resourceId)
    if (view?.proposed.some(({ distribution }) => distribution.id === id)) return draftPackage(deps, view)
  }
  return undefined
}

export async function completeFormat(deps: CkanDeps, params: ActionCall['params']): Promise<readonly string[]> {
  const store = await requireStore(deps)
  const q = textOf(params, 'q', 'incomplete')?.toLowerCase()
  if (q === undefined) throw ckanErrors.missing('q')
  const limit = wholeOf(params, 'limit', { fallback: 5, most: 1000 })
  const every = { query: ALL, filter: ALL, sort: [], start: 0, rows: 0, now: deps.clock.now() }
  const formats = searchPackages(store, { ...every, facets: ['res_format'] }).facets.get('res_format') ?? []
  const fitting = formats.filter(({ name, count }) => count > 0 && name.toLowerCase().includes(q))
  return [...new Set(fitting.map(({ name }) => name.toLowerCase()))].slice(0, limit)
}

interface Condition {
  readonly field: string
  readonly term: string
}

const FIELDS: ReadonlySet<string> = new Set(
  'id name description url format mimetype hash url_type resource_type package_id'.split(' '),
)

async function searchResources(deps: CkanDeps, { params, signal }: ActionCall) {
  const conditions = conditionsOf(params)
  const offset = wholeOf(params, 'offset', { fallback: 0 })
  const limit = wholeOf(params, 'limit', { fallback: MOST_RESULTS, most: MOST_RESULTS })
  const orderBy = textOf(params, 'order_by')
  if (orderBy !== undefined && !FIELDS.has(orderBy)) throw ckanErrors.invalid({ order_by: ['Unknown field'] })
  const found = await scan(deps, conditions, signal)
  const value = (resource: CkanResource) => wordOf(resource[orderBy ?? ''])
  if (orderBy) found.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0))
  return { count: found.length, results: found.slice(offset, offset + limit) }
}

function conditionsOf(params: ActionCall['params']): readonly Condition[] {
  const queries = listOf(params, 'query')
  if (queries.length === 0) throw ckanErrors.missing('query')
  return queries.map((query) => {
    const colon = query.indexOf(':')
    if (colon <= 0) throw ckanErrors.invalid({ query: [`Must be <field>:<value> pair(s): ${query}`] })
    const field = query.slice(0, colon)
    if (!FIELDS.has(field)) throw ckanErrors.invalid({ query: [`Field "${field}" not recognised in resource_search.`] })
    return { field, term: query.slice(colon + 1) }
  })
}

/** A plain value as text; lists and objects are none. */
function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function fits(resource: CkanResource, { field, term }: Condition): boolean {
  const value = wordOf(resource[field])
  if (field === 'hash') return value.startsWith(term) || value.replace(/^[a-z0-9]+:/, '').startsWith(term)
  return value.toLowerCase().includes(term.toLowerCase())
}

/** Looks through the resources of every dataset whose words could fit. */
async function scan(deps: CkanDeps, conditions: readonly Condition[], signal: AbortSignal): Promise<CkanResource[]> {
  const store = await requireStore(deps)
  const candidates = await likely(deps, conditions)
  const found: CkanResource[] = []
  for (let at = 0; at < candidates.length && !signal.aborted; at += SCANNED_AT_ONCE) {
    const ids = candidates.slice(at, at + SCANNED_AT_ONCE).map((doc) => store.ids[doc] ?? '')
    for (const dict of await deps.shelf.dicts.jsonOf(ids)) {
      const { resources } = JSON.parse(dict) as CkanPackage
      found.push(...resources.filter((resource) => conditions.every((condition) => fits(resource, condition))))
    }
  }
  return found
}

const PARTS_OF: Readonly<Record<string, number>> = {
  name: PARTS.res_name,
  description: PARTS.res_description,
  url: PARTS.res_url,
}

/** Datasets that could have a fitting resource: by the words its field must contain, or by its format. */
async function likely(deps: CkanDeps, conditions: readonly Condition[]): Promise<readonly number[]> {
  const store = await requireStore(deps)
  const fitting = store.living().slice()
  for (const { field, term } of conditions) {
    const part = PARTS_OF[field]
    if (part !== undefined) for (const piece of piecesOf(term)) keepCommon(fitting, holding(store, piece, part))
    if (field === 'format') keepCommon(fitting, ofFormat(store, term.toLowerCase()))
  }
  if (countBits(fitting) > MOST_SCANNED) {
    throw ckanErrors.invalid({ query: ['Too many datasets could fit: add another condition, such as format:CSV.'] })
  }
  return Array.from({ length: store.size() }, (_, doc) => doc).filter((doc) => hasBit(fitting, doc))
}

function piecesOf(term: string): readonly string[] {
  return wordsOf(term).map(({ folded }) => folded)
}

function holding(store: PackageStore, piece: string, part: number): Bits {
  const bits = noBits(store.size())
  for (const [word, { docs, marks, count }] of store.words) {
    if (!word.includes(piece)) continue
    for (let i = 0; i < count; i++) if ((marks[i] as number) & part) setBit(bits, docs[i] as number)
  }
  return bits
}

function ofFormat(store: PackageStore, term: string): Bits {
  const bits = noBits(store.size())
  for (const [value, { docs, count }] of store.fields.get('res_format')?.values ?? []) {
    if (!value.toLowerCase().includes(term)) continue
    for (let i = 0; i < count; i++) setBit(bits, docs[i] as number)
  }
  return bits
}
