import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_COUNTS } from '../progress/model.ts'
import { detailsIn, type PlanDetails } from './plan-details.ts'

const told: PlanDetails = {
  kind: 'open-data',
  period: { from: '2026-01-01', to: '2028-12-31' },
  document: { number: '15/QĐ', date: '2026-11-20' },
  counts: { ...NO_COUNTS, items: 4, due: 2, published: 2, onTime: 1, late: 1, dueSoon: 1 },
  asOf: '2026-11-22T10:00:00.000Z',
}

test('figures that fit together are counted', () => {
  expect(detailsIn(told)).toEqual(told)
})

test.each<[string, unknown]>([
  ['more published than there are', { ...told, counts: { ...told.counts, published: 5 } }],
  ['more on time than published', { ...told, counts: { ...told.counts, onTime: 3 } }],
  ['parts larger than the whole', { ...told, counts: { ...told.counts, late: 3 } }],
  ['a part of something else', { ...told, counts: { ...told.counts, fresh: 5 } }],
  ['a negative number', { ...told, counts: { ...told.counts, items: -1 } }],
  ['no whole number', { ...told, counts: { ...told.counts, items: 1.5 } }],
  ['a day that does not exist', { ...told, period: { from: '2026-02-31', to: '2028-12-31' } }],
  ['a period that ends before it begins', { ...told, period: { from: '2029-01-01', to: '2028-12-31' } }],
  ['no time', { ...told, asOf: '2026-99-99T99:99:99Z' }],
  ['a file that is no web address', { ...told, file: 'javascript:alert(1)' }],
  ['nothing', undefined],
])('%s is left out', (_, given) => {
  expect(detailsIn(given)).toBeUndefined()
})

test('whatever a node sends, it is counted or left out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (given) => {
      expect(detailsIn(given)).toBeUndefined()
    }),
  )
})
