import fc from 'fast-check'
import { Value } from 'typebox/value'
import { beforeAll, expect, test } from 'vitest'
import { SystemStatement } from '../systems/record.ts'
import { cleaned } from '../systems/save-statement.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { seedMatchers } from '../values/testing.ts'
import { choiceLabel } from '../words.ts'
import { findTable, type InventoryTable } from './find-table.ts'
import { HEADINGS } from './headings.ts'
import { indexSystems, type KnownSystem } from './known-systems.ts'
import { NOTHING_MENDED } from './model.ts'
import { type DraftedSystems, draftSystem } from './plan-systems.ts'
import { newLedger } from './read-rows.ts'

const AGENCY = '01900000-0000-7000-8000-000000000001'

let matchers: ValueMatchers
beforeAll(async () => {
  matchers = await seedMatchers()
})

function plan(table: InventoryTable, known: readonly KnownSystem[] = []) {
  const ledger = newLedger()
  const systems: DraftedSystems = new Map()
  const taken: DraftedSystems = new Map()
  const context = {
    owners: { find: () => ({ kind: 'unknown', near: [] }) as const },
    agencyId: AGENCY,
    mayWrite: () => true,
    systems: indexSystems(known),
  }
  const fields = { matchers, mended: NOTHING_MENDED, ledger }
  for (const row of table.rows) draftSystem({ tableIndex: 0, table, row }, { fields, context, systems, taken })
  return { ledger, systems: [...systems.values()] }
}

const text = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: 'grapheme' })
    .map((one) => one.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter((one) => /\p{L}/u.test(one) && !/^\p{L}{1,2}$/u.test(one))

test('whatever stands in the rows, each is planned as the register can keep it, told, asked or left aside', () => {
  const cell = fc.oneof(fc.constant(''), fc.string({ maxLength: 40 }), fc.constantFrom('31/12/2020', '2019', 'Dự kiến'))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 17, maxLength: 17 }), { maxLength: 8 }), (rows) => {
      const table = findTable({
        name: 'Hệ thống',
        rows: [HEADINGS.systems.map(({ texts }) => texts[0] ?? ''), ...rows],
      })
      if (!table) return
      const { systems, ledger } = plan(table)
      for (const { statement } of systems) expect(Value.Check(SystemStatement, statement)).toBe(true)
      const asked = [...ledger.unknown.values()].reduce((sum, { count }) => sum + count, 0)
      const aside = table.rows.filter(({ cells }) => cells.filter(Boolean).length <= 1).length
      expect(systems.length + ledger.problems.length + asked + aside).toBeGreaterThanOrEqual(table.rows.length)
    }),
  )
})

test('what the register says comes back from a sheet as it was', () => {
  const statement = fc.record(
    {
      name: text(60),
      status: fc.constantFrom('planned', 'building', 'operating', 'upgrading', 'retired'),
      url: fc.constantFrom('https://a.example.vn', 'http://b.example.vn/x'),
      purpose: text(60),
      operator: text(60),
      itUnit: text(60),
      investedOn: fc.constantFrom('2019-02-28', '2024-12-31'),
      yearInUse: fc.integer({ min: 1950, max: 2100 }),
      networks: text(60),
    },
    { requiredKeys: ['name', 'status'] },
  )
  fc.assert(
    fc.property(statement, (said) => {
      const kept = cleaned({ ...said, facts: {} } as SystemStatement)
      const cells: Readonly<Record<string, string | undefined>> = {
        stt: '1',
        'identity.system': kept.name,
        'identity.status': choiceLabel('status', kept.status, 'vi'),
        'identity.systemUrl': kept.url,
        'content.purpose': kept.purpose,
        'ownership.operator': kept.operator,
        'ownership.itUnit': kept.itUnit,
        'system.investedOn': kept.investedOn?.split('-').toReversed().join('/'),
        'identity.yearInUse': kept.yearInUse?.toString(),
        'system.networks': kept.networks,
      }
      const table = findTable({
        name: 'Hệ thống',
        rows: [
          HEADINGS.systems.map(({ texts }) => texts[0] ?? ''),
          HEADINGS.systems.map(({ target }) => cells[target] ?? ''),
        ],
      })
      const known = { id: '01900000-0000-7000-8000-000000000002', agencyId: AGENCY, revision: 3, statement: kept }
      const { systems, ledger } = plan(table as InventoryTable, [known])
      expect(ledger.problems).toEqual([])
      expect(systems).toMatchObject([{ action: 'same', systemId: known.id, statement: kept }])
    }),
  )
})

test('two rows that mean one system of the register are told, and neither overwrites the other', () => {
  const table = findTable({
    name: 'Hệ thống',
    rows: [
      ['Tên hệ thống', 'Mã hệ thống', 'Trạng thái'],
      ['Quản lý hộ tịch', 'HT', 'Đang vận hành'],
      ['Quản lý cư trú', 'HT', 'Đang vận hành'],
    ],
  })
  const statement: SystemStatement = { name: 'Hộ tịch', code: 'HT', status: 'operating', facts: {} }
  const known = { id: '01900000-0000-7000-8000-000000000002', agencyId: AGENCY, revision: 3, statement }
  const { systems, ledger } = plan(table as InventoryTable, [known])
  expect(systems.map(({ statement: { name }, systemId }) => [name, systemId])).toEqual([['Quản lý hộ tịch', known.id]])
  expect(ledger.problems.map(({ said }) => said.vi)).toEqual([
    'Theo mã, là cùng một hệ thống của sổ với Hệ thống, dòng 2. Sửa mã, hoặc bỏ dòng này.',
  ])
})
