import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { BARE_WEEK } from '../../../platform/work-calendar.ts'
import { deadlineOf, move, STEPS, stepsFrom } from './dossier.ts'
import { addFigures, type Figures, NO_FIGURES, rollUp } from './figures.ts'
import type { LevelRules } from './level-rules.ts'
import { readLevelRules } from './read-level-rules.ts'
import { type Checklist, DOSSIER_STATES, EMPTY_CHECKLIST, type Layer, type SystemRecord } from './record.ts'
import { isCompliant, isLabelled, missingParts, reviewOf, standingOf } from './standing.ts'

let rules: LevelRules
beforeAll(async () => {
  rules = await readLevelRules()
})

const DAY = '2026-11-22'
const layer = (unit: string, until?: string): Layer => ({
  unit,
  evidence: 'Hợp đồng 12/2026',
  since: '2026-01-05',
  ...(until ? { until } : {}),
})
const LAYERS: Checklist['layers'] = {
  onSite: layer('Phòng CNTT'),
  monitoring: layer('Công ty Giám sát', '2026-12-31'),
  assessment: layer('Công ty Đánh giá', '2027-03-01'),
  nationalLink: layer('Trung tâm'),
}

function record(more: Partial<SystemRecord> = {}, checklist: Partial<Checklist> = {}): SystemRecord {
  return {
    statement: { name: 'Hệ thống thử', status: 'operating', facts: {} },
    checklist: { ...EMPTY_CHECKLIST, layers: LAYERS, ...checklist },
    choice: { level: 3, regime: 'nd331-2026', criteria: [], by: 'An', on: DAY },
    approval: { number: '12/QĐ', on: '2026-10-01', authority: 'Bộ', level: 3 },
    ...more,
  }
}
const standing = (of: SystemRecord) => standingOf(of, { dossier: 'approved', rules, day: DAY })

test('approved with four layers is compliant until the first of them ends', () => {
  const full = standing(record())
  expect(full).toMatchObject({ layers: 4, layersUntil: '2026-12-31' })
  expect([isCompliant(full, DAY), isCompliant(full, '2026-12-31'), isCompliant(full, '2027-01-01')]).toEqual([
    true,
    true,
    false,
  ])
})

test('who monitors makes no independent assessor, however the name is written', () => {
  const twice = record({}, { layers: { ...LAYERS, assessment: layer('  CÔNG TY  giám sát') } })
  expect(standing(twice).layers).toBe(3)
})

test('a layer without evidence, or without its day, is none', () => {
  const without = record({}, { layers: { ...LAYERS, onSite: { unit: 'Phòng CNTT', evidence: 'có' } } })
  expect(standing(without).layers).toBe(3)
})

test('a label counts until it runs out', () => {
  const labelled = standing(record({}, { label: { state: 'granted', until: '2026-11-22' } }))
  expect([isLabelled(labelled, DAY), isLabelled(labelled, '2026-11-23')]).toEqual([true, false])
})

test('levels 4 and 5 need a professional opinion; the regulation is asked for from the day of the new decree', () => {
  const parts = (level: number, day: string) =>
    missingParts(record({ choice: { level, regime: 'nd331-2026', criteria: [], by: 'An', on: day } }), rules, day).map(
      ({ id }) => id,
    )
  expect(parts(3, '2024-01-01')).toEqual(['overview', 'design', 'rationale', 'plan'])
  expect(parts(4, '2024-01-01')).toContain('opinion')
  expect(parts(3, DAY)).toContain('regulation')
  const old = record({ choice: { level: 3, regime: 'nd85-2016', criteria: [], by: 'An', on: DAY } })
  expect(missingParts(old, rules, DAY).map(({ id }) => id)).not.toContain('regulation')
})

test('the yearly review is due by the rule of the day, and a rule nobody checked binds nobody', () => {
  const at = (reviewedOn: string | undefined, day: string) => reviewOf({ reviewedOn }, { rules, day })
  expect(at(undefined, DAY)).toMatchObject({ due: '2026-12-25', done: false, late: false })
  expect(at('2026-03-01', DAY)).toMatchObject({ done: true, late: false })
  expect(at('2025-12-30', '2026-12-26')).toMatchObject({ done: false, late: true })
  expect(at(undefined, '2025-11-22')).toBeUndefined()
})

test.each([
  ['submitted', 3, '2026-11-20', '2026-11-27'],
  ['checked', 3, '2026-11-20', '2026-12-05'],
  ['checked', 5, '2026-11-20', '2026-12-20'],
  ['appraised', 2, '2026-11-20', '2026-12-01'],
  ['appraised', 3, '2026-11-20', undefined],
  ['draft', 3, '2026-11-20', undefined],
] as const)('a dossier %s at level %s since %s is due on %s', (...[state, level, since, due]) => {
  const deadline = deadlineOf(rules, { state, since, level, day: since, calendar: BARE_WEEK })
  expect(deadline?.due).toBe(due)
})

test('a dossier moves along its steps and no other way', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }), (steps) => {
      let state = DOSSIER_STATES[0] as (typeof DOSSIER_STATES)[number]
      for (const step of steps) {
        const next = move(state, step)
        expect(stepsFrom(state).includes(step)).toBe(next !== undefined)
        // Nothing is approved that was not appraised.
        if (next === 'approved') expect(state).toBe('appraised')
        state = next ?? state
      }
    }),
  )
})

const figures = fc.record({
  total: fc.nat(50),
  classified: fc.nat(50),
  compliant: fc.nat(50),
  labelled: fc.nat(50),
  toReview: fc.nat(50),
  levels: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
})

test('sums along any tree, rings and ended agencies among it, equal counting by hand', () => {
  const SIZE = 10
  const node = fc.record({ parent: fc.option(fc.nat(SIZE - 1)), heir: fc.option(fc.nat(SIZE - 1)), figures })
  fc.assert(
    fc.property(fc.array(node, { minLength: SIZE, maxLength: SIZE }), (nodes) => {
      const parentOf = (id: string) => nodes[Number(id)]?.parent?.toString()
      const heirOf = (id: string) => nodes[Number(id)]?.heir?.toString() ?? id
      const tree = { parentOf, current: (id: string) => ({ id: heirOf(id) }) }
      const branches = rollUp(new Map(nodes.map((one, id) => [String(id), one.figures])), tree)
      for (const [id, branch] of branches) {
        let expected: Figures = NO_FIGURES
        for (const [at, one] of nodes.entries()) {
          const seen = new Set<string>()
          for (let up: string | undefined = heirOf(String(at)); up !== undefined && !seen.has(up); up = parentOf(up))
            seen.add(up)
          if (seen.has(id)) expected = addFigures(expected, one.figures)
        }
        expect(branch.figures).toEqual(expected)
      }
    }),
  )
})
