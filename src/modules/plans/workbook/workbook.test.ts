import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSheets } from '../../datasets/index.ts'
import type { PlanContent, PlanItem } from '../content/model.ts'
import { planItem } from '../testing.ts'
import { columnName } from './columns.ts'
import { readDay, readItems } from './read-workbook.ts'
import { planWorkbook } from './write-workbook.ts'

const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'
const content = (items: readonly PlanItem[]): PlanContent => ({
  kind: 'open-data',
  period: { from: '2027-01-01', to: '2028-12-31' },
  purpose: '',
  phases: [],
  items: [...items],
  measures: '',
  issuer: { title: '', name: '', place: '' },
  parts: {},
})
const CYCLES: Readonly<Record<string, string>> = { ANNUAL: 'Hằng năm', MONTHLY: 'Hằng tháng' }
const words = {
  cycleOf: (text: string) => Object.keys(CYCLES).find((code) => code === text || CYCLES[code] === text),
  isFormat: (code: string) => ['CSV', 'XLSX', 'JSON'].includes(code),
  nextId: () => 'new',
}
const HEAD = ['STT', 'Tên bộ dữ liệu', 'Đơn vị chịu trách nhiệm', 'Hạn công bố', 'Chu kỳ cập nhật', 'Định dạng']
const read = (rows: readonly (readonly string[])[], items: readonly PlanItem[] = []) =>
  readItems([{ name: 'Sheet1', rows }], content(items), words)
const said = (rows: readonly (readonly string[])[], items: readonly PlanItem[] = []) => {
  const found = read(rows, items)
  return found.ok ? [] : found.problems.map(({ message }) => message.vi)
}

describe('the workbook of a plan', () => {
  test('comes back as it went out', async () => {
    const items = [
      planItem(A, 'Giá đất, =1+1; “khó”', {
        description: 'Dòng một',
        source: { database: 'CSDL đất đai', table: 'gia', columns: ['Đường', 'Giá'] },
        reason: { kind: 'request', text: 'Đề nghị số 3', ref: '3' },
        formats: ['CSV', 'JSON'],
      }),
      planItem(B, 'Quy hoạch', { frequency: 'MONTHLY', note: 'Ghi chú' }),
    ]
    const bytes = await planWorkbook(content(items), {
      cycle: (code) => CYCLES[code] ?? code,
      cycles: Object.values(CYCLES),
    })
    const sheets = await readSheets({ bytes, name: 'danh-muc.xlsx' })
    expect(sheets.map(({ name }) => name)).toEqual(['Danh mục', 'Hướng dẫn'])
    expect(readItems(sheets, content(items), words)).toEqual({ ok: true, items })
  })

  test('is read with columns moved, titles above and rows left empty', () => {
    const found = read([
      ['DANH MỤC DỮ LIỆU MỞ CỦA BỘ', '', ''],
      ['(Kèm theo Quyết định)', '', ''],
      ['Định dạng', 'HẠN CÔNG BỐ', 'Tên bộ dữ  liệu', 'Đơn vị chịu trách nhiệm', 'cột lạ'],
      ['csv; xlsx', '31/12/2027', 'Giá đất', 'Sở Xây dựng', 'bỏ qua'],
      ['', '', '', '', ''],
      ['', '', '', '', 'chỉ ghi chú'],
    ])
    expect(found).toMatchObject({
      ok: true,
      items: [{ id: 'new', title: 'Giá đất', due: '2027-12-31', formats: ['CSV', 'XLSX'], unit: 'Sở Xây dựng' }],
    })
  })

  test('tells every error by its cell', () => {
    const problems = said([
      HEAD,
      ['1', 'Giá đất', 'Sở', '32/13/2027', 'Hằng năm', 'CSV'],
      ['2', '', 'Sở', '31/12/2027', 'mỗi khi rảnh', 'PDFX'],
      ['3', 'Quy hoạch', 'Sở', '31/12/2030', 'Hằng năm', 'CSV'],
      ['4', 'Trường học', 'Sở', '', 'Hằng năm', 'CSV'],
    ])
    expect(problems).toEqual([
      'Ô D2 (Hạn công bố): “32/13/2027” không phải ngày; ghi ngày/tháng/năm, ví dụ 31/12/2028.',
      'Ô B3 (Tên bộ dữ liệu): chưa có tên bộ dữ liệu.',
      'Ô E3 (Chu kỳ cập nhật): không có chu kỳ “mỗi khi rảnh” trong danh mục, xem trang Hướng dẫn.',
      'Ô F3 (Định dạng): không có định dạng “PDFX”.',
      'Ô D4 (Hạn công bố): 31/12/2030 nằm ngoài thời kỳ kế hoạch (2027-01-01 đến 2028-12-31).',
      'Ô D5 (Hạn công bố): ô trống; ghi ngày/tháng/năm, ví dụ 31/12/2028.',
    ])
  })

  test('names the column that is missing, or the header', () => {
    expect(
      said([
        ['Tên bộ dữ liệu', 'Ghi chú'],
        ['Giá đất', 'x'],
      ]),
    ).toEqual(['Trang “Sheet1” thiếu cột “Hạn công bố”. Thêm cột này, hoặc dùng mẫu tải về.'])
    expect(
      said([
        ['a', 'b'],
        ['c', 'd'],
      ])[0],
    ).toContain('Không thấy dòng tiêu đề')
  })

  test('refuses one id on two rows and more rows than a plan holds', () => {
    const twice = [...HEAD, 'Mã mục (không sửa)']
    const row = (title: string) => ['1', title, 'Sở', '31/12/2027', 'Hằng năm', 'CSV', A]
    expect(said([twice, row('Một'), row('Hai')], [planItem(A, 'Một')])).toEqual([
      'Ô G3 (Mã mục (không sửa)): trùng mã với dòng 2; để trống nếu là mục mới.',
    ])
    const many = Array.from({ length: 20_000 }, (_, index) => ['1', `Mục ${index}`, 'Sở', '31/12/2027', '', 'CSV'])
    expect(said([HEAD, ...many])).toEqual([
      'Tệp có 20000 dòng; một kế hoạch nhận tối đa 5000. Chia theo đơn vị hoặc theo thời kỳ.',
    ])
  })

  test('whatever stands in the cells, reading ends in items or in sentences', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 8 }), { maxLength: 12 }), (rows) => {
        const found = read([HEAD, ...rows])
        if (found.ok)
          for (const { title, due } of found.items) expect([title === '', due === '']).toEqual([false, false])
        else expect(found.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  test('a file that is no workbook is refused with a sentence', async () => {
    await expect(
      readSheets({ bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), name: 'a.xlsx' }),
    ).rejects.toMatchObject({
      code: 'datasets.no-sheets',
    })
  })
})

test.each([
  ['31/12/2027', '2027-12-31'],
  ['1-2-2027', '2027-02-01'],
  ['2027-02-01T00:00:00', '2027-02-01'],
  ['30/02/2027', undefined],
  ['quý I/2027', undefined],
])('%s is the day %s', (text, day) => expect(readDay(text)).toBe(day))

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => expect(columnName(index)).toBe(name))
