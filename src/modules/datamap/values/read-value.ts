import { cleanText } from '../../../platform/text.ts'
import { readDate, readNumber } from '../../../tabular/index.ts'
import type { Field, FieldValue } from '../fields/field.ts'
import type { ValueMatchers } from './codes-of-field.ts'
import { readBases } from './read-bases.ts'
import type { ReadValue } from './read-result.ts'

const TEXT_MAX = 300
const LONG_MAX = 20_000
const LINE_MAX = 500
const MOST_LINES = 300

/** Ways of matching that leave no doubt; anything else is asked. */
const SURE: ReadonlySet<string> = new Set(['code', 'name', 'alias', 'former', 'broken'])

const EMPTY = { kind: 'empty' } as const
const value = (of: FieldValue): ReadValue => ({ kind: 'value', value: of })
const wrong = (vi: string, en: string): ReadValue => ({ kind: 'wrong', said: { vi, en } })

// What people write where there is nothing to say.
const NOTHING: ReadonlySet<string> = new Set(['', '-', '–', '—', '...', '…', 'không có', 'chưa có', 'n/a', '/'])

type Reader = (field: Field, text: string, matchers: ValueMatchers) => ReadValue

const READERS: Readonly<Record<Field['kind'], Reader>> = {
  text: (field, text) => readText(text.replace(/\s+/g, ' '), field.maxLength ?? TEXT_MAX),
  long: (_, text) => readText(text, LONG_MAX),
  lines: (_, text) => readLines(text),
  bases: (_, text) => readBases(text),
  date: (_, text) => readDay(text),
  number: readAmount,
  integer: readAmount,
  grade: readAmount,
  choices: readMany,
  choice: readOne,
  code: readOne,
  yes: readOne,
}

/** Reads what somebody wrote in a field, by hand or in a workbook. Pure. */
export function readValue(field: Field, written: string, matchers: ValueMatchers): ReadValue {
  const text = cleanText(written)
  if (text === '' || (isLoose(field) && NOTHING.has(text.toLowerCase()))) return EMPTY
  return READERS[field.kind](field, text, matchers)
}

// “Không có” is an answer where a choice has it, and nothing elsewhere.
function isLoose(field: Field): boolean {
  return field.kind !== 'choice' && field.kind !== 'yes'
}

function readText(text: string, most: number): ReadValue {
  if (text.length <= most) return value(text)
  return wrong(`Dài ${text.length} ký tự; rút xuống tối đa ${most}.`, `${text.length} characters; shorten to ${most}.`)
}

function readLines(text: string): ReadValue {
  const lines = text
    .split(/\n|;/)
    .map((line) => cleanText(line.replace(/^\s*[-–+•*]\s+/, '')))
    .filter((line) => line !== '')
  const long = lines.find((line) => line.length > LINE_MAX)
  if (long !== undefined)
    return wrong(
      `Dòng “${long.slice(0, 40)}…” dài ${long.length} ký tự; tối đa ${LINE_MAX}.`,
      `A line has ${long.length} characters; ${LINE_MAX} at most.`,
    )
  if (lines.length > MOST_LINES)
    return wrong(`Có ${lines.length} dòng; tối đa ${MOST_LINES}.`, `${lines.length} lines; ${MOST_LINES} at most.`)
  return lines.length === 0 ? EMPTY : value([...new Set(lines)])
}

/** A day as people write it, ISO 8601; a year alone is none. */
function readDay(text: string): ReadValue {
  const day = readDate(text, 'dmy')?.slice(0, 10)
  if (day !== undefined) return value(day)
  return wrong(
    `“${text.slice(0, 40)}” không phải ngày. Ghi như 31/12/2026.`,
    `“${text.slice(0, 40)}” is no date. Write 31/12/2026.`,
  )
}

function readAmount(field: Field, text: string): ReadValue {
  const bare = text.replace(/\s*(%|triệu( đồng)?|bản ghi|năm|hồ sơ|lượt|giao dịch)(\s*\/\s*tháng)?$/iu, '')
  const read = readNumber(bare, ',') ?? readNumber(bare, '.')
  const amount = typeof read?.value === 'number' ? read.value : undefined
  const sample = field.key === 'yearInUse' ? '2019' : field.kind === 'number' ? '1.234,5' : '1.234'
  if (amount === undefined || amount < 0)
    return wrong(
      `“${text.slice(0, 40)}” không phải số. Ghi như ${sample}.`,
      `“${text.slice(0, 40)}” is no number. Write ${sample}.`,
    )
  const bounds = boundsOf(field)
  if (amount < bounds.from || amount > bounds.to)
    return wrong(
      `${text.slice(0, 40)} nằm ngoài khoảng ${bounds.from}–${bounds.to}.`,
      `${text.slice(0, 40)} is outside ${bounds.from}–${bounds.to}.`,
    )
  if (field.kind !== 'number' && !Number.isInteger(amount))
    return wrong(`“${text.slice(0, 40)}” phải là số nguyên.`, `“${text.slice(0, 40)}” must be a whole number.`)
  return value(amount)
}

function boundsOf(field: Field): { readonly from: number; readonly to: number } {
  if (field.kind === 'grade') return { from: field.from, to: field.to }
  if (field.key === 'yearInUse') return { from: 1950, to: 2100 }
  if (field.key === 'index' || field.key === 'digitisedPercent') return { from: 0, to: 100 }
  return { from: 0, to: 1e15 }
}

function readOne(field: Field, text: string, matchers: ValueMatchers): ReadValue {
  const matcher = matchers.of(field)
  const found = matcher?.match(text)
  if (found?.code !== undefined && SURE.has(found.how)) {
    return value(field.kind === 'yes' ? found.code === 'yes' : found.code)
  }
  const near = found
    ? [found.code, ...(found.candidates ?? []).map(({ code }) => code)].filter((code) => code !== undefined)
    : []
  return { kind: 'unknown', word: text.slice(0, 200), near: [...new Set(near)] }
}

function readMany(field: Field, text: string, matchers: ValueMatchers): ReadValue {
  const whole = readOne(field, text, matchers)
  if (whole.kind === 'value') return value([String(whole.value)])
  const words = text
    .split(/[\n;,+]/)
    .map(cleanText)
    .filter((word) => word !== '')
  const read = words.map((word) => readOne(field, word, matchers))
  const unknown = read.find((one) => one.kind === 'unknown')
  if (unknown) return unknown
  return value([...new Set(read.flatMap((one) => (one.kind === 'value' ? [String(one.value)] : [])))])
}
