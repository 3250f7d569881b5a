/** Order of day and month in written dates. */
export type DateOrder = 'dmy' | 'mdy'

const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const ISO =
  /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

export const looksLikeDate = (text: string): boolean => text.length <= 35 && (WRITTEN.test(text) || ISO.test(text))

/** What a text says about the order of day and month. */
export function orderEvidence(text: string): DateOrder | 'either' | undefined {
  const found = WRITTEN.exec(text)
  if (!found) return undefined
  if (Number(found[1]) > 12) return 'dmy'
  if (Number(found[2]) > 12) return 'mdy'
  return found[1] === found[2] ? undefined : 'either'
}

const pad = (value: string | undefined): string => (value ?? '0').padStart(2, '0')

function isoOf(year: string, month: string, day: string): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return real ? `${year}-${pad(month)}-${pad(day)}` : undefined
}

/** Reads a date (with or without a time of day) into ISO 8601; `undefined` if it is none. */
export function readDate(text: string, order: DateOrder): string | undefined {
  const iso = ISO.exec(text)
  const written = iso ? undefined : WRITTEN.exec(text)
  const found = iso ?? written
  if (!found) return undefined
  const [, a = '', b = '', c = ''] = found
  const day = iso ? isoOf(a, b, c) : order === 'dmy' ? isoOf(c, b, a) : isoOf(c, a, b)
  if (day === undefined) return undefined
  return found[4] === undefined ? day : `${day}T${pad(found[4])}:${pad(found[5])}:${pad(found[6])}`
}

/** A workbook's date as ISO 8601: the day alone if it has no time of day. */
export function isoOfDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}
