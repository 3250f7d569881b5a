import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../../platform/http/index.ts'
import { formatNumber } from '../../../../ui/index.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import { action, type Form, type FormState, page, queryOf, textIn, UNTOUCHED } from '../../../identity/index.ts'
import type { PlansDeps } from '../../deps.ts'
import { dayLines } from '../day-lines.ts'
import { type HolidayYear, proposedDays } from '../model.ts'
import { saveYear, YEARS } from '../save-year.ts'
import { readYears } from '../store.ts'
import { HOLIDAYS, HolidaysPage } from './holidays-page.tsx'
import { holidayWords } from './words.ts'

const gate = 'node.manage'
const module = 'plans'

/** The operator's page of public holidays. */
export function holidayRoutes(http: Http, deps: PlansDeps): void {
  page(http, {
    path: HOLIDAYS,
    name: 'holidays',
    module,
    summary: 'Lịch nghỉ lễ theo năm',
    gate,
    view: (request) => show(deps, request, UNTOUCHED),
  })
  action(http, {
    path: HOLIDAYS,
    name: 'holidaysSave',
    module,
    summary: 'Lưu lịch nghỉ lễ của một năm',
    gate,
    async run(request, form) {
      const text = (name: string) => textIn(form, name)
      const year = Number(text('year'))
      const { moved } = await saveYear(deps, request.actor, {
        year,
        document: text('document'),
        issuedOn: text('issued-on'),
        off: text('off'),
        work: text('work'),
        revision: Number(text('revision')) || 0,
      })
      return `${HOLIDAYS}?nam=${year}&tinh-lai=${moved}`
    },
    again: (request, state) => show(deps, request, state),
  })
}

async function show(deps: PlansDeps, request: FastifyRequest, { errors, form }: FormState) {
  const years = await readYears(deps.db)
  const query = queryOf(request)
  const year = yearIn(textIn(form, 'year') || textIn(query, 'nam'), nextToEnter(years, dayInVietnam(deps.clock.now())))
  const stored = years.find((one) => one.year === year)
  const entry = errors.length > 0 ? entryFrom(form, year) : entryOf(deps, stored, year)
  return <HolidaysPage request={request} years={years} entry={entry} errors={errors} done={doneSaid(request, year)} />
}

function doneSaid(request: FastifyRequest, year: number): string | undefined {
  const moved = textIn(queryOf(request), 'tinh-lai')
  if (!/^\d{1,7}$/.test(moved)) return undefined
  return holidayWords(request.lang).saved(String(year), formatNumber(Number(moved), request.lang))
}

function yearIn(text: string, otherwise: number): number {
  const year = Number(text)
  return /^\d{4}$/.test(text) && year >= YEARS.first && year <= YEARS.last ? year : otherwise
}

/** This year while it is missing, then the next. */
function nextToEnter(years: readonly HolidayYear[], today: string): number {
  const year = Number(today.slice(0, 4))
  return years.some((one) => one.year === year) ? year + 1 : year
}

function entryFrom(form: Form, year: number) {
  const text = (name: string) => textIn(form, name)
  const [document, issuedOn, off, work] = [text('document'), text('issued-on'), text('off'), text('work')]
  return { year: String(year), document, issuedOn, off, work, revision: Number(text('revision')) || 0 }
}

function entryOf(deps: PlansDeps, stored: HolidayYear | undefined, year: number) {
  const days = stored?.days ?? proposedDays(deps.rules.holidays, year)
  return {
    year: String(year),
    document: stored?.document ?? '',
    issuedOn: stored?.issuedOn ?? '',
    off: dayLines(days.filter(({ kind }) => kind === 'off')),
    work: dayLines(days.filter(({ kind }) => kind === 'work')),
    revision: stored?.revision ?? 0,
  }
}
