import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDaysTo, daysBetween } from '../../../platform/days.ts'
import type { Phase, PlanItem } from '../content/model.ts'
import { planItem } from '../testing.ts'
import { addCounts, type Counts, type DatasetFacts, percent, progressOf, type Yardstick } from './model.ts'

const TODAY = '2027-06-15'
const phase = (year: number, minimum: Phase['minimum']): Phase => ({
  id: `${year}`,
  name: `Năm ${year}`,
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  minimum,
})
const phases = [phase(2026, { share: 30, quality: 60 }), phase(2027, { share: 60, quality: 70, openFormat: 100 })]

const facts = (more: Partial<DatasetFacts> = {}): DatasetFacts => ({
  id: 'd',
  slug: 'd',
  title: 'D',
  isPublic: true,
  firstPublishedOn: '2026-05-01',
  quality: 80,
  freshUntil: '2027-12-31',
  formats: ['CSV'],
  ...more,
})

const BY: Yardstick = { today: TODAY, soonDays: 30, openFormats: new Set(['CSV', 'JSON']) }

const stageOf = (due: string, dataset: DatasetFacts | undefined) => {
  const item = planItem('a', 'A', { due })
  return progressOf({ items: [item], phases }, new Map(dataset ? [['a', dataset]] : []), BY).items[0]
}

describe('the state of one item', () => {
  test.each([
    ['public before it was due', '2026-06-01', facts(), { stage: 'published', onTime: true }],
    ['public on the day', '2026-05-01', facts(), { stage: 'published', onTime: true }],
    ['public after it was due', '2026-04-30', facts(), { stage: 'published', onTime: false }],
    ['nothing yet, due yesterday', '2027-06-14', undefined, { stage: 'late', onTime: false }],
    ['nothing yet, due today', TODAY, undefined, { stage: 'due-soon' }],
    ['nothing yet, due in 30 days', '2027-07-15', undefined, { stage: 'due-soon' }],
    ['nothing yet, due in 31 days', '2027-07-16', undefined, { stage: 'planned' }],
    ['a draft, not public', '2026-06-01', facts({ isPublic: false, firstPublishedOn: undefined }), { stage: 'late' }],
    ['public once, withdrawn', '2028-06-01', facts({ isPublic: false }), { stage: 'withdrawn', fresh: false }],
    ['its cycle has ended', '2026-06-01', facts({ freshUntil: '2027-06-14' }), { fresh: false }],
    ['its cycle ends today', '2026-06-01', facts({ freshUntil: TODAY }), { fresh: true }],
    ['promises no cycle', '2026-06-01', facts({ freshUntil: undefined }), { fresh: true }],
    ['below the score of its phase', '2027-06-01', facts({ quality: 69 }), { goodEnough: false }],
    ['reaches the score of its phase', '2027-06-01', facts({ quality: 70 }), { goodEnough: true }],
    ['only as PDF', '2026-06-01', facts({ formats: ['PDF'] }), { openFormat: false }],
  ])('%s', (...[, due, dataset, wanted]) => {
    expect(stageOf(due, dataset)).toMatchObject(wanted)
  })
})

const item = fc.record({
  due: fc.integer({ min: -700, max: 700 }).map((days) => addDaysTo(TODAY, days)),
  dataset: fc.option(
    fc.record({
      isPublic: fc.boolean(),
      firstPublishedOn: fc.option(
        fc.integer({ min: -700, max: 0 }).map((days) => addDaysTo(TODAY, days)),
        { nil: undefined },
      ),
      quality: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
      freshUntil: fc.option(
        fc.integer({ min: -300, max: 300 }).map((days) => addDaysTo(TODAY, days)),
        { nil: undefined },
      ),
      formats: fc.subarray(['CSV', 'PDF', 'JSON']),
    }),
    { nil: undefined },
  ),
})
const plan = fc.array(item, { maxLength: 40 }).map((drawn) => {
  const items: PlanItem[] = drawn.map(({ due }, index) => planItem(`i${index}`, `Mục ${index}`, { due }))
  const datasets = new Map(
    drawn.flatMap(({ dataset }, index) => (dataset ? [[`i${index}`, facts({ ...dataset })] as const] : [])),
  )
  return { items, datasets }
})

/** The same figures counted one rule at a time, the slow way. */
function naive(items: readonly PlanItem[], datasets: ReadonlyMap<string, DatasetFacts>): Counts {
  const held = items.map((one) => ({ due: one.due, dataset: datasets.get(one.id) }))
  const out = held.flatMap(({ due, dataset }) => (dataset?.isPublic ? [{ due, dataset }] : []))
  const inside = held.filter(({ dataset }) => !dataset?.isPublic)
  const wanted = (due: string) => phases.find(({ from, to }) => from <= due && due <= to)?.minimum.quality ?? 0
  return {
    items: held.length,
    due: held.filter(({ due }) => due <= TODAY).length,
    published: out.length,
    onTime: out.filter(({ due, dataset }) => (dataset.firstPublishedOn ?? TODAY) <= due).length,
    fresh: out.filter(({ dataset }) => !dataset.freshUntil || dataset.freshUntil >= TODAY).length,
    goodEnough: out.filter(({ due, dataset }) => (dataset.quality ?? 0) >= wanted(due)).length,
    openFormat: out.filter(({ dataset }) => /CSV|JSON/.test(dataset.formats.join())).length,
    late: inside.filter(({ due }) => due < TODAY).length,
    dueSoon: inside.filter(
      ({ due, dataset }) => due >= TODAY && dataset?.firstPublishedOn === undefined && daysBetween(TODAY, due) <= 30,
    ).length,
  }
}

describe('the figures of a plan', () => {
  test('are those counted one by one', () => {
    fc.assert(
      fc.property(plan, ({ items, datasets }) => {
        expect(progressOf({ items, phases }, datasets, BY).counts).toEqual(naive(items, datasets))
      }),
    )
  })

  test('of two plans add up to those of the plans put together', () => {
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        const items = [...one.items, ...other.items.map((each) => ({ ...each, id: `x${each.id}` }))]
        const datasets = new Map([
          ...one.datasets,
          ...[...other.datasets].map(([id, each]) => [`x${id}`, each] as const),
        ])
        const sum = addCounts(
          progressOf({ items: one.items, phases }, one.datasets, BY).counts,
          progressOf({ items: other.items, phases }, other.datasets, BY).counts,
        )
        expect(progressOf({ items, phases }, datasets, BY).counts).toEqual(sum)
      }),
    )
  })

  test('a phase is held against its minimum level', () => {
    const items = [1, 2, 3].map((number) => planItem(`${number}`, `Mục ${number}`, { due: `2026-0${number}-01` }))
    const datasets = new Map([
      ['1', facts({ quality: 90 })],
      ['2', facts({ quality: 55, formats: ['PDF'] })],
    ])
    const [first, second] = progressOf({ items, phases }, datasets, BY).phases
    expect(first).toMatchObject({
      over: true,
      measures: [
        { name: 'share', wanted: 30, reached: 66, met: true },
        { name: 'quality', wanted: 60, reached: 55, met: false },
      ],
    })
    expect(second).toMatchObject({ over: false })
    expect(second?.measures.find(({ name }) => name === 'openFormat')).toMatchObject({ reached: 50, met: false })
  })

  test('100 % means all of them', () => {
    expect(percent(199, 200)).toBe(99)
    expect(percent(200, 200)).toBe(100)
    expect(percent(0, 0)).toBe(0)
  })
})
