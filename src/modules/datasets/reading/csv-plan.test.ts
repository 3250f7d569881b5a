import { expect, test } from 'vitest'
import { decodeFile, type RecipeStep, tidySheets } from '../../../tabular/index.ts'
import { planCsv } from './csv-plan.ts'

async function plan(rows: readonly string[], steps: readonly RecipeStep[] = []) {
  const bytes = Buffer.from(['Mã,Số,Ngày', ...rows].join('\n'))
  const decoded = await decodeFile({ bytes, name: 'lon.csv' })
  const { tables, recipe } = tidySheets(decoded, { recipe: { version: 1, steps } })
  const [table] = tables
  return table && planCsv(decoded, table, recipe)
}

const OPEN = ['a,1.234,03/04/2024', 'b,5.678,05/06/2024', 'c,9.012,07/08/2024']

test('numbers and dates with two readings are read as the officer says, in large files too', async () => {
  const columns = (
    await plan(OPEN, [
      { op: 'decimal-sign', table: 0, sign: '.' },
      { op: 'date-order', table: 0, order: 'mdy' },
      { op: 'type', table: 0, column: 'ma', type: 'text' },
    ])
  )?.columns
  expect(columns?.[1]).toMatchObject({ type: 'decimal', decimal: '.', grouping: ',' })
  expect(columns?.[2]).toMatchObject({ type: 'date', format: '%m/%d/%Y' })
})

test('a type the officer chose reaches the plan', async () => {
  const columns = (await plan(OPEN, [{ op: 'type', table: 0, column: 'so', type: 'text' }]))?.columns
  expect(columns?.[1]).toMatchObject({ name: 'so', type: 'text' })
})

test('written dates get the format their cells prove', async () => {
  const columns = (await plan(['a,1,25/04/2024', 'b,2,05/06/2024', 'c,3,07/08/2024']))?.columns
  expect(columns?.[2]).toMatchObject({ type: 'date', format: '%d/%m/%Y' })
})

test('a name to be written otherwise is nothing for DuckDB', async () => {
  expect(await plan(OPEN, [{ op: 'map-name', table: 0, column: 'ma', from: 'a', to: 'x' }])).toBeUndefined()
})
