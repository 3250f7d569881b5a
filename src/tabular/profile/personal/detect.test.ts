import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, ColumnType } from '../../model.ts'
import { findPersonalData } from '../profile.ts'
import { maskValue } from './mask.ts'
import { looksLikeOrganisation, looksLikePersonName } from './names.ts'
import { findInText, isCitizenId, isTaxCode, phoneKind } from './numbers.ts'

const YEAR = 2026

/** Columns by label, with their values. */
function find(table: Readonly<Record<string, readonly (string | number | null)[]>>) {
  const entries = Object.entries(table)
  const columns = entries.map(([title, values], at): Column => {
    const type: ColumnType = values.every((value) => typeof value !== 'string') ? 'integer' : 'text'
    return { name: `c${at}`, title, type, role: type === 'text' ? 'dimension' : 'measure' }
  })
  const length = Math.max(...entries.map(([, values]) => values.length))
  const rows = Array.from({ length }, (_, row) => entries.map(([, values]) => values[row] ?? null))
  return findPersonalData(columns, rows, { year: YEAR }).map(({ column, ...hit }) => ({
    ...hit,
    label: columns.find(({ name }) => name === column)?.title,
  }))
}

const IDS = ['001099012345', '079185004321', '036202000777', '092301012121']
const NAMES = ['Nguyễn Văn An', 'Trần Thị Bích Ngọc', 'Lê Hoàng Minh', 'PHẠM THỊ HOA']
const MOBILES = ['0912 345 678', '+84987654321', '0358.123.456', '0779123123']

describe('single values', () => {
  test.each([
    ['001099012345', true, 'born in Hà Nội in 1999'],
    ['079326000001', true, 'born in 2026'],
    ['079327000001', false, 'born next year'],
    ['003099012345', false, 'no province has the code 003'],
    ['001499012345', false, 'a century yet to come'],
    ['00109901234', false, 'eleven digits'],
  ])('%s as citizen id: %s, %s', (text, expected) => {
    expect(isCitizenId(text, YEAR)).toBe(expected)
  })

  test.each([
    ['0912345678', 'mobile'],
    ['+84 91 234 56 78', 'mobile'],
    ['(0236) 3821 111', 'landline'],
    ['024.38255888', 'landline'],
    ['1900 6888', 'landline'],
    ['0112345678', undefined],
    ['091234567', undefined],
    ['2024', undefined],
  ])('%s as telephone: %s', (text, expected) => {
    expect(phoneKind(text)).toBe(expected)
  })

  test('a tax code must have its check digit', () => {
    expect(isTaxCode('0100109106')).toBe(true)
    expect(isTaxCode('0100109106-001')).toBe(true)
    expect(isTaxCode('0100109107')).toBe(false)
  })

  test('persons are told from institutions and places', () => {
    for (const name of NAMES) expect(looksLikePersonName(name)).toBe(true)
    for (const name of ['THPT Bùi Thị Xuân', 'Trường Tiểu học Lê Lợi', 'Công ty TNHH Trần Anh']) {
      expect([looksLikePersonName(name), looksLikeOrganisation(name)]).toEqual([false, true])
    }
    for (const name of ['Hà Nội 2', 'Lúa đông xuân', 'Trồng trọt']) expect(looksLikePersonName(name)).toBe(false)
  })

  test('a time of day is no telephone number', () => {
    expect(findInText('đo lúc 07-03-2021 21:00', 'phone', YEAR)).toBeUndefined()
    expect(findInText('LH: 0912.345.678 (anh Nam)', 'phone', YEAR)).toBe('0912.345.678')
  })
})

describe('columns of persons', () => {
  test('a citizen id is found by its structure alone', () => {
    expect(find({ Mã: IDS })).toMatchObject([
      { label: 'Mã', kind: 'citizen-id', count: 4, share: 1, severity: 'basic', grounds: ['structure'] },
    ])
  })

  test('a list of persons shows every kind, and traits are sensitive', () => {
    const hits = find({
      'Họ và tên': NAMES,
      'Ngày sinh': ['1999-01-02', '1985-12-30', '2002-05-05', '2001-07-09'],
      'Số CMND': ['012345678', '123456789', '234567890', '345678901'],
      'Điện thoại': MOBILES,
      'Số tài khoản': ['19031234567890', '0021000123456', '711A12345678', '10420123456'],
      'Địa chỉ thường trú': ['12 Lê Lợi', 'Xóm 3', 'Ấp 2', 'Tổ 5'],
      'Dân tộc': ['Kinh', 'Tày', 'Kinh', 'Kinh'],
    })
    expect(hits.map(({ label, kind, severity }) => [label, kind, severity])).toEqual([
      ['Họ và tên', 'person-name', 'basic'],
      ['Số CMND', 'identity-card', 'basic'],
      ['Điện thoại', 'phone', 'basic'],
      ['Số tài khoản', 'bank-account', 'sensitive'],
      ['Ngày sinh', 'birth-date', 'basic'],
      ['Địa chỉ thường trú', 'home-address', 'basic'],
      ['Dân tộc', 'sensitive-trait', 'sensitive'],
    ])
  })

  test('names without a telling label are found, less surely', () => {
    expect(find({ Cột: NAMES })).toMatchObject([{ kind: 'person-name', confidence: 0.6 }])
  })

  test('a telephone number inside a remark is found', () => {
    expect(find({ 'Ghi chú': ['liên hệ chị Hoa 0912345678 trước 17 giờ', 'không', 'không có'] })).toMatchObject([
      { kind: 'phone', count: 1, grounds: ['in-text'] },
    ])
  })

  test('numbers that lost their leading zero are found where the label tells', () => {
    expect(find({ 'Số điện thoại': [912345678, 987654321, 358123456] })).toMatchObject([{ kind: 'phone' }])
    expect(find({ 'Số lượng': [912345678, 987654321, 358123456] })).toEqual([])
  })

  test('examples are masked', () => {
    const hits = find({ 'Họ và tên': NAMES, CCCD: IDS, Email: ['an.nguyen@gmail.com', 'ngoc@yahoo.com', null, null] })
    const shown = hits.flatMap((hit) => hit.examples)
    expect(shown).toContain('N***** V** A*')
    expect(shown).toContain('001*********')
    expect(shown).toContain('a***@gmail.com')
  })

  test('masking never shows more than three digits of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6,19}$/), (digits) => {
        expect(maskValue(digits).replace(/\D/g, '').length).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('columns that only look so', () => {
  test('contacts of institutions are shown, but no ground to stop', () => {
    const hits = find({
      'Tên trường': ['THPT Lê Lợi', 'THPT Bùi Thị Xuân', 'Trường Tiểu học Kim Đồng'],
      'Điện thoại': ['02438255888', '02838221111', '0912345678'],
      Email: ['c3leloi@hanoiedu.vn', 'vanthu@thptbtx.edu.vn', 'tieuhockimdong@gmail.com'],
      'Địa chỉ': ['1 Lê Lợi', '2 Bùi Thị Xuân', '3 Kim Đồng'],
    })
    expect(hits.map(({ label, severity }) => [label, severity])).toEqual([
      ['Điện thoại', 'organisation-contact'],
      ['Email', 'organisation-contact'],
    ])
  })

  test('the mobile number beside the name of a head teacher is personal', () => {
    const hits = find({
      'Tên trường': ['THPT Lê Lợi', 'THPT Bùi Thị Xuân', 'Trường Tiểu học Kim Đồng', 'THCS Hồng Bàng'],
      'Hiệu trưởng': NAMES,
      'Điện thoại': MOBILES,
    })
    expect(hits.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['person-name', 'basic'],
      ['phone', 'basic'],
    ])
  })

  test('streets, schools and codes are no persons', () => {
    expect(
      find({
        'Mã trường': ['79000701', '79000702', '79000703'],
        Đường: ['Nguyễn Thị Minh Khai', 'Nguyễn Văn Trỗi', 'Trần Hưng Đạo'],
        'Tên trường': ['THPT Bùi Thị Xuân', 'THPT Trưng Vương', 'THPT Lê Quý Đôn'],
        'Diện tích (m2)': [123456789, 987654321, 100200300],
        'Dân tộc': ['Kinh', 'Tày', 'Nùng'],
        'Năm sinh': ['1990', '1991', '1992'],
      }),
    ).toEqual([])
  })

  test('columns of plain numbers never look like persons', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { minLength: 5, maxLength: 30 }),
        (values) => {
          expect(
            find({ 'Số dân': values, 'Giá trị': values.map(String) }).filter((hit) => hit.kind !== 'phone'),
          ).toEqual([])
        },
      ),
    )
  })

  const folder = new URL('../../../../../shared/data/vn-tables/gso-2018-gold/', import.meta.url)
  test.skipIf(!existsSync(folder))('no table of the statistics office is taken for one of persons', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.csv'))
    const accused = files.filter((file) => {
      const [header = [], ...rows] = readFileSync(new URL(file, folder), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(','))
      const columns = header.map((title, at): Column => ({ name: `c${at}`, title, type: 'text', role: 'dimension' }))
      return (
        findPersonalData(
          columns,
          rows.map((row) => columns.map((_, at) => row[at] ?? null)),
          { year: YEAR },
        ).length > 0
      )
    })
    expect(files.length).toBeGreaterThan(100)
    expect(accused).toEqual([])
  })
})
