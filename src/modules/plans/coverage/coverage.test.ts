import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAgencyTree } from '../../identity/agencies/tree.ts'
import type { Agency } from '../../identity/index.ts'
import { addCounts, type Counts, NO_COUNTS } from '../progress/model.ts'
import type { PlanKind } from '../rules/model.ts'
import { coverageOf, type IssuedPlan, sumTree } from './model.ts'

const agency = (id: string, more: Partial<Agency> = {}): Agency => ({
  id,
  code: id,
  name: id,
  nameEn: undefined,
  kind: 'ministry',
  parentId: undefined,
  validFrom: undefined,
  validTo: undefined,
  successorIds: [],
  aliases: [],
  verified: true,
  note: undefined,
  attributes: {},
  seeded: true,
  contactPhone: undefined,
  contactEmail: undefined,
  fourEyes: true,
  ...more,
})
const kind: PlanKind = {
  id: 'open-data',
  name: { vi: 'K', en: 'K' },
  form: 'items',
  parts: [],
  duties: [],
  basis: [],
}
const duty = { issuers: ['ministry', 'province-committee'], from: '2023-04-04', share: 100, basis: 'x' }
const plan = (agencyId: string, from: string, to: string): IssuedPlan => ({
  resourceId: `${agencyId}${from}`,
  agencyId,
  kind: 'open-data',
  period: { from, to },
  slug: 's',
  title: 't',
  number: undefined,
  issuedOn: undefined,
  counts: NO_COUNTS,
})

describe('who has issued a plan', () => {
  const agencies = [
    agency('A'),
    agency('B'),
    agency('C'),
    agency('D', { validTo: '2025-02-28' }),
    agency('E', { kind: 'unit' }),
    agency('F', { validFrom: '2027-01-01' }),
  ]
  const plans = [
    plan('A', '2026-01-01', '2027-12-31'),
    plan('B', '2023-01-01', '2025-12-31'),
    plan('C', '2027-01-01', '2029-12-31'),
    plan('E', '2026-01-01', '2027-12-31'),
  ]

  test.each([
    ['2026-11-22', { A: 'in-force', B: 'ended', C: 'in-force' }],
    ['2024-06-01', { A: 'in-force', B: 'in-force', C: 'in-force', D: 'missing' }],
    ['2028-01-01', { A: 'ended', B: 'ended', C: 'in-force', F: 'missing' }],
  ])('on %s', (day, wanted) => {
    const coverage = coverageOf(kind, { duty, agencies, plans }, day)
    expect(Object.fromEntries(coverage.rows.map(({ agency: one, state }) => [one.id, state]))).toEqual(wanted)
    expect(coverage.wanted).toBe(Object.keys(wanted).length)
    expect(coverage.issued).toBe(Object.values(wanted).filter((state) => state === 'in-force').length)
  })

  test('nobody must issue what no duty asks for', () => {
    expect(coverageOf(kind, { duty: undefined, agencies, plans }, '2026-11-22')).toMatchObject({ issued: 0, wanted: 0 })
  })
})

/** A forest: every agency but the first may stand below one with a smaller number. */
const forest = fc
  .array(fc.option(fc.nat(30), { nil: undefined }), { minLength: 1, maxLength: 30 })
  .map((parents) =>
    parents.map((parent, index) =>
      agency(`a${index}`, index > 0 && parent !== undefined ? { parentId: `a${parent % index}` } : {}),
    ),
  )
const counts = fc.array(fc.nat(50), { minLength: 9, maxLength: 9 }).map((values): Counts => {
  const names = Object.keys(NO_COUNTS) as (keyof Counts)[]
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0])) as unknown as Counts
})

describe('the sum over a tree of agencies', () => {
  test('of an agency is its own figures and the sums of those directly below', () => {
    fc.assert(
      fc.property(forest, fc.array(counts, { minLength: 30, maxLength: 30 }), (agencies, drawn) => {
        const tree = buildAgencyTree(agencies)
        const own = new Map(agencies.map(({ id }, index) => [id, drawn[index] ?? NO_COUNTS]))
        for (const { id } of agencies) {
          const below = tree.children(id).map((child) => sumTree(tree, own, child.id))
          expect(sumTree(tree, own, id)).toEqual([own.get(id) ?? NO_COUNTS, ...below].reduce(addCounts))
        }
      }),
    )
  })

  test('of all roots is the sum of everybody: nobody is counted twice or left out', () => {
    fc.assert(
      fc.property(forest, fc.array(counts, { minLength: 30, maxLength: 30 }), (agencies, drawn) => {
        const tree = buildAgencyTree(agencies)
        const own = new Map(agencies.map(({ id }, index) => [id, drawn[index] ?? NO_COUNTS]))
        const roots = tree.roots().map(({ id }) => sumTree(tree, own, id))
        expect(roots.reduce(addCounts, NO_COUNTS)).toEqual([...own.values()].reduce(addCounts, NO_COUNTS))
      }),
    )
  })

  test('takes in the plans of an agency whose duties it took over', () => {
    const tree = buildAgencyTree([agency('new'), agency('old', { validTo: '2025-02-28', successorIds: ['new'] })])
    const own = new Map([['old', { ...NO_COUNTS, items: 7 }]])
    expect(sumTree(tree, own, 'new').items).toBe(7)
  })
})
