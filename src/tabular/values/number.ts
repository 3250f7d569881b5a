/** Which character separates the fraction; the other one then groups thousands. */
export type DecimalSign = '.' | ','

/** A number as read from text. `value` is exact text where a double would lose digits. */
export interface ReadNumber {
  readonly value: number | string
  readonly integer: boolean
  /** `%` or a scale word such as `tỷ` that stood behind the digits. */
  readonly suffix?: string
}

const BLANKS = /[\s\u00a0\u2007\u2009\u202f]+/g
const SUFFIX = /\s*(%|‰|nghìn tỷ|nghìn tỉ|nghìn|ngàn|triệu|tỷ|tỉ|tr|billion|million|thousand|đồng|đ|vnđ|vnd|usd|€)\.?$/i
const FOOT_MARK = /\s*(?:\(\*+\)|\*+|[\\/]\d{1,2})$/
const SHAPE = /^[+-]?(?:\d[\d.,' ]*\d|\d|[.,]\d+)(?:e[+-]?\d{1,3})?$/i

function stripWrapping(text: string): { body: string; negative: boolean; suffix?: string } {
  let body = text
    .trim()
    .replace(BLANKS, ' ')
    .replace(/^[−–—]\s?(?=[\d.,])/, '-')
  let negative = false
  // Bookkeepers write a negative amount in parentheses: (12).
  const wrapped = /^\(\s?([\d.,' ]+?)\s?\)$/.exec(body)
  if (wrapped?.[1] !== undefined) {
    body = wrapped[1]
    negative = true
  }
  if (/^[$€£]\s?[\d(-]/.test(body)) body = body.slice(1).trim()
  const suffix = SUFFIX.exec(body)
  if (suffix?.[1] === undefined) return { body, negative }
  return { body: body.slice(0, suffix.index).trim(), negative, suffix: suffix[1] }
}

const grouped = (text: string, sign: string): boolean =>
  new RegExp(`^[+-]?\\d{1,3}(?:${sign === '.' ? '\\.' : sign}\\d{3})+$`).test(text)

/** Digits before the fraction without their grouping; `undefined` if they are not grouped in threes. */
function plainWhole(whole: string, sign: DecimalSign): string | undefined {
  const separator = /[.,' ]/.exec(whole)?.[0]
  if (separator === undefined) return whole
  return separator !== sign && grouped(whole, separator) ? whole.replaceAll(separator, '') : undefined
}

/** Removes grouping; `undefined` if the separators do not fit the sign. */
function plainDigits(body: string, sign: DecimalSign): string | undefined {
  const at = body.lastIndexOf(sign)
  if (at < 0) return plainWhole(body, sign)
  // Several of the sign that should separate the fraction once: they group (1.234.567).
  if (at !== body.indexOf(sign)) return grouped(body, sign) ? body.replaceAll(sign, '') : undefined
  const fraction = body.slice(at + 1)
  const whole = plainWhole(body.slice(0, at), sign)
  if (whole === undefined || /[^\d]/.test(fraction)) return undefined
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Reads a number written with the given decimal sign, e.g. `1.234.567,89`, `1 234`, `(12)`, `12,5%`. */
export function readNumber(text: string, sign: DecimalSign): ReadNumber | undefined {
  const first = stripWrapping(text)
  const marked = SHAPE.test(first.body) ? first : stripWrapping(text.trim().replace(FOOT_MARK, ''))
  const { body, negative, suffix } = marked
  if (!SHAPE.test(body)) return undefined
  const exponent = /e([+-]?\d+)$/i.exec(body)
  const digits = plainDigits(exponent ? body.slice(0, exponent.index) : body, sign)
  if (digits === undefined) return undefined
  const value = toValue((negative ? '-' : '') + digits + (exponent ? `e${exponent[1]}` : ''))
  return { ...value, ...(suffix === undefined ? {} : { suffix: suffix.toLowerCase() }) }
}

function toValue(plain: string): { value: number | string; integer: boolean } {
  const value = Number(plain)
  const integer = !plain.includes('.') && !/e/i.test(plain)
  const significant = plain.replace(/^[+-]?0*\.?0*/, '').replace(/[^\d]/g, '')
  if (significant.length > 15 && !/e/i.test(plain)) {
    if (integer && !Number.isSafeInteger(value)) return { value: plain.replace(/^\+/, ''), integer }
    // Spreadsheets print doubles with all their digits (36.87753666766639); only longer ones are exact texts.
    if (!integer && significant.length > 17) return { value: plain.replace(/^\+/, ''), integer }
  }
  return {
    value: Object.is(value, -0) ? 0 : value,
    integer: integer || (Number.isInteger(value) && /\.0+$/.test(plain)),
  }
}

const count = (text: string, letter: string): number => text.split(letter).length - 1

/** A single separator with three digits behind it may group or separate: "1.234". */
function singleEvidence(body: string, sign: DecimalSign): DecimalSign | 'either' {
  const [whole = '', fraction = ''] = body
    .replace(/e[+-]?\d+$/i, '')
    .replace(/^[+-]/, '')
    .split(sign)
  const couldGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  return couldGroup ? 'either' : sign
}

/** What one text says about the decimal sign: certain, undecided between both readings, or nothing. */
export function decimalEvidence(text: string): DecimalSign | 'either' | undefined {
  const body = stripWrapping(text).body
  if (!SHAPE.test(body)) return undefined
  const dots = count(body, '.')
  const commas = count(body, ',')
  if (dots + commas === 0) return undefined
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
  if (dots + commas > 1) return dots > 0 ? ',' : '.'
  return singleEvidence(body, dots > 0 ? '.' : ',')
}

/** Counts of the evidence in a set of texts. */
export interface SignCount {
  dot: number
  comma: number
  either: number
  /** A text with both readings, for the problem shown to the officer. */
  example?: string
}

/** Adds one text's evidence to a count. */
export function countSign(tally: SignCount, text: string): void {
  const evidence = decimalEvidence(text)
  if (evidence === '.') tally.dot++
  else if (evidence === ',') tally.comma++
  else if (evidence === 'either') {
    tally.either++
    tally.example ??= text.trim()
  }
}

/** The sign a count speaks for, if it speaks for one. */
export function signOf(tally: SignCount): DecimalSign | undefined {
  if (tally.dot === 0 && tally.comma === 0) return undefined
  return tally.dot >= tally.comma ? '.' : ','
}
