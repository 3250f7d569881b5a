import {
  type ActionAnswer,
  type ActionCall,
  type Actions,
  booleanOf,
  reading,
  requireText,
  textOf,
  wholeOf,
} from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { answerSearch, defaultSchemaOf, requireStore } from '../search/answer-search.ts'
import { hasBit } from '../search/bits.ts'
import type { SortKey } from '../search/orders.ts'
import { wordsOf } from '../search/words.ts'
import { findPackage } from './find-package.ts'

const ALL_ROWS = 1_000_000
const MOST_DICTS = 1000
const MOST_SUGGESTIONS = 100

/** Datasets, read. */
export function packageReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'package_list',
    reading('Names of all datasets, in their order; limit, offset.', (call) => names(deps, call)),
  )
  actions.set('current_package_list_with_resources', {
    writes: false,
    help: 'Datasets with their resources, the newest first; limit, offset or page.',
    run: (call) => newest(deps, call),
  })
  actions.set(
    'package_show',
    reading('One dataset; id is its id or name.', async ({ actor, params }) => {
      const dataset = await findPackage(deps, actor, requireText(params, 'id', 'name_or_id'))
      return booleanOf(params, 'use_default_schema', false) ? defaultSchemaOf(dataset) : dataset
    }),
  )
  actions.set('package_search', {
    writes: false,
    help: 'Searches datasets: q, fq, sort, rows, start, facet.field, facet.limit, facet.mincount, fl.',
    run: ({ params }) => answerSearch(deps, params),
  })
  actions.set(
    'package_autocomplete',
    reading('Datasets whose name or title contains q; limit.', (call) => complete(deps, call)),
  )
}

const BY_NAME: readonly SortKey[] = [{ field: 'name', descending: false }]
const NEWEST: readonly SortKey[] = [{ field: 'metadata_modified', descending: true }]

async function names(deps: CkanDeps, { params }: ActionCall): Promise<readonly string[]> {
  const store = await requireStore(deps)
  const offset = wholeOf(params, 'offset', { fallback: 0 })
  const limit = wholeOf(params, 'limit', { fallback: ALL_ROWS, most: ALL_ROWS })
  const docs = store
    .order(BY_NAME)
    .docs()
    .subarray(offset, offset + limit)
  return Array.from(docs, (doc) => store.names[doc] ?? '')
}

async function newest(deps: CkanDeps, { params }: ActionCall): Promise<ActionAnswer> {
  const store = await requireStore(deps)
  const limit = wholeOf(params, 'limit', { fallback: MOST_DICTS, most: MOST_DICTS })
  const page = textOf(params, 'page') === undefined ? 1 : Math.max(1, wholeOf(params, 'page', { fallback: 1 }))
  const offset = wholeOf(params, 'offset', { fallback: (page - 1) * limit })
  const docs = store
    .order(NEWEST)
    .docs()
    .subarray(offset, offset + limit)
  const dicts = await deps.shelf.dicts.jsonOf(Array.from(docs, (doc) => store.ids[doc] ?? ''))
  return { json: `[${dicts.join(',')}]` }
}

/** Datasets whose name or title contains the words; those that begin with them first. */
export async function complete(deps: CkanDeps, { params }: Pick<ActionCall, 'params'>) {
  const store = await requireStore(deps)
  const q = textOf(params, 'q', 'incomplete')
  if (q === undefined) throw ckanErrors.missing('q')
  const limit = wholeOf(params, 'limit', { fallback: 10, most: MOST_SUGGESTIONS })
  const title = wordsOf(q)
    .map(({ folded }) => folded)
    .join(' ')
  const name = title.replaceAll(' ', '-')
  const living = store.living()
  const found: { doc: number; field: 'name' | 'title'; early: boolean }[] = []
  for (let doc = 0; doc < store.size(); doc++) {
    if (!hasBit(living, doc)) continue
    const inName = (store.names[doc] ?? '').indexOf(name)
    const inTitle = (store.titleKeys[doc] ?? '').indexOf(title)
    if (inName < 0 && inTitle < 0) continue
    found.push({ doc, field: inTitle >= 0 ? 'title' : 'name', early: inName === 0 || inTitle === 0 })
  }
  const early = found.filter((each) => each.early)
  const rest = found.filter((each) => !each.early)
  return [...early, ...rest].slice(0, limit).map(({ doc, field }) => {
    const suggested = { name: store.names[doc] ?? '', title: store.titles[doc] ?? '' }
    return { ...suggested, match_field: field, match_displayed: field === 'name' ? suggested.name : suggested.title }
  })
}
