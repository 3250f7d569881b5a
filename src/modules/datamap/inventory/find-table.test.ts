import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELDS } from '../fields.ts'
import { findTable } from './find-table.ts'
import { HEADINGS } from './headings.ts'
import { lettersOf } from './read-rows.ts'

const sheet = (name: string, ...rows: string[][]) => ({ name, rows })

describe('the list of a sheet', () => {
  test('columns may stand in any order, with titles above and notes below', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          FIELDS.slice(1).map(({ id, vi }) => ({ id, vi })),
          { minLength: 1, maxLength: 12 },
        ),
        fc.nat({ max: 8 }),
        fc.nat({ max: 11 }),
        (fields, titles, at) => {
          const columns = fields.toSpliced(Math.min(at, fields.length), 0, { id: 'identity.name', vi: 'Tên CSDL' })
          const above = Array.from({ length: titles }, (_, index) => [
            `DANH MỤC SỐ ${index}`,
            ...columns.slice(1).map(() => ''),
          ])
          const table = findTable(
            sheet(
              'Trang 1',
              ...above,
              columns.map(({ vi }) => vi),
              columns.map(({ id }) => `giá trị ${id}`),
            ),
          )
          expect(table?.kind).toBe('databases')
          for (const [place, { id }] of columns.entries()) {
            const target = table?.columns.find((column) => column.place === place)?.target
            expect(target === id || (id === 'content.scope' && target === 'sharing.scope')).toBe(true)
          }
          expect(table?.rows.map(({ number }) => number)).toEqual([titles + 2])
        },
      ),
    )
  })

  test('headings of the template are all understood', () => {
    for (const kind of ['systems', 'databases', 'items', 'roadmap', 'relations'] as const) {
      const table = findTable(
        sheet(
          'x',
          HEADINGS[kind].map(({ texts }) => texts[0] ?? ''),
          HEADINGS[kind].map(() => 'a b'),
        ),
      )
      expect(table?.kind).toBe(kind)
      expect(table?.columns.map(({ target }) => target)).toEqual(HEADINGS[kind].map(({ target }) => target))
    }
  })

  test('numbers of columns, groups, totals and words over the whole width are no rows', () => {
    const table = findTable(
      sheet(
        'CSDL',
        ['STT', 'Tên CSDL', 'Loại'],
        ['(1)', '(2)', '(3)'],
        ['I', 'Nhóm một', ''],
        ['1', 'CSDL a', '3'],
        ['Nhóm hai', 'Nhóm hai', 'Nhóm hai'],
        ['2', 'CSDL b', '3'],
        ['', 'Tổng cộng', '2'],
        ['', '', ''],
      ),
    )
    expect(table?.rows.map(({ number, cells }) => [number, cells[1]])).toEqual([
      [4, 'CSDL a'],
      [6, 'CSDL b'],
    ])
  })

  test('a sheet about anything else holds none', () => {
    expect(findTable(sheet('Thơ', ['Trăm năm'], ['trong cõi']))).toBeUndefined()
    expect(findTable(sheet('Trống'))).toBeUndefined()
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), { maxLength: 12 }),
        (rows) => void findTable({ name: 'x', rows }),
      ),
    )
  })
})

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
