import { expect, test } from 'vitest'
import type { ColumnLike } from '../cell.ts'
import { chooseChart } from './choose-chart.ts'
import { spread, ticksFor } from './scale.ts'

const place: ColumnLike = { name: 'tinh', title: 'Tỉnh', type: 'text', role: 'dimension', kind: 'place' }
const year: ColumnLike = { name: 'nam', title: 'Năm', type: 'integer', role: 'dimension', kind: 'time' }
const people: ColumnLike = { name: 'dan_so', title: 'Dân số', type: 'decimal', role: 'measure' }

test('time and a measure make one line for each place', () => {
  const rows = [2014, 2015, 2016].flatMap((time) => ['A', 'B'].map((name, index) => [name, time, time + index]))
  const chart = chooseChart([place, year, people], rows)
  expect(chart.kind).toBe('lines')
  if (chart.kind !== 'lines') return
  expect(chart.series.map((line) => line.name)).toEqual(['A', 'B'])
  expect(chart.series[0]?.points.map((point) => point.label)).toEqual(['2014', '2015', '2016'])
})

test('many places over time are compared at the latest time, the highest first', () => {
  const rows = [2014, 2015, 2016].flatMap((time) =>
    Array.from({ length: 20 }, (_, n) => [`P${n}`, time, n * (time - 2013)]),
  )
  const chart = chooseChart([place, year, people], rows)
  expect(chart.kind).toBe('bars')
  if (chart.kind !== 'bars') return
  expect(chart.items[0]).toEqual({ label: 'P19', value: 57 })
  expect(chart.items).toHaveLength(16)
})

test('a list of names without a measure has no chart', () => {
  expect(
    chooseChart(
      [place, { name: 'dia_chi', title: 'Địa chỉ', type: 'text', role: 'attribute' }],
      [
        ['A', 'x'],
        ['B', 'y'],
      ],
    ),
  ).toEqual({ kind: 'none' })
})

test('a year or a code is never taken for a measure', () => {
  const code: ColumnLike = { name: 'ma', title: 'Mã', type: 'integer', codeList: 'province-63' }
  expect(
    chooseChart(
      [place, year, code],
      [
        ['A', 2015, 1],
        ['B', 2016, 2],
      ],
    ),
  ).toEqual({ kind: 'none' })
})

test('axes have round steps and labels do not touch', () => {
  expect(ticksFor(0, 6040, 4)).toEqual([0, 2000, 4000, 6000, 8000])
  expect(spread([10, 12, 50], 20)).toEqual([10, 30, 50])
})
