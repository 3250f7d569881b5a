/** Shapes of numbers that identify or reach a person, as Vietnamese law and numbering plans fix them. */

/** Codes of the provinces of birth registration in citizen ids: the 63 codes with a zero before them. */
const ID_PROVINCES = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 ' +
    '048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
)

/** Digits of a number written with blanks, dots or dashes between groups; `undefined` for anything else. */
function digitsOf(text: string): string | undefined {
  const bare = text.trim().replace(/^'/, '')
  return /^\d+(?:[ .-]?\d+)*$/.test(bare) ? bare.replace(/[ .-]/g, '') : undefined
}

/**
 * Citizen id of 12 digits: province of birth registration (3), century and sex (1: 0–1 for the 1900s, 2–3 for the 2000s),
 * year of birth (2), serial (6). `year` is the present one: nobody is born later.
 */
export function isCitizenId(text: string, year: number): boolean {
  const digits = digitsOf(text)
  if (digits?.length !== 12 || !ID_PROVINCES.has(digits.slice(0, 3))) return false
  const century = Number(digits[3])
  return century < 2 || (century < 4 && 2000 + Number(digits.slice(4, 6)) <= year)
}

/** A citizen id whose leading zeros a spreadsheet has dropped. Weak: wants the column's name or nearly all its values. */
export function isCitizenIdWithoutZeros(text: string, year: number): boolean {
  return /^[1-9]\d{9,10}$/.test(text) && isCitizenId(text.padStart(12, '0'), year)
}

/** Shape of the identity card issued before 2016; nine digits mean nothing without the column's name. */
export function isIdentityCard(text: string): boolean {
  return digitsOf(text)?.length === 9
}

export function isPassport(text: string): boolean {
  return /^[A-Z]\d{7,8}$/.test(text.trim())
}

const MOBILE = /^(?:0|84)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/
/** Area code of two or three digits after 02, eleven digits in all, since 2017. */
const LANDLINE = /^(?:0|84)2(?:4|8|[0-79]\d)\d{7,8}$/
const HOTLINE = /^1[89]00\d{4,6}$/

export type PhoneKind = 'mobile' | 'landline'

/** Kind of a Vietnamese telephone number, written in any usual way. */
export function phoneKind(text: string): PhoneKind | undefined {
  const bare = text
    .trim()
    .replace(/^'?\+|^'/, '')
    .replace(/[()]/g, ' ')
    .trim()
    .replace(/\s+/g, ' ')
  const digits = digitsOf(bare.replace(/\s*([.-])\s*/g, '$1'))
  if (digits === undefined) return undefined
  if (MOBILE.test(digits)) return 'mobile'
  return (LANDLINE.test(digits) && /^(?:0|84)2\d{9}$/.test(digits)) || HOTLINE.test(digits) ? 'landline' : undefined
}

/** A mobile number whose leading zero a spreadsheet has dropped. */
export function isMobileWithoutZero(text: string): boolean {
  return /^[35789]\d{8}$/.test(text) && MOBILE.test(`0${text}`)
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** Tax code of 10 digits with its check digit, or 13 with the number of a branch behind. */
export function isTaxCode(text: string): boolean {
  const digits = text.trim().replace(/^'/, '')
  if (!/^\d{10}(?:[- ]?\d{3})?$/.test(digits)) return false
  const sum = TAX_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return 10 - (sum % 11) === Number(digits[9])
}

/** Card of the public health insurance: kind, benefit, province, social insurance number. */
export function isHealthCard(text: string): boolean {
  return /^[A-Z]{2}[1-5]\d{2}\d{10}$/.test(text.trim().replace(/[ -]/g, ''))
}

export function isPlate(text: string): boolean {
  return /^\d{2}[A-ZĐ]{1,2}\d?[- ]\d{3}\.?\d{2}$|^\d{2}[A-ZĐ]{1,2}\d?[- ]\d{4}$/.test(text.trim())
}

export function isAccountNumber(text: string): boolean {
  const digits = digitsOf(text)
  return digits !== undefined && digits.length >= 6 && digits.length <= 19
}

const EMAIL = /^[\w.%+-]{1,64}@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*\.[a-z]{2,}$/i

export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text.trim())
}

const OFFICE_MAILBOX =
  /^(?:info|contact|admin|support|office|mail|email|vanthu|lienhe|hotro|bbt|tuyensinh|tonghop|vanphong|ubnd|so|phong|c1|c2|c3|mn|th|thcs|thpt)[^@]*@/i

/** Whether a mailbox belongs to an office rather than to a person, as its name or domain shows. */
export function isOfficeMailbox(text: string): boolean {
  return OFFICE_MAILBOX.test(text.trim()) || /[@.](?:gov|edu)(?:\.[a-z]{2})?$/i.test(text.trim())
}

const IN_TEXT = {
  email: /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,}/gi,
  // Times of day and dates are runs of digits too: "07-03-2021 21:00".
  phone: /(?<![\d.,/-]|\d:\s?)(?:\+84|0)(?:[ .-]?\d){9,10}(?![\d/:]|[.,]\d)/g,
  'citizen-id': /(?<![\d.,/-])\d{12}(?![\d/]|[.,]\d)/g,
} as const

const DATE_IN_TEXT = /\d[.-]\d{1,2}[.-](?:19|20)\d{2}|(?:19|20)\d{2}[.-]\d{1,2}[.-]\d/

export type KindInText = keyof typeof IN_TEXT

/** First thing of a kind that stands inside a longer text. */
export function findInText(text: string, kind: KindInText, year: number): string | undefined {
  const found = text.match(IN_TEXT[kind]) ?? []
  return found.find((part) => {
    if (kind === 'phone') return phoneKind(part) !== undefined && !DATE_IN_TEXT.test(part)
    return kind === 'email' || isCitizenId(part, year)
  })
}
