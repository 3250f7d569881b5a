import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LevelRules } from './level-rules.ts'
import { citation } from './level-rules.ts'
import { proposeLevel } from './propose-level.ts'
import { readLevelRules } from './read-level-rules.ts'
import {
  INFO_TYPES,
  ONLINE_SERVICES,
  PUBLIC_SERVICES,
  SCOPES,
  SECRET_HARMS,
  SYSTEM_TYPES,
  type SystemFacts,
  WORKS,
} from './record.ts'

let rules: LevelRules
beforeAll(async () => {
  rules = await readLevelRules()
})

const OLD = '2024-05-01'
const NEW = '2026-11-22'
const at = (facts: SystemFacts, day: string, investedOn?: string) => proposeLevel(rules, { facts, day, investedOn })
const levelOf = (facts: SystemFacts, day: string) => at(facts, day).now.level

describe('criteria of Decree 85/2016', () => {
  test.each<[SystemFacts, number | undefined, string]>([
    [{ systemType: 'internal', infoTypes: ['public'] }, 1, 'Điều 7'],
    [{ systemType: 'internal', infoTypes: ['public', 'private'] }, 2, 'Điều 8'],
    [{ systemType: 'service', publicService: 'information' }, 2, 'Điều 8'],
    [{ systemType: 'service', publicService: 'level2' }, 2, 'Điều 8'],
    [{ systemType: 'service', onlineService: 'unconditional' }, 2, 'Điều 8'],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 9999 }, 2, 'Điều 8'],
    [{ systemType: 'infrastructure', scope: 'organisation' }, 2, 'Điều 8'],
    [{ secretHarm: 'harm' }, 3, 'Điều 9'],
    [{ systemType: 'service', publicService: 'level3' }, 3, 'Điều 9'],
    [{ systemType: 'service', onlineService: 'conditional' }, 3, 'Điều 9'],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 10_000 }, 3, 'Điều 9'],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 6000, subjectsSensitive: 4000 }, 3, 'Điều 9'],
    [{ systemType: 'infrastructure', scope: 'province' }, 3, 'Điều 9'],
    [{ systemType: 'control', works: 'IV' }, 3, 'Điều 9'],
    [{ secretHarm: 'serious' }, 4, 'Điều 10'],
    [{ systemType: 'service', nationalEgov: true, nonstop: true }, 4, 'Điều 10'],
    [{ systemType: 'infrastructure', scope: 'nation', nonstop: true }, 4, 'Điều 10'],
    [{ systemType: 'control', works: 'I' }, 4, 'Điều 10'],
    [{ secretHarm: 'grave' }, 5, 'Điều 11'],
    [{ nationalData: true }, 5, 'Điều 11'],
    [{ systemType: 'infrastructure', scope: 'international' }, 5, 'Điều 11'],
    [{ systemType: 'control', works: 'II', securityWorks: true }, 5, 'Điều 11'],
    [{ systemType: 'infrastructure', scope: 'nation', nonstop: false }, undefined, ''],
    [{ systemType: 'other' }, undefined, ''],
    [{}, undefined, ''],
  ])('%o is of level %s by %s', (facts, level, article) => {
    const { now } = at(facts, OLD)
    expect([now.level, now.regime.id]).toEqual([level, 'nd85-2016'])
    expect(now.grounds[0]?.article ?? '').toBe(article)
  })
})

describe('criteria of Decree 331/2026', () => {
  test.each<[SystemFacts, number | undefined]>([
    [{ systemType: 'internal', infoTypes: ['public'] }, 1],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 99_999 }, 2],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 50_000, subjectsSensitive: 9999 }, 2],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 100_000 }, 3],
    [{ systemType: 'service', infoTypes: ['personal'], subjectsBasic: 1, subjectsSensitive: 10_000 }, 3],
    [{ systemType: 'internal', infoTypes: ['personal'], procedures: true }, 3],
    [{ systemType: 'control', works: 'IV' }, 3],
    [{ systemType: 'service', publicService: 'level3' }, undefined],
  ])('%o is of level %s', (facts, level) => {
    const { now } = at(facts, NEW)
    expect([now.level, now.regime.id]).toEqual([level, 'nd331-2026'])
  })

  test('where its words on levels 4 and 5 were not found, the former criterion is used and said to be', () => {
    const [ground] = at({ nationalData: true }, NEW).now.grounds
    expect(ground).toMatchObject({
      level: 5,
      document: 'Nghị định 85/2016/NĐ-CP',
      carriedFrom: 'Nghị định 85/2016/NĐ-CP',
    })
  })
})

describe('the switch between them', () => {
  const facts: SystemFacts = { systemType: 'service', infoTypes: ['personal'], subjectsBasic: 20_000 }

  test('the same system is of level 3 on the last day of the old decree and of level 2 on the first of the new', () => {
    expect([levelOf(facts, '2026-08-18'), levelOf(facts, '2026-08-19')]).toEqual([3, 2])
  })

  test('a system invested in before July 2026 goes by the old decree until the end of the year, and is told of the new', () => {
    const { now, later } = at(facts, NEW, '2025-01-15')
    expect([now.level, now.byTransition, now.regime.id]).toEqual([3, true, 'nd85-2016'])
    expect([later?.level, later?.regime.id]).toEqual([2, 'nd331-2026'])
  })

  test.each([
    ['2026-12-31', '2025-01-15', 'nd85-2016'],
    ['2027-01-01', '2025-01-15', 'nd331-2026'],
    ['2026-11-22', '2026-06-30', 'nd85-2016'],
    ['2026-11-22', '2026-07-01', 'nd331-2026'],
    ['2026-11-22', undefined, 'nd331-2026'],
    ['2024-01-01', '2023-01-01', 'nd85-2016'],
  ])('on %s, invested in on %s: %s', (day, investedOn, regime) => {
    expect(at(facts, day, investedOn).now.regime.id).toBe(regime)
  })
})

describe('minimums of other documents', () => {
  test('lift the level from the day they hold', () => {
    const facts: SystemFacts = { systemType: 'internal', infoTypes: ['public'], dataExchange: true }
    expect([levelOf(facts, '2026-09-24'), levelOf(facts, '2026-09-25')]).toEqual([1, 3])
    expect(levelOf({ eIdentity: true }, NEW)).toBe(3)
  })
})

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const anyFacts = fc
  .record({
    systemType: optional(fc.constantFrom(...SYSTEM_TYPES)),
    infoTypes: optional(fc.uniqueArray(fc.constantFrom(...INFO_TYPES), { minLength: 1 })),
    publicService: optional(fc.constantFrom(...PUBLIC_SERVICES)),
    onlineService: optional(fc.constantFrom(...ONLINE_SERVICES)),
    scope: optional(fc.constantFrom(...SCOPES)),
    works: optional(fc.constantFrom(...WORKS)),
    secretHarm: optional(fc.constantFrom(...SECRET_HARMS)),
    subjectsBasic: optional(fc.nat(200_000)),
    subjectsSensitive: optional(fc.nat(20_000)),
    procedures: optional(fc.boolean()),
    nonstop: optional(fc.boolean()),
    nationalEgov: optional(fc.boolean()),
    nationalData: optional(fc.boolean()),
    securityWorks: optional(fc.boolean()),
    dataExchange: optional(fc.boolean()),
    eIdentity: optional(fc.boolean()),
  })
  .map((facts) => JSON.parse(JSON.stringify(facts)) as SystemFacts)
const anyDay = fc.constantFrom(OLD, NEW, '2026-08-18', '2026-08-19', '2027-02-01')

describe('any answers', () => {
  test('give the highest of the grounds, and every ground can be cited', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const { now } = at(facts, day)
        expect(now.level).toBe(
          now.grounds.length === 0 ? undefined : Math.max(...now.grounds.map(({ level }) => level)),
        )
        for (const ground of now.grounds) expect(citation(ground, 'vi')).toMatch(/Nghị định/)
      }),
    )
  })

  test('with more people the level never falls', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, fc.nat(300_000), (facts, day, more) => {
        fc.pre(facts.infoTypes?.includes('personal') === true && facts.subjectsBasic !== undefined)
        const grown = { ...facts, subjectsBasic: (facts.subjectsBasic ?? 0) + more }
        expect(levelOf(grown, day) ?? 0).toBeGreaterThanOrEqual(levelOf(facts, day) ?? 0)
      }),
    )
  })
})

test('what nobody has checked is cited to nobody', () => {
  expect(citation({ document: 'Thông tư lạ', evidence: 'unverified' }, 'vi')).toBeUndefined()
  expect(citation({ document: 'Nghị định A', article: 'Điều 1', evidence: 'secondary' }, 'vi')).toContain(
    'nguồn dẫn lại',
  )
})
