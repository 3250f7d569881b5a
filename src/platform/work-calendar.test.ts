import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDaysTo, daysBetween, weekdayOf } from './days.ts'
import { BARE_WEEK, countWorkingDays, sayCount, type WorkCalendar } from './work-calendar.ts'

const name = { vi: 'Nghỉ', en: 'Off' }

/** A calendar with these holidays and days worked instead, known for these years. */
function calendarOf(off: readonly string[], work: readonly string[] = [], years: readonly number[] = []): WorkCalendar {
  return {
    weekend: [0, 6],
    holiday: (day) => (off.includes(day) ? { day, name } : undefined),
    worked: (day) => (work.includes(day) ? { day, name } : undefined),
    document: (year) => (years.includes(year) ? `Thông báo ${year}` : undefined),
  }
}

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDaysTo('2000-01-01', days))

describe('working days', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 15, '2026-12-11'],
    ['2026-11-21', 1, '2026-11-23'],
  ])('%s and %i days of a bare week is %s', (from, days, until) =>
    expect(countWorkingDays(from, days, BARE_WEEK).due).toBe(until),
  )

  test('a holiday moves the day by one, on a weekend by none, a Saturday worked instead moves it back', () => {
    expect(countWorkingDays('2026-11-20', 15, calendarOf(['2026-11-24'])).due).toBe('2026-12-14')
    expect(countWorkingDays('2026-11-20', 15, calendarOf(['2026-11-22'])).due).toBe('2026-12-11')
    expect(countWorkingDays('2026-11-20', 15, calendarOf(['2026-11-24'], ['2026-11-28'])).due).toBe('2026-12-11')
  })

  test('what was left out and which years are not known is said', () => {
    const counted = countWorkingDays('2026-12-25', 6, calendarOf(['2027-01-01'], ['2026-12-27'], [2026]))
    expect(counted).toMatchObject({ due: '2027-01-04', missing: [2027], documents: ['Thông báo 2026'] })
    expect(sayCount(counted).vi).toBe(
      '6 ngày làm việc sau ngày 25/12/2026, không tính ngày nghỉ hằng tuần và 01/01/2027 (Nghỉ). ' +
        'Tính cả ngày làm bù 27/12/2026 (Nghỉ). Lịch nghỉ: Thông báo 2026. ' +
        'Chưa nhập lịch nghỉ năm 2027: mới trừ ngày nghỉ hằng tuần và ngày lễ dương lịch, hạn có thể lùi thêm.',
    )
    expect(sayCount(counted).en).toContain('The holidays of 2027 are not entered')
  })

  test('counted day by day, the time holds exactly as many worked days and ends on one', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), fc.tuple(offsets, offsets), (from, days, [off, work]) => {
        const calendar = calendarOf(
          off.map((offset) => addDaysTo(from, offset)),
          work.map((offset) => addDaysTo(from, offset)),
        )
        const { due, holidays, worked } = countWorkingDays(from, days, calendar)
        const all = Array.from({ length: daysBetween(from, due) }, (_, index) => addDaysTo(from, index + 1))
        const weekend = (one: string) => [0, 6].includes(weekdayOf(one))
        const isWorked = (one: string) =>
          weekend(one) ? calendar.worked(one) !== undefined : calendar.holiday(one) === undefined
        expect(all.filter(isWorked)).toHaveLength(days)
        expect(isWorked(due)).toBe(true)
        const counted = all.filter((one) => !weekend(one)).length - holidays.length + worked.length
        expect(counted).toBe(days)
      }),
    )
  })

  test('more holidays never bring the day forward', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (from, days, offset) => {
        const bare = countWorkingDays(from, days, BARE_WEEK).due
        expect(countWorkingDays(from, days, calendarOf([addDaysTo(from, offset)])).due >= bare).toBe(true)
      }),
    )
  })
})
