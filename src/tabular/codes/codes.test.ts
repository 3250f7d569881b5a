import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bindColumn } from './bind-column.ts'
import { createMatcher } from './matcher.ts'
import { readCodeList } from './read-code-list.ts'
import { readUnits } from './read-units.ts'
import { seedList } from './testing.ts'

const LISTS = ['province-63', 'province-34', 'region', 'agency', 'theme', 'licence', 'format', 'frequency', 'unit']

describe('the built-in lists', () => {
  test.each(LISTS)('%s is well formed and its references lead somewhere', (id) => {
    const list = seedList(id)
    const codesOf = (other: string | undefined) =>
      new Set((other === undefined ? list : seedList(other)).items.map((item) => item.code))
    const [broader, successors, predecessors] = [list.broaderList, list.successorList, list.predecessorList].map(
      codesOf,
    )
    for (const item of list.items) {
      if (item.broader !== undefined) expect(broader).toContain(item.broader)
      for (const code of item.successors ?? []) expect(successors).toContain(code)
      for (const code of item.predecessors ?? []) expect(predecessors).toContain(code)
    }
  })

  test.each(LISTS)('every name of %s leads to its own code', (id) => {
    const list = seedList(id)
    const matcher = createMatcher(list)
    for (const item of list.items) expect(matcher.match(item.name)).toMatchObject({ code: item.code })
  })

  test('63 provinces become 34, each used once', () => {
    const [before, after] = [seedList('province-63'), seedList('province-34')]
    expect([before.items.length, after.items.length]).toEqual([63, 34])
    expect(after.items.flatMap((item) => item.predecessors ?? []).sort()).toEqual(before.items.map((item) => item.code))
  })

  test('agency codes not checked against the official text say so', () => {
    const committees = seedList('agency').items.filter((item) => item.kind === 'province-committee')
    expect(committees).toHaveLength(63)
    expect(
      committees
        .filter((item) => item.verified !== false)
        .map((item) => item.code)
        .sort(),
    ).toEqual(['H30', 'H38', 'H49'])
  })
})

describe('binding a column', () => {
  const matchers = ['province-34', 'province-63', 'unit', 'region'].map((id) => createMatcher(seedList(id)))

  test('a column of the 63 provinces is bound to the 63', () => {
    const [first] = bindColumn(['Cả nước', ...seedList('province-63').items.map((item) => item.name)], matchers)
    expect(first).toMatchObject({ list: 'province-63', by: 'name', unmatched: ['Cả nước'], coverage: 1 })
  })

  test('a column of the 34 provinces is bound to the 34, though all 34 names are among the 63', () => {
    const [first, second] = bindColumn(
      seedList('province-34').items.map((item) => item.name),
      matchers,
    )
    expect([first?.list, second?.list]).toEqual(['province-34', 'province-63'])
  })

  test('where the names cannot tell, the day of the data does', () => {
    const names = ['Hà Nội', 'Lào Cai', 'Đà Nẵng']
    expect(bindColumn(names, matchers, { on: '2023-12-31' })[0]?.list).toBe('province-63')
    expect(bindColumn(names, matchers, { on: '2026-01-01' })[0]?.list).toBe('province-34')
  })

  test('other text is bound to nothing', () => {
    expect(bindColumn(['Lúa', 'Ngô', 'Khoai', null, ''], matchers)).toEqual([])
  })

  test('codes are told from names', () => {
    expect(bindColumn(['01', '02', '79'], matchers, { on: '2020-01-01' })[0]).toMatchObject({
      list: 'province-63',
      by: 'code',
    })
  })
})

describe('reading a table of units', () => {
  const table = { id: 'x', title: 'Xã', source: 'ví dụ', header: ['STT', 'Mã xã', 'Tên xã', 'Mã tỉnh TP'] }

  test('bad rows are told by number and left out, good ones stay', () => {
    const read = readUnits({
      ...table,
      broaderList: seedList('province-34'),
      rows: [
        [1, '00004', 'Phường Ba Đình', '01'],
        [2, '', 'Phường Không Mã', '01'],
        [3, '00008', '', '01'],
        [4, '00004', 'Phường Khác', '01'],
        [5, '00025', 'Phường Giảng Võ', '02'],
        [null, null, null, null],
      ],
    })
    if ('missing' in read) throw new Error('columns not found')
    expect(read.list.items).toEqual([{ code: '00004', name: 'Phường Ba Đình', broader: '01' }])
    expect(read.errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'missing-code'],
      [3, 'missing-name'],
      [4, 'repeated-code'],
      [5, 'unknown-parent'],
    ])
  })

  test('of the columns of all levels the lowest is the unit, the next one its parent', () => {
    const header = ['Tỉnh Thành Phố', 'Mã TP', 'Quận Huyện', 'Mã QH', 'Phường Xã', 'Mã PX', 'Cấp', 'Tên Tiếng Anh', '']
    const read = readUnits({
      ...table,
      header,
      rows: [['Tỉnh A', '42', 'Huyện B', '436', 'Xã C', '18070', 'Xã', 'C Commune', null]],
    })
    expect(read).toMatchObject({
      list: { items: [{ code: '18070', name: 'Xã C', broader: '436', kind: 'Xã', nameEn: 'C Commune' }] },
      errors: [],
    })
  })

  test('a table without code or name columns says which are missing', () => {
    expect(readUnits({ ...table, header: ['A', 'Tên'], rows: [] })).toEqual({ missing: ['code'] })
  })

  const folder = new URL('../../../../shared/data/admin-units/34-province-2025/', import.meta.url)
  test.skipIf(!existsSync(folder))('the 3,321 wards of 2025 are read without an error', () => {
    const file = new URL('full_json_generated_data_vn_units_2026-07-25__20_49_07.json', folder)
    const provinces = JSON.parse(readFileSync(file, 'utf8')) as { Wards: Record<string, string>[] }[]
    const wards = provinces.flatMap((province) => province.Wards)
    const header = Object.keys(wards[0] ?? {})
    const read = readUnits({
      ...table,
      broaderList: seedList('province-34'),
      header,
      rows: wards.map((ward) => header.map((key) => ward[key] ?? null)),
    })
    if ('missing' in read) throw new Error('columns not found')
    expect([read.list.items.length, read.errors]).toEqual([3321, []])
    const matcher = createMatcher(read.list)
    const wrong = read.list.items.filter(
      (item) => matcher.match(item.name, { broader: item.broader ?? '' }).code !== item.code,
    )
    expect(wrong).toEqual([])
  })
})

test('a damaged list file is refused with a reason', () => {
  expect(readCodeList([])).toHaveProperty('error')
  expect(
    readCodeList({
      id: 'a',
      title: 'b',
      source: 'c',
      items: [
        { code: '1', name: 'x' },
        { code: '1', name: 'y' },
      ],
    }),
  ).toEqual({
    error: 'Mã “1” có hai lần trong danh mục.',
  })
})
