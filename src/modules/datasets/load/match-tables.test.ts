import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchTables } from './match-tables.ts'

const open = (name: string) => ({
  id: name,
  resourceId: 'r',
  kind: 'table' as const,
  name,
  url: undefined,
  position: 0,
})

test('the only table of a dataset with one table is that table, whatever its sheet is called now', () => {
  expect(matchTables([{ name: 'thang-2' }], [open('thang-1')], new Set(['thang-1']))).toEqual(['thang-1'])
})

test('of several tables each keeps the place of its name; the rest is new', () => {
  const existing = [open('a'), open('b')]
  expect(matchTables([{ name: 'b' }, { name: 'c' }], existing, new Set(['a', 'b']))).toEqual(['b', 'c'])
})

test('a name that another file of the draft has taken is told apart by a number', () => {
  expect(matchTables([{ name: 'a' }, { name: 'a' }], [open('b'), open('c')], new Set(['a', 'b', 'c']))).toEqual([
    'a-2',
    'a-3',
  ])
})

test('no two tables of one file ever get the same place', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'a-2')
  fc.assert(
    fc.property(fc.array(name, { maxLength: 6 }), fc.uniqueArray(name), (names, existing) => {
      const given = matchTables(
        names.map((item) => ({ name: item })),
        existing.map(open),
        new Set(existing),
      )
      expect(new Set(given).size).toBe(names.length)
    }),
  )
})
