import type { Entry } from '../../../formats/model.ts'
import type { Problem } from '../model.ts'

const MOST_DISTRIBUTIONS = 500
const MOST_EXTRAS = 200
const MOST_CHARS = 1_000_000
const EXTRA_CHARS = 10_000
const TEXT_CHARS = 20_000
const ID_CHARS = 500
const URI_CHARS = 1_500

export interface CleanEntry {
  readonly entry: Entry
  readonly problems: readonly Problem[]
}

/** A record that can be stored: no more than a page can show, no character PostgreSQL refuses; says what was cut. */
export function cleanEntry(given: Entry): CleanEntry {
  const problems: Problem[] = []
  const entry = storable(given)
  const { distributions, extras } = entry
  if (distributions.length > MOST_DISTRIBUTIONS) problems.push(tooMany(distributions.length))
  const kept = Object.entries(extras).slice(0, MOST_EXTRAS)
  const cut: Entry = {
    ...entry,
    id: entry.id.slice(0, ID_CHARS),
    uri: entry.uri.slice(0, URI_CHARS),
    description: mapTexts(entry.description, (text) => text.slice(0, TEXT_CHARS)),
    distributions: distributions.slice(0, MOST_DISTRIBUTIONS),
    extras: Object.fromEntries(kept.map(([key, value]) => [key.slice(0, 200), value.slice(0, EXTRA_CHARS)])),
  }
  if (Object.values(entry.title).every((text) => text.trim() === '')) problems.push(NO_TITLE)
  if (cut.id === '') problems.push(NO_ID)
  if (JSON.stringify(cut).length <= MOST_CHARS) return { entry: cut, problems }
  return { entry: { ...cut, extras: {}, distributions: [] }, problems: [...problems, TOO_LONG] }
}

/** Whether the record is kept out altogether. */
export function isRefused(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

const NO_TITLE: Problem = {
  severity: 'error',
  code: 'title-missing',
  at: 'title',
  vi: 'Bản ghi không có tên nên không đưa vào danh mục được. Hãy đặt tên ở nơi quản lý.',
  en: 'The record has no title, so it cannot be listed. Give it one where it is kept.',
}

const NO_ID: Problem = {
  severity: 'error',
  code: 'id-missing',
  at: 'identifier',
  vi: 'Bản ghi không có mã định danh nên lần sau không nhận ra được. Hãy ghi mã ở nơi quản lý.',
  en: 'The record has no identifier, so it could not be recognised again. Give it one where it is kept.',
}

const TOO_LONG: Problem = {
  severity: 'error',
  code: 'record-too-long',
  at: '',
  vi: 'Bản ghi dài hơn 1 triệu ký tự, không nhận được.',
  en: 'The record is longer than a million characters and is not accepted.',
}

function tooMany(count: number): Problem {
  return {
    severity: 'warning',
    code: 'too-many-distributions',
    at: 'distribution',
    vi: `Bản ghi có ${count} dạng phân phối; chỉ giữ ${MOST_DISTRIBUTIONS} dạng đầu.`,
    en: `The record has ${count} distributions; only the first ${MOST_DISTRIBUTIONS} are kept.`,
  }
}

function mapTexts(texts: Entry['title'], change: (text: string) => string): Entry['title'] {
  return Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, change(text)]))
}

// JSON escapes NUL and half surrogates; jsonb accepts neither.
const UNSTORABLE = /\\u(0000|d[89a-f][0-9a-f]{2})/i

function storable(entry: Entry): Entry {
  return UNSTORABLE.test(JSON.stringify(entry)) ? (wellFormed(entry) as Entry) : entry
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [wellFormed(key), wellFormed(inner)]))
}
