import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planItem } from '../testing.ts'
import { type Demand, dueDays, likeness, type MappedDatabase, propose } from './model.ts'

const database: MappedDatabase = {
  id: 'db',
  title: 'CSDL giáo dục',
  agencyId: 'a',
  tables: [
    {
      name: 'truong',
      title: 'Danh sách trường học',
      columns: [
        { title: 'Tên', share: 'open' },
        { title: 'Điện thoại riêng', share: 'private' },
      ],
    },
    { name: 'hoc_sinh', title: 'Học sinh', columns: [{ title: 'Số định danh', share: 'private' }] },
    { name: 'hoc_phi', title: 'Học phí', columns: [{ title: 'Mức', share: 'open' }] },
  ],
  publishedAs: [],
  frequency: 'ANNUAL',
}
const demands: readonly Demand[] = [
  { kind: 'request', title: 'Lịch tiêm chủng theo xã', weight: 4, ref: '12' },
  { kind: 'search', title: 'Giá đất theo đường', weight: 9, ref: 'gia dat theo duong' },
]
const titles = (found: readonly { title: string }[]) => found.map(({ title }) => title)

const WEIGHTS = { request: 10, vote: 2 }

describe('proposals', () => {
  test('take open columns only, what the public wants first, each with its reason', () => {
    const found = propose({ databases: [database], demands }, { items: [], published: [] }, WEIGHTS)
    expect(titles(found)).toEqual([
      'Lịch tiêm chủng theo xã',
      'Giá đất theo đường',
      'Danh sách trường học',
      'Học phí (CSDL giáo dục)',
    ])
    expect(found[0]?.reason).toEqual({ kind: 'request', text: 'Đề nghị số 12 của người dân, 4 lượt ủng hộ', ref: '12' })
    expect(found[2]?.source?.columns).toEqual(['Tên'])
  })

  test.each([
    ['published under its name', { items: [], published: ['DANH SACH TRUONG HOC'] }],
    ['in the plan by hand', { items: [planItem('x', 'Danh sách  trường học')], published: [] }],
    [
      'in the plan from here, renamed',
      {
        items: [
          planItem('x', 'Tên khác hẳn', {
            reason: { kind: 'data-map', text: '', ref: 'db' },
            source: { databaseId: 'db', database: 'CSDL giáo dục', table: 'truong', columns: [] },
          }),
        ],
        published: [],
      },
    ],
  ] as const)('leave out what is %s', (_name, known) => {
    expect(titles(propose({ databases: [database], demands: [] }, known, WEIGHTS))).not.toContain(
      'Danh sách trường học',
    )
  })

  test('leave out what the data map says is published', () => {
    const found = propose(
      { databases: [{ ...database, publishedAs: ['Danh sách trường học'] }], demands: [] },
      { items: [], published: [] },
      WEIGHTS,
    )
    expect(titles(found)).toEqual(['Học phí (CSDL giáo dục)'])
  })
})

describe('due days of proposals', () => {
  test('lie in what is left of the period, in order, the last on its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 1500 }), (count, offset) => {
        const today = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)
        const days = dueDays(count, { from: '2026-06-01', to: '2028-12-31' }, today)
        expect(days).toEqual([...days].sort())
        expect(days.every((day) => day >= '2026-06-01' && day <= '2028-12-31')).toBe(true)
        expect(days.at(-1)).toBe('2028-12-31')
      }),
    )
  })
})

test('likeness is the same both ways, 1 for the same words', () => {
  expect(likeness('Danh sách trường học', 'danh sach TRUONG hoc')).toBe(1)
  expect(likeness('Giá đất', 'Bệnh viện')).toBe(0)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(likeness(a, b)).toBe(likeness(b, a))
    }),
  )
})
