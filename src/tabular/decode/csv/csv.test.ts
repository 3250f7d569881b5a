import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readText } from '../read-delimited-text.ts'
import { chooseDialect } from './choose-dialect.ts'

interface Dialect {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly newline: string
}

function write(rows: readonly (readonly string[])[], { delimiter, quote, escape, newline }: Dialect): string {
  const field = (text: string): string => {
    const needed = [delimiter, delimiter.trim(), quote, '\n', '\r'].some((part) => part !== '' && text.includes(part))
    const escaped = escape === '\\' ? text.replaceAll('\\', '\\\\') : text
    return needed ? quote + escaped.replaceAll(quote, escape + quote) + quote : text
  }
  return rows.map((row) => row.map(field).join(delimiter) + newline).join('')
}

const HEADER = ['Mã', 'Tên xã', 'Ngày', 'Giá trị', 'Ghi chú']

const rowsArbitrary = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 99_999 }).map((n) => String(n).padStart(5, '0')),
      fc.constantFrom('Xã An Bình', 'Phường 1', 'Thị trấn "Mới"', 'Xã Tân, Lập', "Ea H'leo"),
      fc.constantFrom('01/02/2024', '15/11/2023', '30/04/2022'),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n.toFixed(2)),
      fc.constantFrom('', 'đã kiểm tra', 'hai\ndòng'),
    ),
    { minLength: 8, maxLength: 30 },
  )
  .map((rows) => [HEADER, ...rows])

const dialectArbitrary = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ', ', '; '),
  quote: fc.constant('"'),
  escape: fc.constantFrom('"', '\\'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
})

describe('reading delimited text', () => {
  test('gives back what was written, whatever the dialect', () => {
    fc.assert(
      fc.property(rowsArbitrary, dialectArbitrary, (rows, dialect) => {
        expect(readText(write(rows, dialect)).rows).toEqual(rows)
      }),
      { numRuns: 150 },
    )
  })

  test('tells a decimal comma from a delimiter', () => {
    const text = 'Tỉnh;Tỷ lệ\nHà Nội;1,5\nHuế;2,25\nĐà Nẵng;0,75\n'
    expect(chooseDialect(text).separators.delimiter).toBe(';')
  })

  test('leaves a list of times or addresses as one column', () => {
    expect(chooseDialect('12:30:00\n08:15:30\n23:59:59\n').separators.delimiter).toBe('')
  })

  test('keeps blank lines as records, for the layout speaks through them', () => {
    expect(readText('a,b\n1,2\n\n3,4\n').rows).toHaveLength(4)
  })
})

const TABLE = Array.from(
  { length: 20 },
  (_, i) =>
    `${String(i + 1).padStart(2, '0')}/03/2024,08:${10 + i},MA-${1000 + i * 7},${i * 3 + 10}.50,"Hộ dân, thôn ${i}",https://vi.du/ho/${i}`,
)

function damage(index: number, change: (line: string) => string): readonly (readonly string[])[] {
  const lines = ['Ngày,Giờ,Mã,Số tiền,Tên,Liên kết', ...TABLE]
  lines[index] = change(lines[index] ?? '')
  return readText(`${lines.join('\n')}\n`).rows
}

describe('damaged records', () => {
  const sound = readText(`${['Ngày,Giờ,Mã,Số tiền,Tên,Liên kết', ...TABLE].join('\n')}\n`).rows

  test.each([
    ['a separator too many', (line: string) => line.replace(',MA', ',,MA')],
    ['a lost separator between two kinds of value', (line: string) => line.replace('2024,', '2024')],
    ['a lost separator before a quoted field', (line: string) => line.replace('.50,"', '.50"')],
    ['a lost separator behind a quoted field', (line: string) => line.replace('",https', '"https')],
    [
      'another delimiter',
      (line: string) => line.replace('"Hộ dân, thôn', '"Hộ dân@ thôn').replaceAll(',', ';').replace('@', ','),
    ],
    [
      'a blank behind every separator',
      (line: string) => line.replace('"Hộ dân, thôn', '"Hộ dân@ thôn').replaceAll(',', ', ').replace('@', ','),
    ],
  ])('%s is put right without touching other records', (_, change) => {
    expect(damage(9, change)).toEqual(sound)
  })

  test('a stray quote at the start of a field stays as text and swallows nothing', () => {
    const rows = damage(9, (line) => line.replace(',MA', ',"MA'))
    expect(rows).toHaveLength(sound.length)
    expect(rows[9]?.[2]).toBe('"MA-1056')
    expect(rows[9]?.[4]).toBe('Hộ dân, thôn 8')
  })

  test('no letter or digit of a damaged record is lost', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.constantFrom(',', '"', ';', ' '), (at, inserted) => {
        const line = (text: string): string => text.slice(0, at) + inserted + text.slice(at)
        const rows = damage(12, line)
        expect(letters(rows.flat().join(''))).toBe(letters(['Ngày,Giờ,Mã,Số tiền,Tên,Liên kết', ...TABLE].join('')))
      }),
    )
  })

  test('every mended record is reported by its number', () => {
    const lines = ['a,b,c', ...Array.from({ length: 12 }, (_, i) => `${i},x${i},2024-01-${10 + i}`)]
    lines[6] = '5,,x5,2024-01-15'
    const { problems } = readText(`${lines.join('\n')}\n`)
    expect(problems).toEqual([{ code: 'record-mended', severity: 'warning', row: 7 }])
  })
})

test('names of several words in one column stay one column', () => {
  const names = 'Tên đơn vị\nHà Nội\nHải Phòng\nBà Rịa - Vũng Tàu\nCần Thơ\n'
  expect(chooseDialect(names).separators.delimiter).toBe('')
  expect(chooseDialect('ma so_ho\nA1 12\nA2 15\nA3 9\n').separators.delimiter).toBe(' ')
})
