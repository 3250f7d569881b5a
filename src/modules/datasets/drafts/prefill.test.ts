import { expect, test } from 'vitest'
import { emptyRecord } from '../../catalog/index.ts'
import { heldTable } from '../testing.ts'
import { prefill, suggestFrom } from './prefill.ts'

test('period, source and place are read from the data', () => {
  const held = heldTable({
    id: 't',
    title: 'Dân số trung bình',
    columns: ['tinh', 'nam'],
    rows: 10,
    change: {
      columns: [
        { name: 'tinh', title: 'Tỉnh', type: 'text', role: 'dimension', codeList: 'province-34' },
        { name: 'nam', title: 'Năm', type: 'period', role: 'dimension' },
      ],
      profile: [{ name: 'nam', nulls: 0, distinct: 5, distinctExact: true, min: '2019', max: '2023', top: [] }],
    },
    findings: { notes: ['Ghi chú: sơ bộ', 'Nguồn số liệu: Tổng điều tra'] },
  })
  expect(suggestFrom([held])).toEqual({
    title: 'Dân số trung bình',
    areas: ['VN'],
    temporal: { from: '2019', to: '2023' },
    source: 'Tổng điều tra',
  })
})

test('years in the labels of the measures are a period too', () => {
  const held = heldTable({
    id: 't',
    columns: ['a'],
    rows: 1,
    change: {
      columns: [
        { name: 'a', title: 'Năm 2015', type: 'integer', role: 'measure' },
        { name: 'b', title: 'Sơ bộ 2020', type: 'integer', role: 'measure' },
      ],
    },
  })
  expect(suggestFrom([held]).temporal).toEqual({ from: '2015', to: '2020' })
})

test('what the officer wrote is never overwritten', () => {
  const record = { ...emptyRecord('Tên của tôi'), source: 'Tôi ghi', areas: ['VN-26'] }
  const filled = prefill(record, { title: 'Tên khác', source: 'Máy ghi', areas: ['VN'] })
  expect(filled).toMatchObject({ title: { vi: 'Tên của tôi' }, source: 'Tôi ghi', areas: ['VN-26'] })
})

test('a column of citizen numbers makes the proposal say so; a telephone of an office does not', () => {
  const hit = { table: 't', column: 'a', columnTitle: 'A', kind: 'citizen-id', count: 1, share: 1, examples: [] }
  const severe = heldTable({
    id: 't',
    columns: ['a'],
    rows: 1,
    findings: { personal: [{ ...hit, severity: 'sensitive' }] },
  })
  const office = heldTable({
    id: 't',
    columns: ['a'],
    rows: 1,
    findings: { personal: [{ ...hit, severity: 'organisation-contact' }] },
  })
  expect(suggestFrom([severe]).personalData).toBe('sensitive')
  expect(suggestFrom([office]).personalData).toBeUndefined()
})
