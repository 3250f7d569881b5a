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

/** Removes grouping; `undefined` if the separators do not fit the sign. */
function plainDigits(body: string, sign: DecimalSign): string | undefined {
  const other = sign === '.' ? ',' : '.'
  const at = body.lastIndexOf(sign)
  if (at !== body.indexOf(sign)) {
    // Several of the sign that should separate the fraction once: they group (1.234.567).
    return grouped(body, sign) ? body.replaceAll(sign, '') : undefined
  }
  const whole = at < 0 ? body : body.slice(0, at)
  const fraction = at < 0 ? '' : body.slice(at + 1)
  if (/[^\d]/.test(fraction)) return undefined
  if (/[.,' ]/.test(whole)) {
    const separator = /[.,' ]/.exec(whole)?.[0] ?? other
    if (separator === sign || !grouped(whole, separator)) return undefined
    return whole.replaceAll(separator, '') + (fraction === '' ? '' : `.${fraction}`)
  }
  return whole + (fraction === '' ? '' : `.${fraction}`)
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

/** What one text says about the decimal sign: certain, undecided between both readings, or nothing. */
export function decimalEvidence(text: string): DecimalSign | 'either' | undefined {
  const body = stripWrapping(text).body
  if (!SHAPE.test(body)) return undefined
  const dots = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (dots + commas === 0) return undefined
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
  const sign: DecimalSign = dots > 0 ? '.' : ','
  if (dots + commas > 1) return sign === '.' ? ',' : '.'
  const [whole = '', fraction = ''] = body
    .replace(/e[+-]?\d+$/i, '')
    .replace(/^[+-]/, '')
    .split(sign)
  const plain = whole.replace(/[' ]/g, '')
  if (fraction.length !== 3 || plain.length > 3 || plain === '' || plain === '0' || whole !== plain) return sign
  return 'either'
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
export function countSign(count: SignCount, text: string): void {
  const evidence = decimalEvidence(text)
  if (evidence === '.') count.dot++
  else if (evidence === ',') count.comma++
  else if (evidence === 'either') {
    count.either++
    count.example ??= text.trim()
  }
}

/** The sign a count speaks for, if it speaks for one. */
export function signOf(count: SignCount): DecimalSign | undefined {
  if (count.dot === 0 && count.comma === 0) return undefined
  return count.dot >= count.comma ? '.' : ','
}
