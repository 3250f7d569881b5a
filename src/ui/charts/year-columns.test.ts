import { expect, test } from 'vitest'
import { chooseChart } from './choose-chart.ts'
import { yearColumns } from './year-columns.ts'

const region = { name: 'vung', title: 'Vùng', type: 'text', role: 'dimension', kind: 'place' } as const
const amount = (title: string) => ({ name: title, title, type: 'integer', role: 'measure' }) as const

test('columns of one measure in several years are found in the order of time', () => {
  const columns = [region, amount('Năm 2013'), amount('Năm 2011'), amount('Sơ bộ 2012'), amount('Tổng 2011–2013')]
  expect(yearColumns(columns)).toEqual([
    { year: '2011', index: 2 },
    { year: '2012', index: 3 },
    { year: '2013', index: 1 },
  ])
})

test('two measures with the same years are not mixed', () => {
  const columns = [amount('Lúa 2011'), amount('Ngô 2012'), amount('Lúa 2013')]
  expect(yearColumns(columns)).toEqual([])
})

test('one chosen row of a table with a column for each year is a line', () => {
  const columns = [region, amount('2011'), amount('2012'), amount('2013')]
  const chart = chooseChart(columns, [['Tây Nguyên', 1, null, 3]])
  expect(chart).toMatchObject({
    kind: 'lines',
    series: [
      {
        name: 'Tây Nguyên',
        points: [
          { label: '2011', value: 1 },
          { label: '2013', value: 3 },
        ],
      },
    ],
  })
})

test('many rows of such a table are bars of the chosen year', () => {
  const columns = [region, amount('2011'), amount('2012'), amount('2013')]
  const rows = Array.from({ length: 20 }, (_, at) => [`Vùng ${at}`, at, at * 2, 40 - at])
  const chart = chooseChart(columns, rows, '2012')
  expect(chart.kind === 'bars' && chart.items[0]).toEqual({ label: 'Vùng 19', value: 38 })
})
