import { toTag } from '../../../../formats/ckan/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { fold } from '../../../../platform/text.ts'
import { type ActionCall, type Actions, booleanOf, listOf, reading, requireText, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { counts, datasetsWith } from './lists.ts'

const MOST_TAGS = 100_000
/** Keywords, read as free tags; there are no tag vocabularies. */
export function tagReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'tag_list',
    reading('Tags: names, or dicts with all_fields; query.', async ({ params }) => {
      const names = await tagNames(deps, params)
      return booleanOf(params, 'all_fields', false) ? names.map(dictOf) : names
    }),
  )
  actions.set(
    'tag_show',
    reading('One tag by name or id; include_datasets.', async ({ params }) => showTag(deps, params)),
  )
  actions.set(
    'tag_search',
    reading('Tags that contain query; offset, limit.', async ({ params }) => {
      const names = await tagNames(deps, params)
      const offset = wholeOf(params, 'offset', { fallback: 0 })
      const limit = wholeOf(params, 'limit', { fallback: MOST_TAGS, most: MOST_TAGS })
      return { count: names.length, results: names.slice(offset, offset + limit).map(dictOf) }
    }),
  )
  actions.set(
    'tag_autocomplete',
    reading('Names of tags that contain query; limit.', async ({ params }) => completeTag(deps, params)),
  )
  actions.set(
    'vocabulary_list',
    reading('Tag vocabularies: none, tags are free.', () => []),
  )
  actions.set(
    'vocabulary_show',
    reading('One tag vocabulary: there are none.', ({ params }) => {
      requireText(params, 'id')
      throw ckanErrors.notFound()
    }),
  )
}

export async function completeTag(deps: CkanDeps, params: ActionCall['params']): Promise<readonly string[]> {
  const names = await tagNames(deps, params)
  return names.slice(0, wholeOf(params, 'limit', { fallback: 10, most: 1000 }))
}

function dictOf(name: string) {
  const { id, display_name } = toTag(name)
  return { id, name, display_name, vocabulary_id: null }
}

async function tagNames(deps: CkanDeps, params: ActionCall['params']): Promise<readonly string[]> {
  if (listOf(params, 'vocabulary_id').length > 0) throw ckanErrors.notFound()
  const words = [...listOf(params, 'query'), ...listOf(params, 'q'), ...listOf(params, 'incomplete')].map(fold)
  const names = [...(await counts(deps, 'tags')).keys()].sort()
  return words.length === 0 ? names : names.filter((name) => words.some((word) => fold(name).includes(word)))
}

async function showTag(deps: CkanDeps, params: ActionCall['params']) {
  const key = requireText(params, 'id')
  const names = await counts(deps, 'tags')
  const isName = names.has(key)
  const name = isName || !isUuid(key) ? key : [...names.keys()].find((each) => toTag(each).id === key)
  if (name === undefined || !names.has(name)) throw ckanErrors.notFound()
  const includes = booleanOf(params, 'include_datasets', false)
  return { ...dictOf(name), ...(includes ? { packages: await datasetsWith(deps, 'tags', name) } : {}) }
}
