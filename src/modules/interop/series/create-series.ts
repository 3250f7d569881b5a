import { cleanText } from '../../../platform/text.ts'
import { type Draft, emptyRecord, type ResourceRecord, SERIES } from '../../catalog/index.ts'
import { type Actor, type Form, textIn } from '../../identity/index.ts'
import type { SeriesDeps } from './deps.ts'
import { errors } from './errors.ts'

/** Opens a series of an agency as a draft; people who may write drafts there. */
export async function createSeries(deps: SeriesDeps, actor: Actor, form: Form): Promise<Draft> {
  const agency = await deps.identity.agencies.byCode(textIn(form, 'agency'))
  if (!agency) throw errors.agencyNotFound(textIn(form, 'agency'))
  const contact = {
    name: agency.name,
    ...(agency.contactPhone ? { phone: agency.contactPhone } : {}),
    ...(agency.contactEmail ? { email: agency.contactEmail } : {}),
  }
  const record = fitting(seriesRecord({ ...emptyRecord(''), contact }, form))
  if (record.title.vi === '') throw errors.needsTitle()
  return deps.catalog.createResource(actor, { kind: SERIES, agencyId: agency.id, record })
}

/** The description as the form says it. */
export function seriesRecord(before: ResourceRecord, form: Form): ResourceRecord {
  const text = (name: string) => cleanText(textIn(form, name))
  const both = (name: string) => {
    const en = text(`${name}.en`)
    return { vi: text(`${name}.vi`), ...(en ? { en } : {}) }
  }
  return { ...before, title: both('title'), description: both('description') }
}

const TEXT_MAX = 20_000

/** Throws where the description is too long; the catalogue looks after the title. */
export function fitting(record: ResourceRecord): ResourceRecord {
  if (Object.values(record.description).some((each) => each.length > TEXT_MAX)) throw errors.tooLong(TEXT_MAX)
  return record
}
