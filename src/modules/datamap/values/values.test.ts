import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Field } from '../fields/field.ts'
import { FIELDS, fieldOf } from '../fields.ts'
import type { Basis } from '../record.ts'
import { lineOf } from '../room/field-control.tsx'
import type { ValueMatchers } from './codes-of-field.ts'
import { readValue } from './read-value.ts'
import { seedMatchers } from './testing.ts'

let matchers: ValueMatchers
beforeAll(async () => {
  matchers = await seedMatchers()
})

function field(id: string): Field {
  const found = fieldOf(id)
  if (!found) throw new Error(id)
  return found
}

const read = (id: string, text: string) => readValue(field(id), text, matchers)

test.each([
  ['identity.class', 'CSDL quốc gia', '1'],
  ['identity.class', 'Dùng chung của tỉnh', '2c'],
  ['identity.class', '2a', '2a'],
  ['identity.status', 'Đang sử dụng', 'operating'],
  ['identity.rationalisation', 'cần nâng cấp', 'upgrade'],
  ['update.frequency', 'Hàng tháng', 'MONTHLY'],
  ['identity.sector', 'y tế', 'y-te'],
  ['content.masterData', 'x', true],
  ['content.masterData', 'Không', false],
  ['content.records', '1.234.567 bản ghi', 1_234_567],
  ['update.digitisedPercent', '45,5%', 45.5],
  ['identity.yearInUse', '2019', 2019],
  ['update.lastUpdated', '31/12/2025', '2025-12-31'],
  ['security.level', '3', 3],
  ['sharing.methods', 'Qua API; Đóng gói', ['query', 'package']],
  ['content.entities', '- công dân\n- doanh nghiệp', ['công dân', 'doanh nghiệp']],
])('%s: “%s” is read as %s', (id, text, value) => {
  expect(read(id, text)).toEqual({ kind: 'value', value })
})

test.each([
  ['identity.yearInUse', 'năm ngoái'],
  ['identity.yearInUse', '1820'],
  ['update.lastUpdated', 'tháng 12'],
  ['update.lastUpdated', '31/02/2025'],
  ['security.level', '9'],
  ['update.digitisedPercent', '140'],
  ['content.records', '-5'],
  ['identity.code', 'x'.repeat(61)],
])('%s: “%s” is told to be wrong', (id, text) => {
  expect(read(id, text).kind).toBe('wrong')
})

test('an unknown word of a coded field is asked about, never guessed', () => {
  expect(read('identity.class', 'loại đặc biệt')).toMatchObject({ kind: 'unknown', word: 'loại đặc biệt' })
  expect(read('identity.class', 'Dùng chung của tỉn')).toMatchObject({ kind: 'unknown' })
})

describe('documents', () => {
  test.each([
    [
      'Nghị định số 88/2026/NĐ-CP ngày 01/04/2026, Điều 5',
      { number: '88/2026/NĐ-CP', article: 'Điều 5', date: '2026-04-01' },
    ],
    ['QĐ 714/QĐ-TTg', { number: '714/QĐ-TTg' }],
    [
      '12/KH-UBND; ; 2023-05-04; Kế hoạch dữ liệu',
      { number: '12/KH-UBND', date: '2023-05-04', title: 'Kế hoạch dữ liệu' },
    ],
  ])('“%s”', (text, basis) => {
    expect(read('legal.bases', text)).toMatchObject({ kind: 'value', value: [basis] })
  })

  test('written by the form and read again they are the same', () => {
    const word = fc.stringMatching(/^[A-Za-zđĐà-öø-ýạ-ỹ]{1,12}( [A-Za-zđĐà-öø-ýạ-ỹ]{1,12}){0,4}$/)
    const basis = fc.record(
      {
        number: fc
          .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2000, max: 2030 }))
          .map(([n, year]) => `${n}/${year}/NĐ-CP`),
        article: fc.integer({ min: 1, max: 99 }).map((n) => `Điều ${n}`),
        date: fc
          .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
        title: word.map((text) => text.normalize('NFC')),
      },
      { requiredKeys: ['number', 'article'] },
    )
    fc.assert(
      fc.property(basis, (one) => {
        expect(read('legal.bases', lineOf(one as Basis))).toEqual({ kind: 'value', value: [one] })
      }),
    )
  })
})

test('whatever is written, a field answers with a value, nothing, a mistake or a question', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), fc.string({ unit: 'grapheme', maxLength: 80 }), (one, text) => {
      const answer = readValue(one, text, matchers)
      expect(['value', 'empty', 'wrong', 'unknown']).toContain(answer.kind)
      if (answer.kind === 'value') expect(answer.value).not.toBe('')
    }),
    { numRuns: 500 },
  )
})

test('every label of every choice is read as its own value', () => {
  for (const one of FIELDS) {
    for (const { value, text } of matchers.options(one, 'vi')) {
      const answer = readValue(one, text, matchers)
      const wanted =
        one.kind === 'grade'
          ? Number(value)
          : one.kind === 'choices'
            ? [value]
            : one.kind === 'yes'
              ? value === 'yes'
              : value
      expect(answer, `${one.id}: ${text}`).toEqual({ kind: 'value', value: wanted })
    }
  }
})
