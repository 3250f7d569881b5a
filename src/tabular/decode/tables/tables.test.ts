import { describe, expect, test } from 'vitest'
import { sheetOfText } from '../sheet-of-text.ts'
import { mainTableIndex, tablesOfSheet } from './table-content.ts'

const grid = (text: string): readonly (readonly string[])[] => text.split('\n').map((line) => line.split('|'))
const tables = (text: string, name?: string) => tablesOfSheet(sheetOfText(grid(text), name))

describe('tables of a sheet', () => {
  test('title and unit go before, notes behind, blank lines nowhere', () => {
    const [table] = tables(
      'Số lợn||\n|Nghìn con|\n||\nĐịa phương|2010|2011\nHà Nội|1.5|1.6\nHuế|0.5|0.6\n||\nNguồn: Tổng cục Thống kê||',
      'S',
    )
    expect(table).toMatchObject({
      headerRows: 1,
      firstRow: 4,
      header: ['Địa phương', '2010', '2011'],
      preamble: ['Số lợn', 'Nghìn con'],
      footer: ['Nguồn: Tổng cục Thống kê'],
    })
    expect(table?.records).toHaveLength(2)
  })

  test('a first record like the others means that there is no header', () => {
    const [table] = tables('01/02/2024|5|Xã A\n02/02/2024|7|Xã B\n03/02/2024|9|Xã C')
    expect(table).toMatchObject({ headerRows: 0, header: undefined })
    expect(table?.records).toHaveLength(3)
  })

  test('years above figures are labels', () => {
    const [table] = tables('|2010|2011|2012\nLúa|12|15|18\nNgô|4|6|5\nKhoai|1|2|2')
    expect(table?.headerRows).toBe(1)
  })

  test('several header rows are joined per column, a spanning label for each column it covers', () => {
    const [table] = tables(
      'Tỉnh|Lúa||Ngô|\n|2010|2011|2010|2011\nHà Nội|12.5|15|18.5|1\nHuế|4.1|6|5.2|2\nĐà Nẵng|1.3|2|2|3',
    )
    expect(table?.header).toEqual(['Tỉnh', 'Lúa 2010', 'Lúa 2011', 'Ngô 2010', 'Ngô 2011'])
  })

  test('the row that numbers the columns belongs to the header', () => {
    const [table] = tables('TT|Tên|Số|Tiền\nA|B|1|2\nx|Lúa|15|18\ny|Ngô|16|5\nz|Khoai|12|2')
    expect(table?.headerRows).toBe(2)
  })

  test('a repeated header begins another table, and the first complete one is the main one', () => {
    const one = 'Mã|Tên|Số\n1|a|5\n2|b|6\n3|c|7'
    const found = tables(`${one}\n${one}`)
    expect(found.map((t) => t.records.length)).toEqual([3, 3])
    expect(mainTableIndex(found)).toBe(0)
  })

  test('a header over other figures behind a blank line begins another table', () => {
    const found = tables('Mã|Số\na|5\nb|6\n|\nBảng 2|\nTỉnh|Diện tích\nx|5.5\ny|6.5\nz|7.5')
    expect(found.map((t) => t.header)).toEqual([
      ['Mã', 'Số'],
      ['Tỉnh', 'Diện tích'],
    ])
    expect(found[1]?.preamble).toEqual(['Bảng 2'])
  })

  test('columns that only other lines fill are not part of the table', () => {
    const [table] = tables(
      'Lập bởi A|ngày thứ hai, tháng ba, năm 2017|tại phòng số 5\ncm-1|%T|\n4000|98.7|\n3999|98.8|\n3998|98.9|',
    )
    expect(table).toMatchObject({ width: 2, header: ['cm-1', '%T'] })
  })
})
