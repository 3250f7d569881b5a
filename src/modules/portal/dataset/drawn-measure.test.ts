import { describe, expect, test } from 'vitest'
import type { Column } from '../../../tabular/model.ts'
import { drawnMeasure } from './drawn-measure.ts'

const measure = (title: string): Column =>
  ({ name: title.toLowerCase(), title, role: 'measure', type: 'decimal' }) as Column

describe('the measure a chart shows', () => {
  test('is the newest of a row of years', () => {
    const columns = ['2014', '2015', 'Sơ bộ 2016'].map(measure)
    expect(drawnMeasure(columns, {})?.title).toBe('Sơ bộ 2016')
  })

  test('is the first where columns are different things', () => {
    const columns = ['Tổng số', 'Công nghiệp', 'Dịch vụ'].map(measure)
    expect(drawnMeasure(columns, {})?.title).toBe('Tổng số')
  })

  test('is the one asked for', () => {
    const columns = ['Tổng số', 'Dịch vụ'].map(measure)
    expect(drawnMeasure(columns, { do: 'dịch vụ' })?.title).toBe('Dịch vụ')
  })
})
