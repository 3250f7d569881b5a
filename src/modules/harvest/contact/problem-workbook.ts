import { type ProblemLine } from '../room/reads.ts'

const LEVELS = { error: 'Không dùng được', warning: 'Nên sửa', note: 'Ghi chú' } as const
const COLUMNS: readonly (readonly [head: string, width: number, of: (line: ProblemLine) => string])[] = [
  ['Mức độ', 16, ({ severity }) => LEVELS[severity]],
  ['Mã bản ghi', 38, ({ remoteId }) => remoteId],
  ['Tên bản ghi', 44, ({ title }) => title],
  ['Chỗ', 24, ({ at }) => at],
  ['Cần sửa gì', 80, ({ vi }) => vi],
  ['What to mend', 80, ({ en }) => en],
  ['Loại', 24, ({ code }) => code],
]
// A cell of a workbook holds no more (ECMA-376 18.3.1.96), and its XML no control characters.
const LONGEST = 32_000
const NOT_XML = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu

/** The problems of a source as a workbook, a line for each; texts stay texts, whatever they begin with. */
export async function problemWorkbook(lines: readonly ProblemLine[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const rows = lines.map((line) => COLUMNS.map(([, , of]) => cellOf(of(line))))
  return writeXlsx({
    sheets: [
      {
        name: 'Cần sửa',
        columns: COLUMNS.map(([, width]) => ({ width })),
        freezePane: { rows: 1 },
        rows: [COLUMNS.map(([head]) => head), ...rows],
      },
    ],
  })
}

function cellOf(text: string): string {
  return text.replace(NOT_XML, ' ').toWellFormed().slice(0, LONGEST)
}
