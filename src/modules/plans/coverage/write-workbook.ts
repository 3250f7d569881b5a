import type { Coverage } from './model.ts'

const HEADS = [
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
]
const STATES = { 'in-force': 'Đã ban hành', ended: 'Đã hết thời kỳ', missing: 'Chưa ban hành' } as const
const WIDTHS = [12, 44, 18, 60, 20, 14, 12, 12, 12, 12, 10]

/** Who has issued a plan of a kind and who has not, as a workbook. */
export async function coverageWorkbook({ rows }: Coverage): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const lines = rows.map(({ agency, state, plan }) => [agency.code, agency.name, STATES[state], ...planCells(plan)])
  return writeXlsx({
    sheets: [
      {
        name: 'Cơ quan',
        columns: WIDTHS.map((width) => ({ width })),
        freezePane: { rows: 1 },
        rows: [HEADS, ...lines],
      },
    ],
  })
}

function planCells(plan: Coverage['rows'][number]['plan']): (string | number | null)[] {
  if (!plan) return ['', '', '', '', '', null, null, null]
  const { title, number, issuedOn, period, counts } = plan
  const words = [title, number, issuedOn, period.from, period.to].map((word) => word ?? '')
  return [...words, counts.items, counts.published, counts.late]
}
