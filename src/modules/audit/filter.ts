import Type, { type Static } from 'typebox'
import { AppError } from '../../platform/errors.ts'
import type { AgencyReader } from '../identity/index.ts'

const optionalText = (pattern: string, maxLength: number) => Type.String({ default: '', pattern, maxLength })

/** What a reader of the evidence may ask for; an empty field asks for nothing. */
export const RecordQuery = Type.Object({
  agency: optionalText('^[0-9A-Za-z.]*$', 40),
  actor: Type.String({ default: '', maxLength: 200 }),
  resource: optionalText('^([0-9a-f-]{36})?$', 36),
  action: optionalText('^[a-z.-]*$', 80),
  from: optionalText('^(\\d{4}-\\d{2}-\\d{2})?$', 10),
  to: optionalText('^(\\d{4}-\\d{2}-\\d{2})?$', 10),
  /** Records before this one; the list goes from new to old. */
  before: Type.Integer({ default: 0, minimum: 0 }),
})

export type RecordQuery = Static<typeof RecordQuery>

/** A query made precise: agency with all below it, days as instants. */
export interface RecordFilter {
  readonly agencyIds: readonly string[] | undefined
  readonly actor: string | undefined
  readonly resourceId: string | undefined
  readonly action: string | undefined
  readonly from: Date | undefined
  readonly until: Date | undefined
}

const DAY_MS = 86_400_000

/** Days are those of Viet Nam; the last one is included. */
export async function filterOf(query: RecordQuery, agencies: AgencyReader): Promise<RecordFilter> {
  const agency = query.agency === '' ? undefined : await agencies.byCode(query.agency)
  if (query.agency !== '' && !agency) throw unknownAgency(query.agency)
  const to = dayOf(query.to)
  return {
    agencyIds: agency && [...(await agencies.descendants(agency.id))],
    actor: query.actor.trim() || undefined,
    resourceId: query.resource || undefined,
    action: query.action || undefined,
    from: dayOf(query.from),
    until: to && new Date(to.getTime() + DAY_MS),
  }
}

function dayOf(text: string): Date | undefined {
  if (text === '') return undefined
  const day = new Date(`${text}T00:00:00+07:00`)
  if (Number.isNaN(day.getTime())) {
    throw new AppError('invalid', 'audit.bad-date', {
      vi: `“${text}” không phải một ngày.`,
      en: `"${text}" is not a date.`,
    })
  }
  return day
}

function unknownAgency(code: string): AppError {
  return new AppError('not-found', 'audit.unknown-agency', {
    vi: `Không có cơ quan mang mã “${code}”.`,
    en: `There is no agency with code "${code}".`,
  })
}
