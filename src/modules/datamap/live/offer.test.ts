import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { DatabaseItem } from '../record.ts'
import { driftBetween } from './drift.ts'
import { offerItems } from './offer-items.ts'
import type { ColumnSuggestion } from './suggest.ts'
import { aColumn, aSchema, aTable } from './testing.ts'

const read = (table: string, column: string, more: Partial<ColumnSuggestion> = {}): ColumnSuggestion => ({
  table,
  column,
  type: 'text',
  title: column,
  isKey: false,
  ...more,
})

describe('items offered to a draft', () => {
  test('of an empty draft are all columns, with how they are shared undecided', () => {
    const personal = { kind: 'identity', level: 'basic' as const, grounds: ['name' as const] }
    const { items, added } = offerItems([], [read('t', 'so_cccd', { personal, isKey: true })])
    expect(added).toBe(1)
    expect(items).toEqual([
      { table: 't', column: 'so_cccd', title: 'so_cccd', type: 'text', isKey: true, personal: 'basic' },
    ])
  })

  test('never touch what an officer wrote', () => {
    const written: DatabaseItem = {
      table: 't',
      column: 'a',
      title: 'Tên do cán bộ đặt',
      type: 'chuỗi',
      share: 'open',
      personal: 'none',
    }
    const personal = { kind: 'name', level: 'sensitive' as const, grounds: ['name' as const] }
    const { items, added, completed } = offerItems([written], [read('t', 'a', { personal })])
    expect([items, added, completed]).toEqual([[written], 0, 0])
  })

  test('complete what was not said, keep what has gone, and say how much', () => {
    const known: DatabaseItem[] = [
      { table: 't', column: 'a', title: 'A' },
      { table: 't', column: 'cu', title: 'Cột đã bỏ' },
      { title: 'Mục ghi tay, không có cột' },
    ]
    const list = { list: 'Danh mục', grounds: ['name' as const] }
    const offer = offerItems(known, [read('t', 'a', { codeList: list }), read('t', 'moi')])
    expect(offer).toMatchObject({ added: 1, completed: 1, gone: 1, left: 0 })
    expect(offer.items.map(({ title }) => title)).toEqual(['A', 'Cột đã bỏ', 'Mục ghi tay, không có cột', 'moi'])
    expect(offer.items[0]).toMatchObject({ type: 'text', codeList: 'Danh mục' })
  })

  test('of two columns that a record cannot tell apart are one item', () => {
    const first = offerItems([], [read('t', 'a'), read('t ', 'a', { isKey: true })])
    expect(first.items.map(({ column }) => column)).toEqual(['a'])
    expect(first.added).toBe(1)
  })

  const name = fc.string({ unit: 'binary', maxLength: 250 })
  const column = fc.record({ table: name, column: name, type: name, title: name, isKey: fc.boolean() })

  test('of any names are items a record can hold, and a second offer adds nothing', () => {
    fc.assert(
      fc.property(fc.array(column, { maxLength: 20 }), (columns) => {
        const first = offerItems([], columns)
        for (const item of first.items) expect(Value.Check(DatabaseItem, item)).toBe(true)
        expect(offerItems(first.items, columns)).toMatchObject({ added: 0, completed: 0 })
      }),
    )
  })
})

describe('drift', () => {
  const before = aSchema([
    aTable('nguoi', [aColumn('id', { type: 'int', nullable: false }), aColumn('ten'), aColumn('cu')], { key: ['id'] }),
    aTable('bo_di', [aColumn('x')]),
  ])
  const after = aSchema([
    aTable(
      'nguoi',
      [
        aColumn('id', { type: 'bigint', nullable: false }),
        aColumn('ten', { nullable: false }),
        aColumn('moi', { type: 'date' }),
      ],
      {
        key: ['id', 'ten'],
        foreignKeys: [{ name: 'f', columns: ['moi'], toSchema: 'public', toTable: 'them', toColumns: ['x'] }],
      },
    ),
    aTable('them', [aColumn('x')]),
  ])

  test('tells tables, columns, types, keys and references that came, went or changed', () => {
    expect(driftBetween(before, after).lines).toEqual([
      { kind: 'column-removed', table: 'nguoi', column: 'cu', before: 'text' },
      { kind: 'column-added', table: 'nguoi', column: 'moi', after: 'date' },
      { kind: 'type-changed', table: 'nguoi', column: 'id', before: 'int', after: 'bigint' },
      { kind: 'nullable-changed', table: 'nguoi', column: 'ten', before: 'NULL', after: 'NOT NULL' },
      { kind: 'key-changed', table: 'nguoi', before: 'id', after: 'id, ten' },
      { kind: 'reference-added', table: 'nguoi', after: 'moi → them (x)' },
      { kind: 'table-removed', table: 'bo_di' },
      { kind: 'table-added', table: 'them' },
    ])
  })

  const tables = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      columns: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
      type: fc.constantFrom('int', 'text'),
    }),
    { selector: ({ name }) => name },
  )
  const schemas = tables.map((list) =>
    aSchema(
      list.map(({ name, columns, type }) =>
        aTable(
          name,
          columns.map((one) => aColumn(one, { type })),
        ),
      ),
    ),
  )

  test('of a structure with itself is none, and back is the opposite of there', () => {
    fc.assert(
      fc.property(schemas, schemas, (one, other) => {
        expect(driftBetween(one, one).total).toBe(0)
        const [there, back] = [driftBetween(one, other).counts, driftBetween(other, one).counts]
        expect([there['table-added'], there['column-added'], there['type-changed']]).toEqual([
          back['table-removed'],
          back['column-removed'],
          back['type-changed'],
        ])
      }),
    )
  })

  test('of very many changes keeps the first lines and the count of all', () => {
    const many = aSchema(Array.from({ length: 3000 }, (_, at) => aTable(`t${at}`, [aColumn('x')])))
    const drift = driftBetween(aSchema([]), many)
    expect([drift.total, drift.counts['table-added'], drift.lines.length]).toEqual([3000, 3000, 1000])
  })
})
