import { describe, expect, test } from 'vitest'
import { emptyRecord } from '../../catalog/index.ts'
import { heldTable } from '../testing.ts'
import { dueDay } from './due.ts'
import { scoreDataset } from './score.ts'

const full = {
  ...emptyRecord('Dân số theo tỉnh'),
  title: { vi: 'Dân số theo tỉnh', en: 'Population by province' },
  description: { vi: 'Mô tả', en: 'Description' },
  keywords: ['dân số'],
  themes: ['dan-so'],
  areas: ['VN'],
  temporal: { from: '2020', to: '2024' },
  licence: 'vn-mo',
  contact: { name: 'Phòng', phone: '024' },
  legalBasis: 'Luật',
  source: 'Điều tra',
  tables: { t: { columns: { tinh: { meaning: 'Tỉnh' }, so: { meaning: 'Số dân' } } } },
}
const table = heldTable({ id: 't', columns: ['tinh', 'so'], rows: 100 })

describe('the quality score', () => {
  test('a full description of a faultless, timely table has every point', () => {
    expect(scoreDataset({ record: full, held: [table], late: false })).toEqual({ score: 100, mends: [] })
  })

  test('nothing described and nothing uploaded is near nothing', () => {
    const { score, mends } = scoreDataset({ record: emptyRecord('x'), held: [], late: false })
    expect(score).toBeLessThan(35)
    expect(mends.length).toBeGreaterThan(5)
  })

  test('what gains most is named first, and gains what it says', () => {
    const record = { ...full, keywords: [], source: undefined } as unknown as typeof full
    const { score, mends } = scoreDataset({ record, held: [table], late: false })
    expect(mends.map((mend) => mend.code)).toEqual(['keywords', 'source'])
    const mended = scoreDataset({ record: { ...record, keywords: ['a'] }, held: [table], late: false })
    expect(mended.score - score).toBe(mends[0]?.points)
  })

  test('holes, misfits, doubles and lateness each cost, never below nothing', () => {
    const judged = (held: ReturnType<typeof heldTable>, late = false) =>
      scoreDataset({ record: full, held: [held], late })
    const holes = heldTable({ id: 't', columns: ['tinh', 'so'], rows: 100, nulls: 50 })
    const misfits = heldTable({ id: 't', columns: ['tinh', 'so'], rows: 100, findings: { typeFailures: 10 } })
    const doubles = heldTable({ id: 't', columns: ['tinh', 'so'], rows: 100, findings: { duplicateRows: 100 } })
    for (const [worse, code] of [
      [judged(holes), 'completeness'],
      [judged(misfits), 'types'],
      [judged(doubles), 'duplicates'],
      [judged(table, true), 'fresh'],
    ] as const) {
      expect(worse.score).toBeLessThan(100)
      expect(worse.score).toBeGreaterThan(50)
      expect(worse.mends[0]?.code).toBe(code)
    }
  })
})

describe('the day by which an update is due', () => {
  test.each([
    ['P1M', '2026-02-28T17:30:00Z', '2026-04-01'],
    ['P1Y', '2026-03-01T00:00:00Z', '2027-03-01'],
    ['P7D', '2026-12-28T00:00:00Z', '2027-01-04'],
    ['PT1H', '2026-03-01T00:00:00Z', '2026-03-01'],
  ])('%s after %s, in Vietnamese days, is %s', (cycle, publishedAt, day) => {
    expect(dueDay(new Date(publishedAt), cycle)).toBe(day)
  })

  test('nothing promised is never due', () => {
    expect(dueDay(new Date(0), undefined)).toBeUndefined()
    expect(dueDay(new Date(0), 'irregular')).toBeUndefined()
  })

  test('a month after the last day of January is the last day of February', () => {
    expect(dueDay(new Date('2026-01-31T03:00:00Z'), 'P1M')).toBe('2026-02-28')
  })
})
