import { expect, test } from 'vitest'
import type { Cell } from '../model.ts'
import { decideColumn, weighColumn } from './decide.ts'

const cells = (...texts: string[]): Cell[] => texts.map((text) => ({ text, value: text === '' ? undefined : text }))
const context = { isCode: false, isFigures: false, sign: '.', order: 'dmy' } as const
const typeOf = (...texts: string[]): string => decideColumn(weighColumn(cells(...texts)), context).type

test('leading zeros keep a column text', () => {
  expect(typeOf('01', '02', '10', '11')).toBe('text')
})

test('a code column stays text although its values are digits', () => {
  expect(decideColumn(weighColumn(cells('26', '27')), { ...context, isCode: true }).type).toBe('text')
})

test('the sign of a column is decided by all its rows, not the first', () => {
  const reading = decideColumn(weighColumn(cells('1.234', '2.500', '12,5')), context)
  expect(reading).toMatchObject({ type: 'decimal', sign: ',' })
})

test('grouped whole numbers are whole numbers', () => {
  expect(decideColumn(weighColumn(cells('1.234', '12.345.678')), context)).toMatchObject({ type: 'integer', sign: ',' })
})

test('one date with a day above twelve decides the order for its column', () => {
  const reading = decideColumn(weighColumn(cells('03/04/2024', '04/25/2024')), context)
  expect(reading).toMatchObject({ type: 'date', order: 'mdy' })
})

test('a few words among many figures do not make a column text', () => {
  const many = Array.from({ length: 30 }, (_, i) => String(i * 7))
  expect(typeOf(...many, 'không rõ')).toBe('integer')
})

test('marks for missing values speak for no type', () => {
  expect(typeOf('..', '-', '1,5', '…')).toBe('decimal')
  expect(weighColumn(cells('..', '-', '')).filled).toBe(0)
})
