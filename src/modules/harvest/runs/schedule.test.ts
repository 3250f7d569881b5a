import { expect, test } from 'vitest'
import { NO_MAPPING, type Source } from '../model.ts'
import { modeFor, nextAt, retryAt } from './schedule.ts'

const now = new Date('2026-11-22T00:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const source: Source = {
  id: '1',
  name: 'x',
  kind: 'ckan',
  url: 'https://x.test',
  agencyId: '2',
  contactEmail: undefined,
  schedule: 'daily',
  mapping: NO_MAPPING,
  options: {},
  state: 'on',
  dueAt: undefined,
  failures: 0,
  readUntil: undefined,
  fullAt: undefined,
  createdBy: 'x',
  createdAt: now,
}

test('the next reading follows the schedule', () => {
  expect(nextAt('hourly', now)).toEqual(hours(1))
  expect(nextAt('weekly', now)).toEqual(hours(168))
  expect(nextAt('by-hand', now)).toBeUndefined()
})

test('a source that fails is tried again ever later, and at least once in its own rhythm', () => {
  const waits = [1, 2, 3, 4, 5, 9].map((failures) => (retryAt('daily', failures, now)?.getTime() ?? 0) - now.getTime())
  expect(waits).toEqual([600_000, 3_600_000, 21_600_000, 86_400_000, 86_400_000, 86_400_000])
  expect(retryAt('weekly', 9, now)).toEqual(hours(168))
  expect(retryAt('by-hand', 1, now)).toBeUndefined()
})

test('everything is read first, then changes, and everything again the next day', () => {
  expect(modeFor(source, true, now)).toBe('full')
  const read = { ...source, readUntil: now, fullAt: now }
  expect(modeFor(read, true, hours(5))).toBe('changes')
  expect(modeFor(read, true, hours(21))).toBe('full')
  expect(modeFor(read, false, hours(5))).toBe('full')
})
