import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDaysTo } from '../../../platform/days.ts'
import type { DeadlineRule } from '../rules/model.ts'
import { readRules } from '../rules/read-rules.ts'
import { remindersOf } from './due-reminders.ts'

const TODAY = '2026-11-22'
let rules: readonly DeadlineRule[]
beforeAll(async () => {
  rules = (await readRules()).reminders('item', TODAY)
})

const due = (days: number) => ({ id: `${days}`, title: `Mục ${days}`, due: addDaysTo(TODAY, days) })
const told = (days: number) => remindersOf([due(days)], rules, TODAY).map(({ rule }) => rule.id)

describe('reminders before and after a deadline', () => {
  test.each([
    [31, []],
    [30, ['remind-item-30']],
    [26, ['remind-item-30']],
    [25, []],
    [7, ['remind-item-7']],
    [2, []],
    [0, []],
    [-1, ['item-late-1']],
    [-15, ['item-late-15']],
    [-30, ['item-late-30-above']],
    [-40, []],
  ])('due in %i days: %j', (days, ids) => expect(told(days)).toEqual(ids))

  test('several items of one day make one message', () => {
    const [reminder, ...more] = remindersOf([due(7), { ...due(7), id: 'x' }], rules, TODAY)
    expect(reminder?.things).toHaveLength(2)
    expect(more).toEqual([])
  })

  test('one thing is never told twice on a day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 30 }), (days) => {
        const things = days.map((each, index) => ({ ...due(each), id: `${index}` }))
        const named = remindersOf(things, rules, TODAY).flatMap((reminder) => reminder.things.map(({ id }) => id))
        expect(new Set(named).size).toBe(named.length)
      }),
    )
  })
})
