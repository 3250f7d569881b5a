import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDaysTo } from '../../../platform/days.ts'
import { countWorkingDays } from '../../../platform/work-calendar.ts'
import { readRules } from '../rules/read-rules.ts'
import { dayLines, readDayLines } from './day-lines.ts'
import { createCalendar, fixedDays, type HolidayRule, type HolidayYear, proposedDays, type YearDay } from './model.ts'

let rules: readonly HolidayRule[]
beforeAll(async () => {
  rules = (await readRules()).holidays
})

const off = (day: string, name = 'Nghỉ'): YearDay => ({ day, kind: 'off', name })
const year = (number: number, days: readonly YearDay[]): HolidayYear => ({
  year: number,
  document: `Thông báo ${number}`,
  issuedOn: undefined,
  days,
  revision: 1,
  enteredBy: '',
  enteredAt: new Date(0),
})

describe('the calendar of working days', () => {
  test('a year nobody entered has the holidays of the solar calendar, and none before their law', () => {
    expect(fixedDays(rules, 2026).map(({ day }) => day)).toEqual([
      '2026-01-01',
      '2026-04-30',
      '2026-05-01',
      '2026-09-02',
    ])
    expect(fixedDays(rules, 2020)).toEqual([])
    const calendar = createCalendar(rules, [], '2026-11-22')
    expect(calendar.holiday('2026-04-30')?.name.vi).toBe('Ngày Chiến thắng')
    expect(calendar.document(2026)).toBeUndefined()
  })

  test('a year that was entered has what was entered and nothing else', () => {
    const calendar = createCalendar(rules, [year(2026, [off('2026-11-24', 'Ngày nghỉ của năm')])], '2026-11-22')
    expect(calendar.holiday('2026-11-24')?.name.vi).toBe('Ngày nghỉ của năm')
    expect(calendar.holiday('2026-04-30')).toBeUndefined()
    expect(countWorkingDays('2026-11-20', 15, calendar)).toMatchObject({ due: '2026-12-14', missing: [] })
  })

  test('a time over the turn of the year names the year that is missing', () => {
    const calendar = createCalendar(rules, [year(2026, [off('2026-01-01')])], '2026-11-22')
    expect(countWorkingDays('2026-12-20', 15, calendar)).toMatchObject({ due: '2027-01-11', missing: [2027] })
  })

  test('every rule that names a document says how far it was checked', () => {
    expect(rules.filter(({ document, evidence }) => document !== undefined && evidence === undefined)).toEqual([])
    expect(rules.filter(({ force, document }) => force === 'law' && document === undefined)).toEqual([])
  })
})

const WANTED = { year: 2026, kind: 'off', field: 'off', weekend: [6, 0] } as const

describe('days as people write them', () => {
  test.each([
    ['30/04: Ngày Chiến thắng', ['2026-04-30']],
    ['30-4-2026 Ngày Chiến thắng', ['2026-04-30']],
    ['16/02 - 18/02: Tết', ['2026-02-16', '2026-02-17', '2026-02-18']],
    ['16/02/2026 đến 17/02/2026; Tết', ['2026-02-16', '2026-02-17']],
    ['\r\n  1/1: Tết Dương lịch \r\n\r\n2/9: Quốc khánh', ['2026-01-01', '2026-09-02']],
  ])('%j', (text, days) => {
    expect(readDayLines(text, WANTED)).toEqual({ days: expect.any(Array), problems: [] })
    expect(readDayLines(text, WANTED).days.map(({ day }) => day)).toEqual(days)
  })

  test.each([
    ['nghỉ tết', 'Dòng 1: ghi ngày rồi đến tên'],
    ['\n31/02: Không có', 'Dòng 2: không có ngày này'],
    ['01/01/2027: Năm sau', 'Dòng 1: ngày không thuộc năm'],
    ['20/02 - 16/02: Ngược', 'Dòng 1: ngày cuối phải sau'],
    ['01/01 - 30/06: Nghỉ hè', 'Dòng 1: ngày cuối phải sau'],
    ['02/09', 'Dòng 1: ghi tên'],
  ])('%j is refused where it stands', (text, said) => {
    expect(readDayLines(text, WANTED).problems[0]?.message.vi).toContain(said)
  })

  test('a day worked instead is one of the weekend, and nobody frees a whole year', () => {
    const work = { ...WANTED, kind: 'work' } as const
    expect(readDayLines('28/11: Làm bù', work).days).toEqual([{ day: '2026-11-28', kind: 'work', name: 'Làm bù' }])
    expect(readDayLines('27/11: Làm bù', work).problems[0]?.message.vi).toContain('ngày nghỉ hằng tuần')
    const many = Array.from({ length: 4 }, (_, index) => `01/0${index + 1} - 20/0${index + 1}: Nghỉ`).join('\n')
    expect(readDayLines(many, WANTED).problems.at(-1)?.message.vi).toContain('quá 60 ngày')
  })

  test('what is written is read back', () => {
    const days = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.constantFrom('Tết', 'Lễ', 'Nghỉ bù')), {
        maxLength: 20,
        selector: ([at]) => at,
      })
      .map((list) => list.map(([at, name]) => off(addDaysTo('2026-01-01', at), name)))
    fc.assert(
      fc.property(days, (list) => {
        const sorted = [...list].sort((a, b) => a.day.localeCompare(b.day))
        expect(readDayLines(dayLines(list), WANTED)).toEqual({ days: sorted, problems: [] })
      }),
    )
  })

  test('no text makes reading fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readDayLines(text, WANTED).days.every(({ day }) => day.startsWith('2026-'))).toBe(true)
      }),
    )
  })

  test('the form begins with the holidays every year has', () => {
    expect(dayLines(proposedDays(rules, 2027))).toBe(
      '01/01/2027: Tết Dương lịch\n30/04/2027: Ngày Chiến thắng\n01/05/2027: Ngày Quốc tế lao động\n02/09/2027: Quốc khánh',
    )
  })
})
