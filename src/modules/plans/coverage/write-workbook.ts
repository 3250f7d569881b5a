import type { Agency } from '../../identity/index.ts'
import { percent } from '../progress/model.ts'
import type { Coverage, IssuedPlan } from './model.ts'
import { STATES } from './report.ts'

type Cell = string | number | null

interface Sheet {
  readonly name: string
  readonly heads: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Who has issued a plan of a kind and who has not, as a workbook. */
export function kindWorkbook(coverage: Coverage): Promise<Uint8Array> {
  return workbookOf([{ ...agencySheet(coverage), name: 'Cơ quan' }])
}

/** All kinds, every agency that must issue one, and how far the open data plans have come, as a workbook. */
export function coverageWorkbook(
  all: readonly Coverage[],
  { plans, agencies }: { plans: readonly IssuedPlan[]; agencies: ReadonlyMap<string, Agency> },
): Promise<Uint8Array> {
  const kinds: Sheet = {
    name: 'Loại kế hoạch',
    heads: ['Loại kế hoạch', 'Đã ban hành', 'Phải ban hành', 'Tỷ lệ (%)', 'Chỉ tiêu (%)', 'Hạn'],
    widths: [60, 12, 14, 10, 12, 12],
    rows: all.map(({ kind, duty, issued, wanted }) => [
      kind.name.vi,
      issued,
      wanted,
      percent(issued, wanted),
      duty?.share ?? null,
      duty?.due ?? '',
    ]),
  }
  const progress: Sheet = {
    name: 'Tiến độ dữ liệu mở',
    heads: [
      'Mã cơ quan',
      'Cơ quan',
      'Kế hoạch',
      'Số bộ dữ liệu',
      'Đã công bố',
      'Đúng hạn',
      'Quá hạn',
      'Còn đúng hạn cập nhật',
    ],
    widths: [12, 44, 60, 12, 12, 12, 12, 20],
    rows: plans
      .filter(({ counts }) => counts.items > 0)
      .map(({ agencyId, title, counts }) => [
        agencies.get(agencyId)?.code ?? '',
        agencies.get(agencyId)?.name ?? '',
        title,
        counts.items,
        counts.published,
        counts.onTime,
        counts.late,
        counts.fresh,
      ]),
  }
  const lists = all.map((coverage, index) => ({ ...agencySheet(coverage), name: `Cơ quan ${index + 1}` }))
  return workbookOf([kinds, progress, ...lists])
}

function agencySheet({ kind, rows }: Coverage): Omit<Sheet, 'name'> {
  return {
    heads: [
      'Loại kế hoạch',
      'Mã cơ quan',
      'Cơ quan',
      'Tình trạng',
      'Kế hoạch',
      'Số, ký hiệu',
      'Ngày ban hành',
      'Từ ngày',
      'Đến ngày',
      'Số bộ dữ liệu',
      'Đã công bố',
      'Quá hạn',
    ],
    widths: [40, 12, 44, 18, 60, 20, 14, 12, 12, 12, 12, 10],
    rows: rows.map(({ agency, state, plan }) => [
      kind.name.vi,
      agency.code,
      agency.name,
      STATES[state],
      ...planCells(plan),
    ]),
  }
}

function planCells(plan: IssuedPlan | undefined): readonly Cell[] {
  if (!plan) return ['', '', '', '', '', null, null, null]
  const { title, number, issuedOn, period, counts } = plan
  const words = [title, number, issuedOn, period.from, period.to].map((word) => word ?? '')
  return [...words, counts.items, counts.published, counts.late]
}

async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets: sheets.map(({ name, heads, widths, rows }) => ({
      name,
      columns: widths.map((width) => ({ width })),
      freezePane: { rows: 1 },
      rows: [[...heads], ...rows.map((row) => [...row])],
    })),
  })
}
