import type { CkanPackage } from '../../../../formats/ckan/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import type { Change } from '../../../catalog/index.ts'
import type { DraftView, Held, HeldBrief } from '../../../datasets/index.ts'
import { type Actor, can } from '../../../identity/index.ts'
import { entryOf } from '../../entries/entry-of.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'

/** The open draft of a dataset, by id or name, for those who may see drafts of its agency. */
export async function findDraft(deps: CkanDeps, actor: Actor, idOrName: string): Promise<DraftView | undefined> {
  const { reader } = deps.catalog
  const resource = isUuid(idOrName) ? await reader.resource(idOrName.toLowerCase()) : await reader.bySlug(idOrName)
  if (resource?.kind !== 'dataset' || !can(actor, 'catalog.draft.read', resource)) return undefined
  const change = await reader.openChange(resource.id)
  return change && deps.datasets.viewDraft(actor, change.id)
}

/** A draft as a dataset that is not public yet: `state: "draft"`, and `review` says what it waits for. */
export async function draftPackage(deps: CkanDeps, view: DraftView): Promise<CkanPackage> {
  const { change, resource } = view
  const tree = await deps.identity.agencies.tree()
  const held = new Map([[resource.id, view.proposed.map(briefOf)]])
  const dates = { firstPublishedAt: resource.firstPublishedAt ?? resource.createdAt, publishedAt: change.updatedAt }
  const proposed = { ...resource, ...dates, record: change.record }
  const entry = entryOf(proposed, { publicUrl: deps.publicUrl, tree, held })
  const [dataset] = entry ? await deps.shelf.dicts.packagesOf([entry]) : []
  if (!dataset) throw ckanErrors.notFound()
  return {
    ...dataset,
    private: change.record.classification !== 'open',
    state: 'draft',
    review: {
      state: change.state,
      change: change.id,
      published_version: resource.state === 'published' ? resource.version : null,
      message: messageOf(change),
      missing: view.missing.map(({ field, message }) => ({ field, message: message.en })),
      files: view.sources.map(({ id, fileName, state, failure }) => ({
        id,
        name: fileName,
        state,
        message: failure?.en ?? '',
      })),
    },
  }
}

const WAITING: Readonly<Record<string, string>> = {
  draft: 'This is a draft: it is not public and has not been sent for review.',
  in_review: 'This waits for an approver of the agency; the public sees nothing of it yet.',
  scheduled: 'This has been approved and will be published at its hour.',
}

function messageOf(change: Change): string {
  return WAITING[change.state] ?? ''
}

function briefOf({ distribution, version }: Held): HeldBrief {
  return {
    id: distribution.id,
    resourceId: distribution.resourceId,
    kind: distribution.kind,
    name: distribution.name,
    url: distribution.url,
    version: version.number ?? 0,
    title: version.title,
    digest: version.digest,
    bytes: version.bytes,
    mediaType: version.mediaType,
    format: version.format,
    rows: version.rows,
    publishedAt: version.publishedAt ?? version.createdAt,
  }
}
