import { beforeAll, describe, expect, test } from 'vitest'
import type { FoundTable } from '../../../platform/schema-reader/index.ts'
import { typeKind } from './column-hints.ts'
import { type ColumnWords, indexPhrases, plainWords, readColumnWords } from './column-words.ts'
import { createSampleCounter } from './count-sample.ts'
import { suggestColumns } from './suggest.ts'
import { aColumn, aSchema, aTable } from './testing.ts'

let words: ColumnWords
beforeAll(async () => {
  words = await readColumnWords()
})

const suggest = (...tables: FoundTable[]) => suggestColumns(aSchema(tables), { words })
const hintOf = (table: FoundTable, column: string) => suggest(table).find((one) => one.column === column)

test.each([
  ['NgaySinh', 'ngay sinh'],
  ['NGAY_SINH', 'ngay sinh'],
  ['Ngày sinh', 'ngay sinh'],
  ['soCCCD', 'so cccd'],
  ['CCCDSo', 'cccd so'],
  ['  ', ''],
])('%s reads as “%s”', (name, plain) => expect(plainWords(name)).toBe(plain))

describe('personal data', () => {
  test.each([
    ['so_cccd', 'varchar(12)', 'identity', 'basic', ['name', 'type']],
    ['HoTen', 'nvarchar(200)', 'name', 'basic', ['name']],
    ['hoten', 'text', 'name', 'basic', ['name']],
    ['ngay_sinh', 'date', 'birth', 'basic', ['name']],
    ['ton_giao', 'int', 'belief', 'sensitive', ['name']],
    ['chan_doan', 'text', 'health', 'sensitive', ['name']],
    ['van_tay', 'bytea', 'biometrics', 'sensitive', ['name']],
    ['stk', 'varchar(20)', 'money', 'sensitive', ['name']],
    ['mat_khau', 'varchar(100)', 'secret', 'sensitive', ['name']],
  ])('%s %s is suggested as %s, %s, by %j', (...[name, type, kind, level, grounds]) => {
    expect(hintOf(aTable('t', [aColumn(name, { type })]), name)?.personal).toEqual({ kind, level, grounds })
  })

  test('a comment tells what a name does not', () => {
    const table = aTable('t', [aColumn('c01', { type: 'varchar(12)', comment: 'Số CCCD của công dân' })])
    expect(hintOf(table, 'c01')?.personal).toEqual({ kind: 'identity', level: 'basic', grounds: ['comment', 'type'] })
  })

  test.each([
    ['la_dang_vien_thu', 'geometry'],
    ['ho_ten', 'boolean'],
    ['ngay_sinh', 'boolean'],
    ['van_tay', 'integer'],
  ])('%s of type %s is not: the type does not fit', (name, type) => {
    expect(hintOf(aTable('t', [aColumn(name, { type })]), name)?.personal).toBeUndefined()
  })

  test('an address or a telephone is personal beside a person, not beside an office', () => {
    const contact = [aColumn('dia_chi'), aColumn('dien_thoai')]
    const office = aTable('don_vi', [aColumn('ten_don_vi'), ...contact])
    expect(suggest(office).filter(({ personal }) => personal)).toEqual([])
    const person = aTable('nguoi_dan', [aColumn('ho_ten'), ...contact])
    expect(suggest(person).map(({ personal }) => personal?.kind)).toEqual(['name', 'address', 'contact'])
  })

  test('words inside words are none: “dien tich” is no telephone, “thong tin” no identity', () => {
    const table = aTable('t', [aColumn('ho_ten'), aColumn('dien_tich'), aColumn('thong_tin'), aColumn('so_the_loai')])
    expect(suggest(table).map(({ personal }) => personal?.kind)).toEqual(['name', undefined, undefined, undefined])
  })

  test('values that were looked at count, and are not kept', () => {
    const table = aTable('t', [aColumn('cot_la')])
    const counter = createSampleCounter(({ name }) => name, 2026)
    counter.take(table, [{ column: 'cot_la', values: ['001099012345', '079185004321', '036202000777', null] }])
    const counts = counter.result()
    const [hint] = suggestColumns(aSchema([table]), { words, counts })
    expect(hint?.personal).toEqual({ kind: 'citizen-id', level: 'basic', grounds: ['sample'] })
    expect(counts).toEqual({
      t: { cot_la: { rows: 4, filled: 3, distinct: 3, personal: { kind: 'citizen-id', level: 'basic', share: 1 } } },
    })
    expect(JSON.stringify(counts)).not.toContain('001099')
  })
})

describe('code lists', () => {
  const genders = aTable('dm_gioi_tinh', [aColumn('ma'), aColumn('ten')], {
    key: ['ma'],
    rows: 3,
    comment: 'Danh mục giới tính (QĐ 1)',
  })
  const reference = (toTable: string) => ({
    foreignKeys: [{ name: 'fk', columns: ['gt'], toSchema: 'public', toTable, toColumns: ['ma'] }],
  })

  test('a column that points to one gets its name from the comment of the table', () => {
    const [, , hint] = suggest(genders, aTable('nguoi', [aColumn('gt')], reference('dm_gioi_tinh')))
    expect(hint?.codeList).toEqual({ list: 'Danh mục giới tính (QĐ 1)', grounds: ['reference'] })
  })

  test('a small table is one also without a telling name; a large or wide one is not', () => {
    const target = (more: Partial<FoundTable>, count = 2) =>
      aTable(
        'x',
        Array.from({ length: count }, (_, at) => aColumn(`c${at}`)),
        { key: ['c0'], ...more },
      )
    const listOf = (table: FoundTable) =>
      suggest(table, aTable('nguoi', [aColumn('gt')], reference('x'))).at(-1)?.codeList?.list
    expect(listOf(target({ rows: 40 }))).toBe('x')
    expect(listOf(target({ rows: 40_000 }))).toBeUndefined()
    expect(listOf(target({ rows: 40 }, 12))).toBeUndefined()
    expect(listOf(target({}))).toBeUndefined()
  })

  test('a well-known name tells as well', () => {
    expect(hintOf(aTable('t', [aColumn('MaTinh')]), 'MaTinh')?.codeList?.list).toBe('Danh mục tỉnh, thành phố')
  })
})

describe('names', () => {
  test('a title comes from the comment, then from known words, then from the name', () => {
    const table = aTable('t', [
      aColumn('a', { comment: 'Số tờ\nchi tiết' }),
      aColumn('ho_ten'),
      aColumn('xyz_q'),
      aColumn(' '),
    ])
    expect(suggest(table).map(({ title }) => title)).toEqual(['Số tờ', 'Họ và tên', 'xyz_q', 'cột không tên'])
  })

  test('tables of the only or the usual schema go without it, views are left out', () => {
    const other = aTable('b', [aColumn('x')], { schema: 'luu_tru' })
    const view = aTable('v', [aColumn('x')], { kind: 'view' })
    expect(suggest(aTable('a', [aColumn('x')]), other, view).map(({ table }) => table)).toEqual(['a', 'luu_tru.b'])
    expect(suggest(other).map(({ table }) => table)).toEqual(['b'])
  })
})

test.each([
  ['character varying(12)', 'text'],
  ['tinyint(1)', 'yes'],
  ['bigint(20) unsigned', 'number'],
  ['timestamp with time zone', 'date'],
  ['geometry(Point,4326)', 'geometry'],
  ['bytea', 'bytes'],
  ['tsvector', 'other'],
])('%s holds %s', (type, kind) => expect(typeKind(type)).toBe(kind))

test('phrases are found as whole words or written in one, each once', () => {
  const index = indexPhrases([
    ['ho ten', 'name'],
    ['ten', 'word'],
    ['ho va ten', 'name'],
  ])
  expect(index.in('ho ten cua toi')).toEqual(['name', 'word'])
  expect(index.in('hoten')).toEqual(['name'])
  expect(index.in('thoten')).toEqual([])
  expect(index.in('ho va ten ho ten')).toEqual(['name', 'word'])
  expect(index.in('')).toEqual([])
})
