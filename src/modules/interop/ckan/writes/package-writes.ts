import { AppError } from '../../../../platform/errors.ts'
import { emptyRecord, type ResourceRecord } from '../../../catalog/index.ts'
import type { DraftView } from '../../../datasets/index.ts'
import { type ActionAnswer, type ActionCall, type Actions, type Params, requireText, textOf } from '../action.ts'
import { draftPackage } from '../actions/draft-package.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { readOwners } from '../packages/owners.ts'
import { type GivenLink, linksIn, refuseRemovals } from './links.ts'
import { openDraft, requireDataset, requireToken } from './open-draft.ts'
import { recordOf, requireName, wholeRecordOf } from './record-of.ts'

const REVIEW =
  'Nothing written here is public at once: it is a draft (state "draft") until an approver of the agency agrees. ' +
  'state "active" sends it for review; `review` in the answer says what it waits for.'

/** Datasets, written: by the same steps, rights and reviews as on the pages. */
export function packageWrites(actions: Actions, deps: CkanDeps): void {
  add(
    actions,
    'package_create',
    `Opens a dataset; name, owner_org, title, notes, tags, groups, license_id, resources. ${REVIEW}`,
    (call) => create(deps, call),
  )
  add(actions, 'package_update', `Replaces the description of a dataset; id. ${REVIEW}`, (call) =>
    change(deps, call, wholeRecordOf),
  )
  add(actions, 'package_patch', `Changes the fields given; id. ${REVIEW}`, (call) => change(deps, call, recordOf))
  add(
    actions,
    'package_delete',
    'Drops a draft, or withdraws what is public (an approver’s right); id, reason.',
    (call) => remove(deps, call),
  )
  for (const name of ['organization_create', 'organization_update', 'organization_patch', 'organization_delete']) {
    refuse(actions, name, 'organizations are the agencies of the register and are kept on its pages')
  }
  for (const name of ['group_create', 'group_update', 'group_patch', 'group_delete']) {
    refuse(actions, name, 'groups are the themes of a code list')
  }
  refuse(actions, 'dataset_purge', 'nothing is erased by API; a steward asks for erasure on the pages')
}

function add(
  actions: Actions,
  name: string,
  ...[help, run]: readonly [help: string, run: (call: ActionCall) => Promise<ActionAnswer>]
): void {
  actions.set(name, {
    writes: true,
    help,
    run: async (call) => {
      requireToken(call.actor, name)
      return run(call)
    },
  })
}

function refuse(actions: Actions, name: string, why: string): void {
  actions.set(name, {
    writes: true,
    help: `Not offered: ${why}.`,
    run: () => Promise.reject(ckanErrors.denied(why)),
  })
}

async function create(deps: CkanDeps, { actor, params }: ActionCall): Promise<ActionAnswer> {
  const slug = requireName(params)
  const agency = await ownerOf(deps, params)
  const title = textOf(params, 'title') ?? requireText(params, 'name')
  const record = recordOf({ ...params, title }, emptyRecord(title), deps)
  const links = linksIn(params)
  const draft = await deps.datasets.createDataset(actor, { agency, title: record.title.vi, slug, record })
  try {
    await addLinks(deps, actor, { changeId: draft.id, links })
  } catch (error) {
    // A dataset of which half was refused is none.
    await deps.catalog.discardChange(actor, draft.id)
    throw error
  }
  return finish(deps, { actor, params, changeId: draft.id })
}

async function ownerOf(deps: CkanDeps, params: Params): Promise<string> {
  const key = textOf(params, 'owner_org')
  if (key === undefined) throw ckanErrors.invalid({ owner_org: ['An organization must be provided'] })
  const owner = (await readOwners(deps, deps.shelf.dicts)).find(key)
  const agency = owner && (await deps.identity.agencies.byId(owner.id))
  if (!agency) throw ckanErrors.invalid({ owner_org: ['Organization does not exist'] })
  return agency.code
}

interface Linking {
  readonly changeId: string
  readonly links: readonly GivenLink[]
}

async function addLinks(deps: CkanDeps, actor: ActionCall['actor'], { changeId, links }: Linking): Promise<void> {
  const faults: Record<string, readonly string[]>[] = []
  for (const { url, title } of links) {
    try {
      await deps.datasets.addLink(actor, { changeId, url, title })
      faults.push({})
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      faults.push({ url: [error.said.en] })
    }
  }
  if (faults.some((fault) => Object.keys(fault).length > 0)) throw ckanErrors.invalid({ resources: faults })
}

type ReadRecord = (params: Params, base: ResourceRecord, context: CkanDeps) => ResourceRecord

async function change(deps: CkanDeps, call: ActionCall, read: ReadRecord): Promise<ActionAnswer> {
  const { actor, params } = call
  const view = await openDraft(deps, actor, requireText(params, 'id', 'name'))
  const { change: draft, proposed } = view
  refuseRemovals(params, proposed)
  const record = read(params, draft.record, deps)
  await deps.catalog.saveDraft(actor, { changeId: draft.id, revision: draft.revision, record, keepsName: true })
  const known = new Set(proposed.flatMap(({ distribution }) => [distribution.id, distribution.url ?? '']))
  const links = linksIn(params).filter(({ id, url }) => !known.has(id ?? '') && !known.has(url))
  await addLinks(deps, actor, { changeId: draft.id, links })
  return finish(deps, { actor, params, changeId: draft.id })
}

interface Finishing {
  readonly actor: ActionCall['actor']
  readonly params: Params
  readonly changeId: string
}

/** The dataset as it is now; `state: "active"` sends it for review when nothing is missing. */
async function finish(deps: CkanDeps, { actor, params, changeId }: Finishing): Promise<ActionAnswer> {
  let view = await deps.datasets.viewDraft(actor, changeId)
  if (textOf(params, 'state') === 'active') view = await sendForReview(deps, actor, view)
  const result = await draftPackage(deps, view)
  return { result, beside: { changed_entities: { package: [result.id] } } }
}

async function sendForReview(deps: CkanDeps, actor: ActionCall['actor'], before: DraftView): Promise<DraftView> {
  const view = before.missing.length > 0 ? await complete(deps, actor, before) : before
  const isRead = view.sources.every(({ state }) => state === 'read')
  if (!isRead || view.missing.length > 0 || view.proposed.length === 0) return view
  await deps.catalog.submitChange(actor, view.change.id)
  return deps.datasets.viewDraft(actor, view.change.id)
}

/** What CKAN does not ask for (cycle, licence, theme) is filled in as for a file sent by the command line. */
async function complete(deps: CkanDeps, actor: ActionCall['actor'], view: DraftView): Promise<DraftView> {
  const { id: changeId, revision } = view.change
  await deps.catalog.saveDraft(actor, { changeId, revision, record: view.completed, keepsName: true })
  return deps.datasets.viewDraft(actor, changeId)
}

async function remove(deps: CkanDeps, { actor, params }: ActionCall): Promise<ActionAnswer> {
  const resource = await requireDataset(deps, requireText(params, 'id'))
  const open = await deps.catalog.reader.openChange(resource.id)
  if (resource.state !== 'published') {
    if (!open) throw ckanErrors.notFound()
    await deps.catalog.discardChange(actor, open.id)
  } else {
    const reason = textOf(params, 'reason') ?? 'Thu hồi bằng giao diện lập trình (package_delete).'
    await deps.catalog.withdrawResource(actor, { resourceId: resource.id, reason, decision: { text: reason } })
  }
  return { result: null, beside: { changed_entities: { package: [resource.id] } } }
}
