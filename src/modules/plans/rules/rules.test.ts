import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDaysTo, addMonthsTo, daysBetween, isDay } from '../../../platform/days.ts'
import type { PlanRules } from './model.ts'
import { readRules } from './read-rules.ts'

let rules: PlanRules
beforeAll(async () => {
  rules = await readRules()
})

describe('rules are dated data', () => {
  test('every kind of plan named by the strategy is there', () => {
    expect(rules.kinds.map(({ id }) => id)).toEqual(
      'open-data database-catalogue analytics-platform data-governance assistant online-supervision digital-economy-society'.split(
        ' ',
      ),
    )
  })

  test.each([
    ['2019-01-01', []],
    ['2023-06-01', ['nd47-17', 'nd47-19', 'kh2023']],
    ['2025-07-15', ['luat60-21', 'nd165-10', 'nd47-17', 'nd47-19', 'kh2023', 'qd142']],
    ['2025-08-19', ['luat60-21', 'nd165-10', 'kh2023', 'qd142']],
    ['2026-07-18', ['luat60-21', 'nd165-10', 'kh2023']],
  ])('on %s an open data plan stands on %j', (day, ids) => {
    const kind = rules.kind('open-data')
    const inForce = kind ? rules.basisOf(kind, day).filter((item) => item.inForce) : []
    expect(inForce.map(({ id }) => id)).toEqual(ids)
  })

  test.each([
    ['2023-04-03', undefined],
    ['2023-04-04', 100],
  ])('on %s the share of agencies wanted is %s', (day, share) => {
    const kind = rules.kind('open-data')
    expect(kind && rules.dutyOf(kind, day)?.share).toBe(share)
  })

  test.each([
    ['2024-01-01', 'law', 'Nghị định 47/2020/NĐ-CP'],
    ['2025-08-18', 'law', 'Nghị định 47/2020/NĐ-CP'],
    ['2025-08-19', 'house', undefined],
  ])('the review of the list on %s is by %s', (day, force, document) => {
    expect(rules.time('review', day)).toMatchObject({ force, months: 6 })
    expect(rules.time('review', day)?.document).toBe(document)
  })

  test('no text sets a time to answer requests, and the rule says so', () => {
    expect(rules.time('request', '2026-11-22')).toMatchObject({ force: 'house', days: 15 })
    expect(rules.time('request', '2026-11-22')?.said.vi).toContain('Chưa tìm thấy văn bản')
  })

  test('what is unverified is never shown as law', () => {
    const shown = rules.kinds.flatMap((kind) => rules.basisOf(kind, '2026-11-22'))
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter(({ evidence }) => evidence === 'unverified')).toEqual([])
  })
})

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days', () => {
  test('a month after 31 January is the last of February', () => {
    expect(addMonthsTo('2027-01-31', 1)).toBe('2027-02-28')
    expect(addMonthsTo('2026-08-31', 6)).toBe('2027-02-28')
  })

  test('adding and counting days agree', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDaysTo(from, days))).toBe(days)
      }),
    )
  })

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1', '0000-00-00'])('%j is no day', (text) =>
    expect(isDay(text)).toBe(false),
  )
})
