import { formatDate, formatDateTime, formatNumber } from '../../../ui/index.ts'
import type { Agency } from '../../identity/index.ts'
import type { DocSection, DocTable } from '../document/decision.ts'
import type { Report } from '../document/report.ts'
import { addCounts, type Counts, NO_COUNTS, percent } from '../progress/model.ts'
import type { LegalBasis } from '../rules/model.ts'
import type { Coverage, CoverageRow, CoverageState, IssuedPlan } from './model.ts'

/** What a coverage row is called on paper. */
export const STATES: Readonly<Record<CoverageState, string>> = {
  'in-force': 'Đã ban hành',
  ended: 'Đã hết thời kỳ',
  missing: 'Chưa ban hành',
}

export interface ReportOn {
  readonly now: Date
  readonly publicUrl: string
}

const number = (value: number) => formatNumber(value, 'vi')
const dayOf = (day: string | undefined) => (day ? formatDate(day, 'vi') : '')

/** Who has issued a plan of a kind and who has not, as a document. */
export function kindReport(
  coverage: Coverage,
  { now, publicUrl, basis }: ReportOn & { readonly basis: readonly (LegalBasis & { readonly inForce: boolean })[] },
): Report {
  const { kind, rows, issued, wanted } = coverage
  const missing = rows.filter(({ state }) => state !== 'in-force')
  const section = (head: string, list: readonly CoverageRow[]): DocSection => ({
    head: `${head} (${number(list.length)})`,
    paragraphs: [],
    table: agencyTable(list),
  })
  return {
    title: `Tình hình ban hành: ${kind.name.vi}`,
    said: computedSaid({ now, publicUrl }),
    sections: [
      { head: 'TỔNG HỢP', paragraphs: [sumSaid(coverage), ...targetSaid(coverage)] },
      { head: 'CĂN CỨ', paragraphs: basis.filter(({ inForce }) => inForce).map(basisSaid) },
      ...(missing.length > 0 ? [section('CƠ QUAN CHƯA BAN HÀNH', missing)] : []),
      ...(issued > 0
        ? [
            section(
              'CƠ QUAN ĐÃ BAN HÀNH',
              rows.filter(({ state }) => state === 'in-force'),
            ),
          ]
        : []),
    ].filter(({ paragraphs, table }) => paragraphs.length > 0 || (table !== undefined && wanted > 0)),
  }
}

/** All kinds of plans, and how far the open data plans have come, as a document. */
export function coverageReport(
  all: readonly Coverage[],
  { now, publicUrl, plans, agencies }: ReportOn & Progressing,
): Report {
  const open = plans.filter(({ counts }) => counts.items > 0)
  const total = open.reduce<Counts>((sum, { counts }) => addCounts(sum, counts), NO_COUNTS)
  return {
    title: 'Tình hình ban hành và thực hiện kế hoạch về dữ liệu',
    said: computedSaid({ now, publicUrl }),
    sections: [
      { head: 'BAN HÀNH KẾ HOẠCH THEO LOẠI', paragraphs: [], table: kindTable(all) },
      {
        head: 'TIẾN ĐỘ KẾ HOẠCH DỮ LIỆU MỞ',
        paragraphs: [
          `${number(open.length)} kế hoạch, ${number(total.items)} bộ dữ liệu; đã công bố ${number(total.published)} (${number(percent(total.published, total.items))}%), đúng hạn ${number(total.onTime)}, quá hạn ${number(total.late)}.`,
        ],
        ...(open.length > 0 ? { table: progressTable(open, agencies) } : {}),
      },
    ],
  }
}

interface Progressing {
  readonly plans: readonly IssuedPlan[]
  readonly agencies: ReadonlyMap<string, Pick<Agency, 'name'>>
}

function computedSaid({ now, publicUrl }: ReportOn): string {
  return `Máy tính lúc ${formatDateTime(now, 'vi')} từ danh mục tại ${publicUrl}; không ai gõ số vào.`
}

function sumSaid({ issued, wanted }: Coverage): string {
  return `${number(issued)} trên ${number(wanted)} cơ quan đã ban hành (${number(percent(issued, wanted))}%).`
}

function targetSaid({ duty }: Coverage): readonly string[] {
  if (!duty) return []
  const due = duty.due ? `, hạn ${dayOf(duty.due)}` : ''
  return [`Chỉ tiêu ${number(duty.share)}%${due}.`, ...(duty.note ? [duty.note.vi] : [])]
}

function basisSaid({ document, article, said, evidence }: LegalBasis): string {
  const source = evidence === 'secondary' ? ' (theo nguồn thứ cấp, cần đối chiếu bản gốc)' : ''
  return `${document}, ${article}: ${said.vi}${source}`
}

function kindTable(all: readonly Coverage[]): DocTable {
  return {
    heads: ['TT', 'Loại kế hoạch', 'Đã ban hành', 'Phải ban hành', 'Tỷ lệ', 'Chỉ tiêu', 'Hạn'],
    widths: [0.06, 0.38, 0.11, 0.11, 0.1, 0.1, 0.14],
    rows: all.map(({ kind, duty, issued, wanted }, index) => [
      String(index + 1),
      kind.name.vi,
      number(issued),
      number(wanted),
      `${number(percent(issued, wanted))}%`,
      duty ? `${number(duty.share)}%` : '',
      dayOf(duty?.due),
    ]),
  }
}

function agencyTable(rows: readonly CoverageRow[]): DocTable {
  return {
    heads: ['TT', 'Cơ quan', 'Tình trạng', 'Số, ký hiệu', 'Ngày', 'Đã công bố'],
    widths: [0.07, 0.37, 0.16, 0.17, 0.12, 0.11],
    rows: rows.map(({ agency, state, plan }, index) => [
      String(index + 1),
      agency.name,
      STATES[state],
      plan?.number ?? '',
      dayOf(plan?.issuedOn),
      plan && plan.counts.items > 0 ? `${number(plan.counts.published)}/${number(plan.counts.items)}` : '',
    ]),
  }
}

function progressTable(plans: readonly IssuedPlan[], agencies: Progressing['agencies']): DocTable {
  return {
    heads: ['TT', 'Cơ quan', 'Số bộ', 'Đã công bố', 'Đúng hạn', 'Quá hạn', 'Tỷ lệ'],
    widths: [0.06, 0.44, 0.1, 0.1, 0.1, 0.1, 0.1],
    rows: plans.map(({ agencyId, counts }, index) => [
      String(index + 1),
      agencies.get(agencyId)?.name ?? '',
      ...[counts.items, counts.published, counts.onTime, counts.late].map(number),
      `${number(percent(counts.published, counts.items))}%`,
    ]),
  }
}
