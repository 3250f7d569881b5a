import type { CkanOrganization } from '../../../../formats/ckan/index.ts'
import { fold } from '../../../../platform/text.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import { can } from '../../../identity/index.ts'
import { type ActionCall, type Actions, booleanOf, listOf, reading, requireText, textOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { type Owners, readOwners } from '../packages/owners.ts'
import { counts, datasetsWith, listed, sortOrganizations, suggest } from './lists.ts'

const KIND = 'organization'

/** Agencies, read as organizations. */
export function organizationReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    `${KIND}_list`,
    reading('Organizations: names, or dicts with all_fields; q, sort, limit, offset, organizations.', (call) =>
      list(deps, call),
    ),
  )
  actions.set(
    `${KIND}_show`,
    reading('One organization by id, name or agency code; include_datasets.', (call) => show(deps, call)),
  )
  actions.set(
    'organization_autocomplete',
    reading('Organizations whose name or title contains q; limit.', async ({ params }) =>
      suggest((await readOwners(deps, deps.shelf.dicts)).all, params),
    ),
  )
  actions.set(
    'organization_list_for_user',
    reading('Organizations where the caller may prepare datasets.', async ({ actor }) => {
      const owners = await readOwners(deps, deps.shelf.dicts)
      const packageCounts = await counts(deps, 'organization')
      const own = owners.all.filter(({ id }) => can(actor, 'catalog.draft.write', { agencyId: id }))
      return actor.kind === 'visitor' ? [] : own.map((each) => dictOf(each, packageCounts))
    }),
  )
}

async function list(deps: CkanDeps, { params }: ActionCall) {
  const owners = await readOwners(deps, deps.shelf.dicts)
  const packageCounts = await counts(deps, 'organization')
  const day = dayInVietnam(deps.clock.now())
  const wanted = new Set(listOf(params, 'organizations', { commas: true }))
  const q = fold(textOf(params, 'q') ?? '')
  const shown = owners.all.filter(
    ({ id, name, title }) =>
      (wanted.size > 0 ? wanted.has(name) || wanted.has(id) : owners.isInForce(id, day) || packageCounts.has(name)) &&
      (q === '' || name.includes(q) || fold(title).includes(q)),
  )
  const sorted = sortOrganizations(shown, packageCounts, params)
  return listed(sorted, params, (each) => ({
    ...dictOf(each, packageCounts),
    ...(booleanOf(params, 'include_groups', false) ? { groups: groupsOf(each, owners) } : {}),
  }))
}

/** Keys stay there whatever was asked for: harvesters read them without looking. */
function dictOf(organization: CkanOrganization, packageCounts: ReadonlyMap<string, number>) {
  return {
    ...organization,
    display_name: organization.title,
    image_display_url: '',
    package_count: packageCounts.get(organization.name) ?? 0,
    num_followers: 0,
    extras: [],
    groups: [] as readonly unknown[],
    tags: [],
    users: [],
  }
}

// Sub-organizations, in the shape of ckanext-hierarchy.
function groupsOf(
  { id }: CkanOrganization,
  owners: Owners,
): readonly { name: string; title: string; capacity: string }[] {
  return owners.childrenOf(id).flatMap((child) => {
    const found = owners.find(child)
    return found ? [{ name: found.name, title: found.title, capacity: 'public' }] : []
  })
}

async function show(deps: CkanDeps, { params }: ActionCall) {
  const owners = await readOwners(deps, deps.shelf.dicts)
  const organization = owners.find(requireText(params, 'id'))
  if (!organization) throw ckanErrors.notFound()
  const includes = booleanOf(params, 'include_datasets', false)
  return {
    ...dictOf(organization, await counts(deps, 'organization')),
    groups: groupsOf(organization, owners),
    ...(includes ? { packages: await datasetsWith(deps, 'organization', organization.name) } : {}),
  }
}
