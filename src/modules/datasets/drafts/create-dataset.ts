import type { Static } from 'typebox'
import { AppError } from '../../../platform/errors.ts'
import { type Draft, emptyRecord } from '../../catalog/index.ts'
import { type Actor, agencyInCharge } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { NewDataset } from './schema.ts'

/** Opens a dataset of an agency, named by its code, former code or old-form code. */
export async function createDataset(
  deps: DatasetsDeps,
  actor: Actor,
  input: Static<typeof NewDataset> & { readonly slug?: string | undefined },
): Promise<Draft> {
  const agency = agencyInCharge(await deps.agencies.tree(), input.agency)
  if (!agency) throw unknownAgency(input.agency)
  const contact = { ...contactOf(agency), ...input.record?.contact }
  const record = {
    ...emptyRecord(input.title),
    ...input.record,
    contact,
    title: { vi: input.title, ...input.record?.title },
  }
  return deps.catalog.createResource(actor, { kind: 'dataset', agencyId: agency.id, record, slug: input.slug })
}

function contactOf(agency: { name: string; contactPhone: string | undefined; contactEmail: string | undefined }) {
  return {
    name: agency.name,
    ...(agency.contactPhone ? { phone: agency.contactPhone } : {}),
    ...(agency.contactEmail ? { email: agency.contactEmail } : {}),
  }
}

function unknownAgency(code: string): AppError {
  return new AppError('invalid', 'datasets.unknown-agency', {
    vi: `Không có cơ quan nào mang mã "${code.slice(0, 60)}".`,
    en: `No agency has the code "${code.slice(0, 60)}".`,
    fields: [{ field: 'agency', message: { vi: 'Mã cơ quan không đúng.', en: 'The agency code is wrong.' } }],
  })
}
