import type { FieldProblem } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import type { AgencyTree } from '../../identity/index.ts'
import { LEAVE_OUT, SCHEDULES, type Schedule, SOURCE_KINDS, type SourceKind, type SourceMapping } from '../model.ts'
import { manageErrors } from './errors.ts'

/** What an operator says about a source. */
export interface SourceInput {
  readonly name: string
  readonly kind: string
  readonly url: string
  /** Code of the agency that answers for it. */
  readonly agency: string
  readonly contactEmail?: string | undefined
  readonly schedule: string
}

export interface CheckedSource {
  readonly name: string
  readonly kind: SourceKind
  readonly url: string
  readonly agencyId: string
  readonly contactEmail: string | undefined
  readonly schedule: Schedule
}

/** What was typed, cleaned; throws with every field that is wrong. */
export function checkSource(input: SourceInput, agencies: AgencyTree): CheckedSource {
  const name = cleanText(input.name).slice(0, 300)
  const kind = SOURCE_KINDS.find((one) => one === input.kind)
  const schedule = SCHEDULES.find((one) => one === input.schedule)
  const url = webAddress(cleanText(input.url))
  const agency = agencies.byCode(input.agency)
  const contactEmail = cleanText(input.contactEmail ?? '') || undefined
  const problems: FieldProblem[] = []
  const need = (ok: boolean, field: string, [vi, en]: readonly [string, string]) => {
    if (!ok) problems.push({ field, message: { vi, en } })
  }
  need(name !== '', 'name', ['Hãy đặt tên cho nguồn.', 'Name the source.'])
  need(kind !== undefined, 'kind', ['Hãy chọn loại nguồn.', 'Choose the kind of source.'])
  need(url !== undefined, 'url', [
    'Địa chỉ phải bắt đầu bằng http:// hoặc https:// và không kèm mật khẩu.',
    'The address must begin with http:// or https:// and hold no password.',
  ])
  need(agency !== undefined, 'agency', ['Không có cơ quan mang mã này.', 'There is no agency with this code.'])
  need(contactEmail === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contactEmail), 'contactEmail', [
    'Địa chỉ thư chưa đúng.',
    'This is not an e-mail address.',
  ])
  need(schedule !== undefined, 'schedule', ['Hãy chọn lịch đọc.', 'Choose how often it is read.'])
  if (problems.length > 0 || !kind || !schedule || !url || !agency) throw manageErrors.badFields(problems)
  return { name, kind, url, agencyId: agency.id, contactEmail, schedule }
}

function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}

const MOST_PAIRS = 5_000

/** The mapping as it is kept: pairs with both sides, agencies that exist; throws with the lines that are wrong. */
export function checkMapping(given: SourceMapping, agencies: AgencyTree): SourceMapping {
  const problems: FieldProblem[] = []
  const organisations = pairsOf(given.organisations)
  for (const [word, code] of Object.entries(organisations)) {
    if (code === LEAVE_OUT || agencies.byCode(code)) continue
    const vi = `"${word}": không có cơ quan mang mã "${code}".`
    problems.push({ field: 'organisations', message: { vi, en: `"${word}": there is no agency "${code}".` } })
  }
  if (problems.length > 0) throw manageErrors.badFields(problems)
  return { organisations, themes: pairsOf(given.themes), licences: pairsOf(given.licences) }
}

function pairsOf(words: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(words)
    .map(([word, code]) => [cleanText(word).slice(0, 500), cleanText(code).slice(0, 100)] as const)
    .filter(([word, code]) => word !== '' && code !== '')
  return Object.fromEntries(pairs.slice(0, MOST_PAIRS))
}
