import { isUuid } from '../../../../platform/ids.ts'
import type { DraftView } from '../../../datasets/index.ts'
import type { Actor } from '../../../identity/index.ts'
import { findDraft } from '../actions/draft-package.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'

/** Says who must show a token, before anything is looked up. */
export function requireToken(actor: Actor, action: string): void {
  if (actor.kind === 'visitor') throw ckanErrors.denied(`Action ${action} requires an authenticated user`)
}

/** The dataset a write is about, whether the public sees it or not; 404 for none. Rights are the use case's to check. */
export async function requireDataset({ catalog }: CkanDeps, idOrName: string) {
  const { reader } = catalog
  const resource = isUuid(idOrName)
    ? await reader.resource(idOrName.toLowerCase())
    : await reader.bySlug(idOrName.replaceAll('_', '-'))
  if (resource?.kind !== 'dataset') throw ckanErrors.notFound()
  return resource
}

/** The draft to write into: the open one, or a new one on what is published. Refuses one that waits for review. */
export async function openDraft(deps: CkanDeps, actor: Actor, idOrName: string): Promise<DraftView> {
  const resource = await requireDataset(deps, idOrName)
  const open = await findDraft(deps, actor, resource.id)
  if (open?.change.state === 'draft') return open
  if (open) {
    throw ckanErrors.invalid({
      message:
        'This dataset waits for review and cannot be changed now. An approver can send it back; after that, write again.',
    })
  }
  // Asserts the right to write at this agency, and that there is something to start from.
  const draft = await deps.catalog.startChange(actor, resource.id)
  return deps.datasets.viewDraft(actor, draft.id)
}
