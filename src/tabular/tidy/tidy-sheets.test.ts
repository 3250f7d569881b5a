import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFile } from '../index.ts'
import type { Sheet } from '../model.ts'
import { describeStep } from '../recipe/describe.ts'
import type { Recipe, RecipeStep } from '../recipe/model.ts'
import type { TidyResult, TidyTable } from './model.ts'
import { tidySheets } from './tidy-sheets.ts'

const DATA = new URL('../../../../shared/data/', import.meta.url)

function sheetOf(rows: readonly (readonly string[])[]): Sheet {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const cells = rows.map((row) =>
    Array.from({ length: width }, (_, c) => ({
      text: row[c] ?? '',
      value: row[c] === undefined || row[c] === '' ? undefined : row[c],
    })),
  )
  return { name: undefined, rows: cells, merges: [], hiddenRows: [], hiddenColumns: [] }
}

const tidy = (rows: readonly (readonly string[])[], recipe?: Recipe): TidyResult =>
  tidySheets({ sheets: [sheetOf(rows)], problems: [] }, { name: 'vi-du.csv', ...(recipe ? { recipe } : {}) })

const content = (result: TidyResult): string =>
  JSON.stringify(
    result.tables.map(({ name, title, unit, columns, rows, long }) => [
      name,
      title,
      unit,
      columns,
      rows,
      long.columns,
      [...long.rows],
    ]),
  )

/** Observations that agree in all dimensions and the measure. */
function repeated(table: TidyTable): number {
  const { columns } = table.long
  const key = columns.flatMap((column, i) => (column.role === 'dimension' || column.name === 'measure' ? [i] : []))
  const seen = new Set<string>()
  let again = 0
  for (const row of table.long.rows) {
    const name = JSON.stringify(key.map((i) => row[i]))
    if (seen.has(name)) again++
    seen.add(name)
  }
  return again
}

const yields = [
  ['Năng suất lúa', '', ''],
  ['Đơn vị tính: Tạ/ha', '', ''],
  ['Huyện', '2022', 'Sơ bộ 2023'],
  ['Đông', '62,5', '63,1'],
  ['Tây', '60,0', '..'],
]

const withStep = (result: TidyResult, step: RecipeStep): Recipe => ({
  version: 1,
  steps: [...result.recipe.steps, step],
})

test('a mark for a missing value gives no observation', () => {
  expect([...(tidy(yields).tables[0]?.long.rows ?? [])]).toHaveLength(3)
})

test('the mark of a provisional figure leaves the period', () => {
  const { columns, rows } = tidy(yields).tables[0]?.long ?? { columns: [], rows: [] }
  const at = (name: string): number => columns.findIndex((column) => column.name === name)
  expect([...rows].map((row) => [row[at('ky')], row[at('trang_thai')]])).toEqual([
    ['2022', null],
    ['2023', 'Sơ bộ'],
    ['2022', null],
  ])
})

test('a total is marked, not dropped', () => {
  const result = tidy([
    ['Xã', 'Số hộ', 'Số người'],
    ['A', '10', '40'],
    ['B', '20', '81'],
    ['Tổng cộng', '30', '121'],
  ])
  const table = result.tables[0]
  expect(table?.rows).toHaveLength(3)
  expect(table?.rows.at(-1)?.at(-1)).toBe(true)
})

test('a value that does not fit its column is reported with its place', () => {
  const rows = [
    ['Mã hộ', 'Thu nhập'],
    ...Array.from({ length: 20 }, (_, i) => [`H${i}`, String(i * 11)]),
    ['H20', 'chưa rõ'],
  ]
  expect(tidy(rows).problems).toContainEqual(
    expect.objectContaining({
      code: 'value-does-not-fit',
      row: 22,
      column: 2,
      params: expect.objectContaining({ text: 'chưa rõ' }),
    }),
  )
})

describe('a recipe', () => {
  test('replayed on the same bytes gives the same tables and no deviation', () => {
    const first = tidy(yields)
    const second = tidy(yields, JSON.parse(JSON.stringify(first.recipe)) as Recipe)
    expect(content(second)).toBe(content(first))
    expect(second.problems).toEqual(first.problems)
    expect(second.recipe).toEqual(first.recipe)
  })

  test('a type the officer chose wins', () => {
    const step: RecipeStep = { op: 'type', table: 0, column: 'nam_2022', type: 'text' }
    const result = tidy(yields, withStep(tidy(yields), step))
    expect(result.tables[0]?.rows[0]?.[1]).toBe('62,5')
  })

  test('a chosen decimal sign settles what has two readings', () => {
    const rows = [
      ['code', 'amount'],
      ['A', '1.234'],
      ['B', '2.500'],
    ]
    const first = tidy(rows)
    expect(first.problems.map((problem) => problem.code)).toContain('ambiguous-number')
    const second = tidy(rows, withStep(first, { op: 'decimal-sign', table: 0, sign: ',' }))
    expect(second.tables[0]?.rows.map((row) => row[1])).toEqual([1234, 2500])
    expect(second.problems).toEqual([])
  })

  test('a dropped table stays out', () => {
    expect(tidy(yields, withStep(tidy(yields), { op: 'drop-table', table: 0 })).tables).toEqual([])
  })

  test('a mapped name is written as the officer wants', () => {
    const result = tidy(
      yields,
      withStep(tidy(yields), { op: 'map-name', table: 0, column: 'huyen', from: 'Đông', to: 'Huyện Đông' }),
    )
    expect(result.tables[0]?.rows[0]?.[0]).toBe('Huyện Đông')
  })

  test('the next file is reported where it differs', () => {
    const next = [
      ['Năng suất lúa', '', '', ''],
      ['Đơn vị tính: Tấn/ha', '', '', ''],
      ['Huyện', '2023', '2024', 'Ghi chú'],
      ['Đông', '6,3', '6,4', ''],
      ['Tây', '6,0', '6,1', 'lũ'],
    ]
    const codes = tidy(next, tidy(yields).recipe).problems.map((problem) => problem.code)
    expect(codes).toEqual(
      expect.arrayContaining([
        'recipe-header-moved',
        'recipe-unit-differs',
        'recipe-column-missing',
        'recipe-column-new',
      ]),
    )
  })

  test('every step is told in both languages', () => {
    for (const step of tidy(yields).recipe.steps) {
      expect(describeStep(step, 'vi')).not.toBe('')
      expect(describeStep(step, 'en')).not.toBe(describeStep(step, 'vi'))
    }
  })
})

const word = fc.constantFrom(
  'Hà Nội',
  'Total',
  'Nam',
  'Nữ',
  '2019',
  'Sơ bộ 2020',
  '1.234',
  '12,5',
  '..',
  '-',
  '',
  'Quý I/2020',
  'Ghi chú: x',
  'Mã',
  'Năm',
  '01',
  '03/04/2024',
  'ĐVT: %',
  '(*)',
)
const grid = fc.array(fc.array(word, { minLength: 0, maxLength: 7 }), { maxLength: 14 })

test('whatever stands in a sheet, tables are rectangular, observations distinct, and a replay changes nothing', () => {
  fc.assert(
    fc.property(grid, (rows) => {
      const result = tidy(rows)
      for (const table of result.tables) {
        expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true)
        expect(new Set(table.columns.map((column) => column.name)).size).toBe(table.columns.length)
        expect(repeated(table)).toBe(0)
      }
      expect(result.tables.filter((table) => table.main)).toHaveLength(result.tables.length > 0 ? 1 : 0)
      expect(result.sheets[0]?.roles.rows).toBe(rows.length)
      expect(content(tidy(rows, result.recipe))).toBe(content(result))
    }),
    { numRuns: 400 },
  )
})

const real = new URL('vn-tables/gso-2018-raw/', DATA)

describe.skipIf(!existsSync(real))('real tables of the statistics office', () => {
  const files = existsSync(real)
    ? readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.csv'))
    : []

  test('no two observations of a table agree in dimensions and measure', async () => {
    for (const [i, file] of files.entries()) {
      if (i % 8 !== 0) continue
      const decoded = await decodeFile({
        bytes: readFileSync(new URL(file.split('/').map(encodeURIComponent).join('/'), real)),
        name: file,
      })
      const result = tidySheets(decoded, { name: file })
      expect(result.tables.length).toBeGreaterThan(0)
      for (const table of result.tables) expect(`${file}: ${repeated(table)}`).toBe(`${file}: 0`)
      expect(content(tidySheets(decoded, { name: file, recipe: result.recipe }))).toBe(content(result))
    }
  })
})

describe('a column of days', () => {
  const days = ['03/05/2024', '14/05/2024', '21/05/2024', '28/05/2024']
  const timeOf = (rows: readonly (readonly string[])[]): readonly string[] =>
    tidy(rows).tables.flatMap(({ long }) => long.columns.filter(({ kind }) => kind === 'time').map(({ name }) => name))

  test('is the time of the observations where nothing else labels them', () => {
    expect(
      timeOf([['Ngày đo', 'Hồ Thượng', 'Hồ Hạ'], ...days.map((day, i) => [day, `8${i}.15`, `4${i}.5`])]),
    ).toHaveLength(1)
  })

  test('only describes beside other labels', () => {
    const rows = days.map((day, i) => [`Trạm số ${i}`, day, `8${i}.15`])
    expect(timeOf([['Tên trạm', 'Ngày thành lập', 'Mực nước'], ...rows])).toEqual([])
  })
})

test('a font that draws capitals only: titles and labels as the reader saw them, the fix is told', () => {
  const rows = [
    ['báo cáo diện tích rừng', ''],
    ['huyện', 'Diện tích'],
    ['Ba Bể', '12'],
    ['Chợ Đồn', '15'],
    ['Na Rì', '9'],
  ]
  const plain = sheetOf(rows)
  const sheet: Sheet = {
    ...plain,
    rows: plain.rows.map((row, r) =>
      row.map((cell, c) => ({ ...cell, font: r === 0 || (r === 1 && c === 0) ? '.VnTimeH' : '.VnTime' })),
    ),
  }
  const { tables, fixes } = tidySheets({ sheets: [sheet], problems: [] })
  expect(tables[0]?.title).toBe('BÁO CÁO DIỆN TÍCH RỪNG')
  expect(tables[0]?.columns[0]?.title).toBe('HUYỆN')
  expect(tables[0]?.rows[0]).toEqual(['Ba Bể', 12])
  expect(fixes).toContainEqual(expect.objectContaining({ kind: 'capitals-font', count: 2 }))
})

test('a type of the recipe that would empty most of a column is not applied, and that is said', () => {
  const rows = [
    ['Huyện', 'Ghi chú'],
    ['Ba Bể', 'đã rà'],
    ['Chợ Đồn', 'chưa rà'],
    ['Na Rì', '3'],
    ['Pác Nặm', 'đang rà'],
  ]
  const recipe: Recipe = { version: 1, steps: [{ op: 'type', table: 0, column: 'ghi_chu', type: 'integer' }] }
  const { tables, problems } = tidy(rows, recipe)
  expect(tables[0]?.rows.map((row) => row[1])).toEqual(['đã rà', 'chưa rà', '3', 'đang rà'])
  expect(problems).toContainEqual(
    expect.objectContaining({ code: 'recipe-type-misfit', params: expect.objectContaining({ misfits: 3, filled: 4 }) }),
  )
})

test.each([
  ['Thu ngân sách (đồng)', [52_600_000, 1_200_000, 7_500_000]],
  ['Thu ngân sách (triệu đồng)', [52.6, 1.2, 7.5]],
  ['Thu ngân sách', [52.6, 1.2, 7.5]],
])('a scale word behind the figures under "%s"', (head, figures) => {
  const { tables } = tidy([
    ['Tỉnh', head],
    ['Hà Nội', '52,6 triệu'],
    ['Huế', '1,2 triệu'],
    ['Đà Nẵng', '7,5 triệu'],
  ])
  expect(tables[0]?.rows.map((row) => row[1])).toEqual(figures)
  const units = [...(tables[0]?.long.rows ?? [])].map((row) => row.at(-1))
  expect(new Set(units)).toEqual(new Set([/\((.*)\)/.exec(head)?.[1] ?? 'triệu']))
})
