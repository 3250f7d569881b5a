import { organizationName } from '../../../formats/ckan/names.ts'
import type { Agency } from '../../identity/index.ts'
import type { InteropDeps } from '../deps.ts'
import { errors } from './errors.ts'

/** An agency by its code, its id, or its CKAN name; throws when there is none. */
export async function findAgency({ identity }: InteropDeps, given: string): Promise<Agency> {
  const tree = await identity.agencies.tree()
  const found =
    tree.byCode(given) ??
    tree.byId(given.toLowerCase()) ??
    tree.all.find(({ code }) => organizationName(code) === given)
  if (!found) throw errors.agencyNotFound(given)
  return found
}
