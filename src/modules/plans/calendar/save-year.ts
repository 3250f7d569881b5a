import { recordAudit } from '../../../platform/audit/index.ts'
import { isDay } from '../../../platform/days.ts'
import { AppError, type FieldProblem, invalidFields } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { recountRequests } from '../requests/recount.ts'
import { readDayLines } from './day-lines.ts'
import { createCalendar } from './model.ts'
import { readYears, writeYear } from './store.ts'

export interface YearEntry {
  readonly year: number
  /** The notice that sets the holidays of the year. */
  readonly document: string
  /** ISO 8601; empty when not known. */
  readonly issuedOn: string
  /** Days as lines, see `readDayLines`. */
  readonly off: string
  readonly work: string
  /** What was read; 0 for a year that was not there. */
  readonly revision: number
}

export interface YearSaved {
  /** Requests whose last day to answer has moved. */
  readonly moved: number
}

export const YEARS = { first: 2000, last: 2100 } as const
const DOCUMENT_MAX = 300

/** Enters the holidays of a year by its notice, and counts anew every time that is still running. */
export async function saveYear(deps: PlansDeps, actor: Actor, entry: YearEntry): Promise<YearSaved> {
  const by = assertCan(actor, 'node.manage')
  const { year, revision } = entry
  if (!Number.isInteger(year) || year < YEARS.first || year > YEARS.last) throw noSuchYear()
  const now = deps.clock.now()
  const { weekend } = await deps.calendar()
  const { document, issuedOn, days } = checked(entry, weekend)
  return deps.db.transaction().execute(async (tx) => {
    const written = { year, document, issuedOn, days, revision, enteredBy: actor.name, enteredAt: now }
    if (!(await writeYear(tx, written))) throw changedMeanwhile()
    const calendar = createCalendar(deps.rules.holidays, await readYears(tx), dayInVietnam(now))
    const moved = await recountRequests(deps, tx, calendar)
    const off = days.filter(({ kind }) => kind === 'off').length
    await recordAudit(tx, {
      action: 'plans.holidays.entered',
      actor: by,
      basis: document,
      details: { year, off, work: days.length - off, moved },
    })
    await announce(tx, { type: 'plans.holidays.entered', version: 1, resourceId: undefined, payload: { year, moved } })
    return { moved }
  })
}

function checked(entry: YearEntry, weekend: readonly number[]) {
  const document = cleanText(entry.document).slice(0, DOCUMENT_MAX)
  const issuedOn = cleanText(entry.issuedOn)
  const off = readDayLines(entry.off, { year: entry.year, kind: 'off', field: 'off', weekend })
  const work = readDayLines(entry.work, { year: entry.year, kind: 'work', field: 'work', weekend })
  const problems: FieldProblem[] = [...off.problems, ...work.problems]
  if (document === '')
    problems.push(
      needs(
        'document',
        'Ghi số, ngày của thông báo hoặc quyết định về lịch nghỉ.',
        'Name the notice that sets the holidays.',
      ),
    )
  if (issuedOn !== '' && !isDay(issuedOn))
    problems.push(needs('issued-on', 'Ngày ban hành chưa đúng.', 'The day of issue is wrong.'))
  if (off.days.length === 0 && off.problems.length === 0)
    problems.push(needs('off', 'Ghi ít nhất một ngày nghỉ.', 'Enter at least one day off.'))
  const both = work.days.find(({ day }) => off.days.some((one) => one.day === day))
  if (both) {
    const day = both.day.split('-').reverse().join('/')
    problems.push(needs('work', `Ngày ${day} vừa nghỉ vừa làm bù.`, `${both.day} is both off and worked.`))
  }
  if (problems.length > 0) throw invalidFields('plans.wrong-holidays', problems)
  return { document, issuedOn: issuedOn || undefined, days: [...off.days, ...work.days] }
}

function needs(field: string, vi: string, en: string): FieldProblem {
  return { field, message: { vi, en } }
}

function noSuchYear(): AppError {
  return invalidFields('plans.wrong-year', [
    needs('year', `Năm từ ${YEARS.first} đến ${YEARS.last}.`, `A year from ${YEARS.first} to ${YEARS.last}.`),
  ])
}

function changedMeanwhile(): AppError {
  return new AppError('conflict', 'plans.holidays-changed', {
    vi: 'Người khác vừa sửa lịch nghỉ năm này. Tải lại trang, xem bản mới rồi sửa tiếp.',
    en: 'Somebody has just changed the holidays of this year. Reload the page and go on from there.',
  })
}
