import { beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseRecord, emptyDatabase } from '../record.ts'
import { citationOf, type Rules, rulesOf } from '../rules/model.ts'
import { readRules } from '../rules/read-rules.ts'
import { checkDatabase, plainFacts } from './check-database.ts'
import type { CheckFacts } from './finding.ts'

let rules: Rules
beforeAll(async () => {
  rules = await readRules()
})

const TODAY = '2026-11-22'

function full(more: Partial<DatabaseRecord> = {}): DatabaseRecord {
  return {
    ...emptyDatabase('CSDL thử'),
    identity: { name: 'CSDL thử', class: '3', status: 'operating', sector: 'y-te' },
    ownership: { operator: 'Trung tâm' },
    content: { purpose: 'Quản lý', scope: 'Cả nước', content: 'Hồ sơ' },
    update: { collectionMethod: 'Nhập tay', frequency: 'DAILY', sources: ['Các sở'] },
    classification: { sharing: 'shared', personalData: 'none' },
    items: [{ title: 'Giá', share: 'shared' }],
    ...more,
  }
}

const found = (record: DatabaseRecord, facts: Partial<CheckFacts> = {}, day = TODAY) =>
  checkDatabase(record, { ...plainFacts(day), ...facts }, rules).map(({ rule }) => rule.id)

test('a complete entry has nothing to mend', () => {
  expect(found(full())).toEqual([])
})

const open = { title: 'Giá', share: 'open' as const }

test.each<[string, DatabaseRecord, Partial<CheckFacts>, string]>([
  ['no purpose', full({ content: { scope: 'a', content: 'b' } }), {}, 'entry-2025'],
  ['no items', full({ items: [] }), {}, 'items-wanted-2025'],
  [
    'a national database outside the list',
    full({ identity: { ...full().identity, class: '1' }, sharing: { connection: 'connected' } }),
    {},
    'national-list-2026',
  ],
  [
    'class 2 without a decision',
    full({ identity: { ...full().identity, class: '2b' }, sharing: { connection: 'connected' } }),
    {},
    'class-2-decision-2025',
  ],
  ['an item without a share mode', full({ items: [{ title: 'Giá' }] }), {}, 'item-share-2025'],
  [
    'open personal data',
    full({ items: [{ ...open, personal: 'basic' }], sharing: { openListReviewedOn: TODAY } }),
    {},
    'personal-not-open',
  ],
  [
    'items others collect',
    full(),
    { twins: [{ name: 'B', agency: 'C', shared: ['Giá', 'x', 'y'] }] },
    'collected-twice-2025',
  ],
  [
    'two masters',
    full({ content: { ...full().content, masterData: true } }),
    { masters: [{ name: 'B', entity: 'công dân' }] },
    'master-once-2026',
  ],
  ['a circle', full(), { circle: ['A', 'B'] }, 'circle'],
  ['an owner that ended', full(), { owner: { name: 'Cũ', ended: true, successor: 'Mới' } }, 'owner-in-force'],
  [
    'not connected',
    full({ identity: { ...full().identity, class: '2a' }, legal: { bases: [{ number: '1/QĐ' }] } }),
    {},
    'connect-2026',
  ],
  ['an open list nobody looked at', full({ items: [open] }), {}, 'open-list-2025'],
  ['no review this year', full(), { published: true, reviewedIn: 2025 }, 'yearly-check-2025'],
])('%s is found', (...[, record, facts, rule]) => {
  expect(found(record, facts)).toEqual([rule])
})

describe('rules have their time', () => {
  test('before 22/10/2025 the decree of 2020 asked for items too, and was cited', () => {
    const record = full({ items: [] })
    const before = checkDatabase(record, plainFacts('2025-10-21'), rules)
    expect(before.map(({ rule }) => rule.id)).toEqual(['entry-2020'])
    expect(citationOf(before[0]!.rule, 'vi')).toBe('Nghị định 47/2020/NĐ-CP, Điều 11 khoản 4')
    const after = checkDatabase(record, plainFacts('2025-10-22'), rules)
    expect(after.map(({ rule }) => [rule.id, rule.stops])).toEqual([['items-wanted-2025', false]])
    expect(citationOf(after[0]!.rule, 'vi')).toBeUndefined()
  })

  test('each check that has one has exactly one rule in force on any day, but for two lists of fields', () => {
    for (const day of ['2020-06-01', '2025-07-01', '2025-08-19', '2025-10-22', '2026-05-18', '2026-05-19', TODAY]) {
      const checks = rules
        .on(day)
        .filter(({ check }) => check !== 'required')
        .map(({ check }) => check)
      expect(new Set(checks).size, day).toBe(checks.length)
    }
  })

  test('what nobody has checked is never cited as law', () => {
    const [rule] = rules.all
    if (!rule) throw new Error('no rules')
    expect(citationOf({ ...rule, force: 'law', evidence: 'unverified' }, 'vi')).toBeUndefined()
    expect(citationOf({ ...rule, force: 'law', evidence: 'secondary', document: 'A', article: 'Điều 1' }, 'vi')).toBe(
      'A, Điều 1 (theo nguồn dẫn lại)',
    )
    for (const one of rules.all) if (one.force === 'law') expect(one.document, one.id).toBeDefined()
  })

  test('a rule holds on its first and last day', () => {
    const [rule] = rules.all
    if (!rule) throw new Error('no rules')
    const one = rulesOf([{ ...rule, validFrom: '2025-01-01', validTo: '2025-12-31' }])
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((day) => one.on(day).length)).toEqual([
      0, 1, 1, 0,
    ])
  })
})
