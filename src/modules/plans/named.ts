import { isUuid } from '../../platform/ids.ts'
import type { Resource } from '../catalog/index.ts'
import { type Agency, agencyInCharge } from '../identity/index.ts'
import type { PlansDeps } from './deps.ts'
import { errors } from './errors.ts'

/** The agency of a code, or whoever carries its duties now; throws where there is none. */
export async function agencyNamed({ agencies }: Pick<PlansDeps, 'agencies'>, code: string): Promise<Agency> {
  const agency = agencyInCharge(await agencies.tree(), code)
  if (!agency) throw errors.unknownAgency(code)
  return agency
}

/** The dataset an officer names by id, by slug, or by the address of its page. */
export async function datasetNamed(
  { catalog }: Pick<PlansDeps, 'catalog'>,
  text: string,
): Promise<Resource | undefined> {
  const name = text
    .trim()
    .replace(/^.*\/bo-du-lieu\//, '')
    .replace(/[?#].*$/, '')
  const { reader } = catalog
  const resource = isUuid(name) ? await reader.resource(name) : await reader.bySlug(name)
  return resource?.kind === 'dataset' ? resource : undefined
}
