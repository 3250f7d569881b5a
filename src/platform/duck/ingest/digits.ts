import type { Storage } from '../sql.ts'

/** How many digits the numbers of a column need, so that none is lost. */
export interface DigitSpan {
  /** Digits before the point. */
  readonly whole: number
  /** Digits after it. */
  readonly scale: number
  /** Some value loses digits in 64 bits. */
  readonly exact: boolean
}

// Safe integers are not measured one by one; a DECIMAL column always has room for them.
export const noDigits: DigitSpan = { whole: 16, scale: 0, exact: false }

const NUMBER = /^(?<sign>[+-]?)0*(?<whole>\d*)(?:\.(?<fraction>\d*?)0*)?(?:[eE](?<exponent>[+-]?\d{1,3}))?$/
const MAX_DIGITS = 38
const INT64_DIGITS = 18

/** Measures one number: a double, or digits as text. Nothing where it is no finite number. */
export function spanOf(value: number | string): (DigitSpan & { readonly text: string }) | undefined {
  const text = typeof value === 'number' ? String(value) : value.trim()
  const parts = NUMBER.exec(text)
  if (parts === null || !/\d/.test(text)) return undefined
  const { sign = '', whole = '', fraction = '', exponent = '0' } = parts.groups ?? {}
  const shift = Number(exponent)
  const plain = plainDigits(sign, whole, fraction)
  return {
    text: shift === 0 ? plain : `${plain}e${shift}`,
    whole: Math.max(0, whole.length + shift),
    scale: Math.max(0, fraction.length - shift),
    exact: typeof value === 'string' && shift === 0 && String(Number(plain)) !== plain,
  }
}

function plainDigits(sign: string, whole: string, fraction: string): string {
  const minus = sign === '-' && whole + fraction !== '' ? '-' : ''
  return `${minus}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`
}

export function widen(a: DigitSpan, b: DigitSpan): DigitSpan {
  return { whole: Math.max(a.whole, b.whole), scale: Math.max(a.scale, b.scale), exact: a.exact || b.exact }
}

/**
 * BIGINT and DOUBLE where they hold every value exactly, DECIMAL where digits would be lost. Past 38 digits nothing in
 * Parquet holds them; such a decimal column stays DOUBLE.
 */
export function storageOf(type: 'integer' | 'decimal', span: DigitSpan): Storage {
  if (type === 'integer') return span.whole <= INT64_DIGITS ? 'BIGINT' : 'DECIMAL(38,0)'
  if (!span.exact || span.whole + span.scale > MAX_DIGITS) return 'DOUBLE'
  return `DECIMAL(${MAX_DIGITS},${span.scale})`
}
