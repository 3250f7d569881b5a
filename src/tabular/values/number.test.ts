import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalEvidence, readNumber } from './number.ts'

test.each([
  ['1.234.567,89', ',', 1234567.89],
  ['1,234,567.89', '.', 1234567.89],
  ['1 234', '.', 1234],
  ['1 234,5', ',', 1234.5],
  ['(12)', '.', -12],
  ['(1.200,5)', ',', -1200.5],
  ['−3,5', ',', -3.5],
  ['1.234', ',', 1234],
  ['1.234', '.', 1.234],
  ['12,5%', ',', 12.5],
  ['0.420', '.', 0.42],
  ['71665.0', '.', 71665],
  ['2.5e3', '.', 2500],
  ['104,2 (*)', ',', 104.2],
] as const)('%s with decimal sign %s is %d', (text, sign, value) => {
  expect(readNumber(text, sign)?.value).toBe(value)
})

test.each(['', '..', '-', '12a', '1.23.4', '1,2,3', 'Quý I', '2015-2016', '1 2 3'])('%s is no number', (text) => {
  expect(readNumber(text, '.')).toBeUndefined()
  expect(readNumber(text, ',')).toBeUndefined()
})

test('a scale word is told apart from the figure', () => {
  expect(readNumber('5,2 tỷ', ',')).toMatchObject({ value: 5.2, suffix: 'tỷ' })
})

test('digits beyond a double stay exact text', () => {
  expect(readNumber('12345678901234567890', '.')?.value).toBe('12345678901234567890')
})

test.each([
  ['1.234,5', ','],
  ['1,234.5', '.'],
  ['1.234.567', ','],
  ['62,5', ','],
  ['0,125', ','],
  ['1234.567', '.'],
  ['1.234', 'either'],
  ['12,345', 'either'],
  ['1234', undefined],
  ['abc', undefined],
])('%s proves the decimal sign %s', (text, evidence) => {
  expect(decimalEvidence(text)).toBe(evidence)
})

const written = fc.record({
  value: fc.integer({ min: -999_999_999, max: 999_999_999 }),
  places: fc.integer({ min: 0, max: 4 }),
  sign: fc.constantFrom<'.' | ','>('.', ','),
  group: fc.boolean(),
})

test('a number written with any grouping and sign is read back', () => {
  fc.assert(
    fc.property(written, ({ value, places, sign, group }) => {
      const digits = String(Math.abs(value)).padStart(places + 1, '0')
      const whole = digits.slice(0, digits.length - places).replace(/^0+(?=\d)/, '')
      const fraction = places === 0 ? '' : sign + digits.slice(digits.length - places)
      const separator = sign === '.' ? ',' : '.'
      const grouped = group ? whole.replace(/\B(?=(?:\d{3})+$)/g, separator) : whole
      const text = (value < 0 ? '-' : '') + grouped + fraction
      const expected = Number(
        `${value < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(digits.length - places)}`}`,
      )
      expect(readNumber(text, sign)?.value).toBe(Object.is(expected, -0) ? 0 : expected)
    }),
  )
})

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom<'.' | ','>('.', ','), (text, sign) => {
      expect(() => [readNumber(text, sign), decimalEvidence(text)]).not.toThrow()
    }),
  )
})
