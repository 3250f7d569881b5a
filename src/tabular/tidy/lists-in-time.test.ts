import { expect, test } from 'vitest'
import type { Sheet } from '../model.ts'
import type { CodeBinder } from './model.ts'
import { tidySheets } from './tidy-sheets.ts'

const binder = (list: string, validFrom: string, codes: Readonly<Record<string, string>>): CodeBinder => ({
  list,
  level: 'province',
  validFrom,
  match: (name) => (codes[name] === undefined ? undefined : { code: codes[name], name }),
})
const lists = [
  binder('province-63', '2008-08-01', { 'Cà Mau': '96', 'An Giang': '89', 'Bạc Liêu': '95' }),
  binder('province-34', '2025-07-01', { 'Cà Mau': '34', 'An Giang': '33' }),
]

function listFor(year: string, ...names: string[]): string | undefined {
  const rows = [['Tỉnh', year], ...names.map((name, i) => [name, String(10 + i)])]
  const cells = rows.map((row) => row.map((text) => ({ text, value: text })))
  const sheet: Sheet = { name: undefined, rows: cells, merges: [], hiddenRows: [], hiddenColumns: [] }
  return tidySheets({ sheets: [sheet], problems: [] }, { lists }).tables[0]?.columns[0]?.codeList
}

test('figures after the merger are on the new list, earlier ones on the old', () => {
  expect(listFor('2026', 'Cà Mau', 'An Giang')).toBe('province-34')
  expect(listFor('2024', 'Cà Mau', 'An Giang')).toBe('province-63')
})

test('old names keep a later table on the old list', () => {
  expect(listFor('2026', 'Cà Mau', 'An Giang', 'Bạc Liêu')).toBe('province-63')
})
