import type { CkanPackage } from '../../../../formats/ckan/index.ts'
import type { Actor } from '../../../identity/index.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { draftPackage, findDraft } from './draft-package.ts'

/** A dataset by id or name: what is public, else the open draft of somebody who may see it; 404 otherwise. */
export async function findPackage(deps: CkanDeps, actor: Actor, idOrName: string): Promise<CkanPackage> {
  const entry = await deps.entries.one(idOrName)
  if (entry) {
    const [dataset] = await deps.shelf.dicts.packagesOf([entry])
    if (dataset) return dataset
  }
  const draft = await findDraft(deps, actor, idOrName)
  if (!draft) throw ckanErrors.notFound()
  return draftPackage(deps, draft)
}
