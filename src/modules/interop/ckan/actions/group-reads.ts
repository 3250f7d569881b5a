import { type CkanGroup, toGroup } from '../../../../formats/ckan/index.ts'
import type { Vocabulary } from '../../../../formats/model.ts'
import { fold } from '../../../../platform/text.ts'
import { readSeedLists } from '../../../codes/index.ts'
import { type ActionCall, type Actions, booleanOf, listOf, reading, requireText, textOf, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { counts, datasetsWith, listed, sortOrganizations, suggest } from './lists.ts'

// CKAN groups always have been created at some moment; code lists have not.
const LONG_AGO = '2000-01-01T00:00:00.000000'

/** Themes, read as groups. */
export function groupReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'group_list',
    reading('Groups (themes): names, or dicts with all_fields; q, sort, limit, offset, groups.', (call) =>
      list(deps, call),
    ),
  )
  actions.set(
    'group_show',
    reading('One group by id or name; include_datasets.', async ({ params }) => {
      const group = await findGroup(deps, requireText(params, 'id'))
      const includes = booleanOf(params, 'include_datasets', false)
      const packages = includes ? { packages: await datasetsWith(deps, 'groups', group.name) } : {}
      return { ...dictOf(group, await counts(deps, 'groups')), ...packages }
    }),
  )
  actions.set(
    'group_package_show',
    reading('Datasets of a group; id, limit.', async ({ params }) => {
      const group = await findGroup(deps, requireText(params, 'id'))
      const limit = wholeOf(params, 'limit', { fallback: 1000, most: 1000 })
      return (await datasetsWith(deps, 'groups', group.name)).slice(0, limit)
    }),
  )
  actions.set(
    'group_autocomplete',
    reading('Groups whose name or title contains q; limit.', async ({ params }) =>
      suggest(await readGroups(deps), params),
    ),
  )
  actions.set(
    'group_list_authz',
    reading('Groups the caller may edit: none, themes are a code list.', () => []),
  )
}

/** A theme by its code or id; 404 for anything else. */
export async function findGroup(deps: CkanDeps, key: string): Promise<CkanGroup> {
  const group = (await readGroups(deps)).find(({ id, name }) => id === key || name === key)
  if (!group) throw ckanErrors.notFound()
  return group
}

const known = new WeakMap<Vocabulary, Promise<readonly CkanGroup[]>>()

/** Every theme of the built-in list, read once. */
async function readGroups({ vocabulary }: CkanDeps): Promise<readonly CkanGroup[]> {
  const groups =
    known.get(vocabulary) ?? codesOf('theme').then((codes) => codes.flatMap((code) => toGroup(code, vocabulary) ?? []))
  known.set(vocabulary, groups)
  return groups
}

/** Codes of a built-in list, in its order. */
export async function codesOf(list: string): Promise<readonly string[]> {
  const found = (await readSeedLists()).find(({ id }) => id === list)
  return (found?.items ?? []).map(({ code }) => code)
}

async function list(deps: CkanDeps, { params }: ActionCall) {
  const packageCounts = await counts(deps, 'groups')
  const wanted = new Set(listOf(params, 'groups', { commas: true }))
  const q = fold(textOf(params, 'q') ?? '')
  const shown = (await readGroups(deps)).filter(
    ({ id, name, title }) =>
      (wanted.size === 0 || wanted.has(name) || wanted.has(id)) &&
      (q === '' || name.includes(q) || fold(title).includes(q)),
  )
  return listed(sortOrganizations(shown, packageCounts, params), params, (group) => dictOf(group, packageCounts))
}

function dictOf(group: CkanGroup, packageCounts: ReadonlyMap<string, number>) {
  return {
    ...group,
    type: 'group',
    image_url: '',
    created: LONG_AGO,
    is_organization: false,
    approval_status: 'approved',
    state: 'active',
    package_count: packageCounts.get(group.name) ?? 0,
    num_followers: 0,
    extras: [],
    groups: [],
    tags: [],
    users: [],
  }
}
