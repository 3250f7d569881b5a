import type { CellValue } from 'hucre'
import { isDay } from '../../../platform/days.ts'
import type { PlanContent, PlanItem } from '../content/model.ts'
import { COLUMNS, type ColumnName, SHEET } from './columns.ts'

export interface WorkbookWords {
  /** Label of an update cycle. */
  cycle(code: string): string
  readonly cycles: readonly string[]
}

/** The list of a plan as a workbook that can be changed and sent back; a second sheet says what may stand where. */
export async function planWorkbook(content: PlanContent, words: WorkbookWords): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const rows = content.items.map((item, index) => COLUMNS.map(({ name }) => cellOf(item, { name, index, words })))
  return writeXlsx({
    sheets: [
      {
        name: SHEET,
        columns: COLUMNS.map(({ width }) => ({ width })),
        freezePane: { rows: 1 },
        rows: [COLUMNS.map(({ head }) => head), ...rows],
      },
      {
        name: 'Hướng dẫn',
        columns: [{ width: 28 }, { width: 80 }],
        rows: guide(content, words),
      },
    ],
  })
}

interface Placed {
  readonly name: ColumnName
  readonly index: number
  readonly words: WorkbookWords
}

function cellOf(item: PlanItem, { name, index, words }: Placed): CellValue {
  const { source } = item
  const cells: Readonly<Record<ColumnName, CellValue>> = {
    number: index + 1,
    title: item.title,
    description: item.description ?? '',
    unit: item.unit,
    due: isDay(item.due) ? new Date(`${item.due}T00:00:00Z`) : item.due,
    frequency: item.frequency ? words.cycle(item.frequency) : '',
    formats: item.formats.join(', '),
    database: source?.database ?? '',
    table: source?.table ?? '',
    columns: source?.columns.join('; ') ?? '',
    reason: item.reason.text,
    note: item.note ?? '',
    id: item.id,
  }
  return cells[name]
}

function guide(content: PlanContent, { cycles }: WorkbookWords): CellValue[][] {
  return [
    ['Cột', 'Cách ghi'],
    ['Hạn công bố', `Ngày/tháng/năm, trong thời kỳ ${content.period.from} đến ${content.period.to}.`],
    ['Chu kỳ cập nhật', cycles.join('; ')],
    ['Định dạng', 'CSV, XLSX, JSON, XML, ODS, GEOJSON, PARQUET, KML; nhiều định dạng cách nhau bằng dấu phẩy.'],
    ['Trường mở', 'Tên các trường, cách nhau bằng dấu chấm phẩy.'],
    ['Mã mục (không sửa)', 'Giữ nguyên để tiến độ của mục không mất; mục mới thì để trống.'],
    ['Dòng mới', 'Thêm dòng dưới cùng. Xóa dòng nào thì mục đó bị bỏ khỏi bản nháp.'],
  ]
}
