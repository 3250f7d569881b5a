import { describe, expect, test } from 'vitest'
import type { Column } from '../../../tabular/index.ts'
import type { SheetPicture, Understanding } from '../../datasets/index.ts'
import { addressOf, drawSheet } from './draw-sheet.ts'

const columns: readonly Column[] = [
  { name: 'tinh', title: 'Tỉnh', role: 'dimension', type: 'text' },
  { name: 'dan_so', title: '2015 Dân số', role: 'measure', type: 'integer' },
]
const data = Array.from({ length: 20 }, (_, index) => [`Tỉnh ${index}`, String(1000 + index)])
const picture: SheetPicture = {
  sheet: 'Biểu 1',
  rows: [['Dân số các tỉnh', ''], ['Tỉnh', '2015'], ['', 'Dân số'], ...data],
  roles: [['metadata', 'empty'], ['header', 'header'], ['empty', 'header'], ...data.map(() => ['attributes', 'data'])],
  totalRows: 40,
  totalColumns: 2,
}
const understanding: Understanding = {
  format: 'xlsx',
  encoding: undefined,
  legacyFont: undefined,
  repairs: [],
  delimiter: undefined,
  tables: [],
  fixes: [],
  removed: [],
  problems: [{ code: 'ambiguous-number', severity: 'warning', sheet: 'Biểu 1', row: 12, column: 2 }],
  pictures: [picture],
  personal: [],
}

describe('the picture of a sheet', () => {
  const drawn = drawSheet({ understanding, picture, columns, lang: 'vi', allHref: '?dong=du' })
  const rows = drawn.rows.flatMap((row) => (row.kind === 'row' ? [row] : []))

  test('folds the middle of a long run of data but shows rows with problems', () => {
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 12, 23])
    const folds = drawn.rows.flatMap((row) => (row.kind === 'fold' ? [`${row.from}–${row.to}`] : []))
    expect(folds).toEqual(['7–11', '13–22', '24–40'])
    expect([drawn.shows(12, 2), drawn.shows(13, 2), drawn.shows(12, 9)]).toEqual([true, false, false])
  })

  test('ties the cells of a column to the column of the table and flags the doubtful one', () => {
    expect(rows.find(({ number }) => number === 12)?.cells).toMatchObject([
      { key: 'tinh' },
      { key: 'dan_so', flag: 'problem', number: true },
    ])
  })

  test('a total is one by its figures, however many labels stand before them', () => {
    const total = ['attributes', 'attributes', 'attributes', 'derived']
    const small = { ...picture, rows: [['I', 'Thu', 'tỷ đồng', '12']], roles: [total], totalRows: 1, totalColumns: 4 }
    const { legend } = drawSheet({ understanding, picture: small, columns, lang: 'vi', allHref: undefined })
    expect(legend.map(({ role }) => role)).toEqual(['total'])
  })

  test('lets titles run over the empty cells beside them', () => {
    expect(rows[0]?.cells).toMatchObject([{ text: 'Dân số các tỉnh', colSpan: 2 }])
  })

  test('draws every row when asked', () => {
    const all = drawSheet({ understanding, picture, columns, lang: 'vi', allHref: undefined })
    expect(all.rows.filter(({ kind }) => kind === 'row')).toHaveLength(23)
  })

  test('counts what became of the rows', () => {
    expect(drawn.legend.map(({ role, text }) => [role, text])).toEqual([
      ['meta', '1 dòng, vào mô tả'],
      ['header', '2 dòng, thành tên cột'],
      ['data', '20 dòng, thành dòng của bảng'],
    ])
  })

  test('names cells as spreadsheets do', () => {
    expect([addressOf(1, 1), addressOf(34, 5), addressOf(2, 27)]).toEqual(['A1', 'E34', 'AA2'])
  })
})
