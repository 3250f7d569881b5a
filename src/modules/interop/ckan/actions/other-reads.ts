import { naiveUtc, namedId, toLicense } from '../../../../formats/ckan/index.ts'
import { type Change, readPublications } from '../../../catalog/index.ts'
import { type ActionCall, type Actions, reading, requireText, textOf, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { readOwners } from '../packages/owners.ts'
import { requireStore } from '../search/answer-search.ts'
import { searchPackages } from '../search/package-search.ts'
import { ALL, type Query } from '../search/query.ts'
import { findPackage } from './find-package.ts'
import { codesOf, findGroup } from './group-reads.ts'
import { datasetsWith } from './lists.ts'

const ACTIVITIES = 31

/** Licences, members, the caller, followers and activities. */
export function otherReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'license_list',
    reading('Licences of this catalogue.', async () =>
      (await codesOf('licence')).map((code) => toLicense(code, deps.vocabulary)),
    ),
  )
  actions.set(
    'member_list',
    reading('Datasets of an organization or group as [id, type, capacity]; id, object_type.', (call) =>
      members(deps, call),
    ),
  )
  actions.set(
    'user_show',
    reading('The caller; id may be left out.', (call) => ownUser(call)),
  )
  for (const name of ['dataset', 'group', 'organization'] as const) {
    actions.set(
      `${name}_follower_count`,
      reading('How many follow it: 0, following is by feed.', ({ params }) => {
        requireText(params, 'id')
        return 0
      }),
    )
  }
  actions.set(
    'harvest_source_list',
    reading('Sources harvested by the calling organisation; kept in the desk.', () => []),
  )
  activityReads(actions, deps)
}

function activityReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'package_activity_list',
    reading('Publications of a dataset, the newest first; id, offset, limit.', async ({ actor, params }) => {
      const dataset = await findPackage(deps, actor, requireText(params, 'id'))
      const changes = await readPublications(deps.catalog.db, dataset.id)
      return pageOf(
        changes.map((change) => activityOf(change, dataset.name)),
        params,
      )
    }),
  )
  actions.set(
    'recently_changed_packages_activity_list',
    reading('Datasets changed last; offset, limit.', ({ params }) => changedLast(deps, ALL, params)),
  )
  actions.set(
    'organization_activity_list',
    reading('Datasets of an organization changed last; id, offset, limit.', async ({ params }) => {
      const owner = (await readOwners(deps, deps.shelf.dicts)).find(requireText(params, 'id'))
      if (!owner) throw ckanErrors.notFound()
      return changedLast(deps, isOf('organization', owner.name), params)
    }),
  )
  actions.set(
    'group_activity_list',
    reading('Datasets of a group changed last; id, offset, limit.', async ({ params }) => {
      const { name } = await findGroup(deps, requireText(params, 'id'))
      return changedLast(deps, isOf('groups', name), params)
    }),
  )
}

function isOf(field: string, text: string): Query {
  return { kind: 'term', field, term: { kind: 'phrase', text } }
}

async function changedLast(deps: CkanDeps, filter: Query, params: ActionCall['params']) {
  const store = await requireStore(deps)
  const sort = [{ field: 'metadata_modified', descending: true }]
  const start = wholeOf(params, 'offset', { fallback: 0 })
  const rows = wholeOf(params, 'limit', { fallback: ACTIVITIES, most: 1000 })
  const wish = { query: ALL, filter, sort, start, rows, facets: [], now: deps.clock.now() }
  return searchPackages(store, wish).docs.map((doc) =>
    activity({
      type: 'changed package',
      id: store.ids[doc] ?? '',
      name: store.names[doc] ?? '',
      title: store.titles[doc] ?? '',
      at: new Date(store.numbers.metadata_modified[doc] ?? 0).toISOString(),
    }),
  )
}

function pageOf<Item>(items: readonly Item[], params: ActionCall['params']): readonly Item[] {
  const offset = wholeOf(params, 'offset', { fallback: 0 })
  return items.slice(offset, offset + wholeOf(params, 'limit', { fallback: ACTIVITIES, most: 1000 }))
}

function activityOf(change: Change, name: string) {
  const isFirst = change.state === 'published' && change.publishedVersion === 1
  return activity({
    type: isFirst ? 'new package' : 'changed package',
    id: change.resourceId,
    name,
    title: change.record.title.vi,
    at: change.updatedAt.toISOString(),
  })
}

interface Happened {
  readonly type: 'new package' | 'changed package'
  readonly id: string
  readonly name: string
  readonly title: string
  readonly at: string
}

// Who prepared and who approved stands in the evidence, not in a public list.
function activity({ type, id, name, title, at }: Happened) {
  return {
    id: namedId('activity', `${id} ${at}`),
    timestamp: naiveUtc(at) ?? '',
    user_id: null,
    object_id: id,
    activity_type: type,
    data: { package: { id, name, title } },
  }
}

async function members(deps: CkanDeps, { params }: ActionCall) {
  const key = requireText(params, 'id')
  const type = textOf(params, 'object_type')
  const owner = (await readOwners(deps, deps.shelf.dicts)).find(key)
  const [field, name] = owner
    ? (['organization', owner.name] as const)
    : (['groups', (await findGroup(deps, key)).name] as const)
  if (type !== undefined && type !== 'package') return []
  const datasets = await datasetsWith(deps, field, name)
  return datasets.map(({ id }) => [id, 'package', 'public'])
}

function ownUser({ actor, params }: ActionCall) {
  if (actor.id === undefined) throw ckanErrors.denied('an API token is needed to see a user')
  const wanted = textOf(params, 'id')
  if (wanted !== undefined && wanted !== actor.id && wanted !== actor.name) throw ckanErrors.notFound('User not found')
  return {
    id: actor.id,
    name: actor.id,
    fullname: actor.name,
    display_name: actor.name,
    about: null,
    created: null,
    image_url: '',
    image_display_url: '',
    state: 'active',
    sysadmin: false,
    number_created_packages: 0,
  }
}
