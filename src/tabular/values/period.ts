import { fold, tidyBlanks } from './fold.ts'

/** A point or span of time found in a label; `text` is the form of the contract (2016, 2016-Q2, 2015/2016 …). */
export interface TimeParts {
  readonly year?: number
  readonly yearTo?: number
  readonly half?: number
  readonly quarter?: number
  readonly month?: number
  readonly day?: number
}

/** A label split into its period and the rest. */
export interface SplitLabel {
  readonly time: TimeParts
  /** "Prel.", "Sơ bộ", "Ước", "(*)" as printed. */
  readonly status?: string
  /** What the label says besides the period; empty if nothing. */
  readonly rest: string
  readonly where: 'whole' | 'start' | 'end'
}

const STATUS =
  '(?:preliminary|prel|pre|provisional|prov|estimated?|est|forecast|revised|rev|planned|plan|p|e|s[oơ] b[oộ]|[uư][oớ]c(?: t[ií]nh| th[uự]c hi[eệ]n| th)?|d[uự] ki[eế]n|k[eế] ho[aạ]ch|kh|th[uự]c hi[eệ]n|th)'
const MARK = '(?:\\(\\*+\\)|\\*+|\\(\\d{1,2}\\)|[\\\\/]\\d{1,2}(?!\\d))'
const YEAR = '(?:1[6-9]|20|21)\\d{2}'
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 }

interface Shape {
  readonly core: string
  readonly read: (found: RegExpExecArray) => TimeParts | undefined
}

const number = (text: string | undefined): number => Number(text)
const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
const quarterOf = (text: string | undefined): number => ROMAN[(text ?? '').toLowerCase()] ?? Number(text)
const inRange = (value: number, to: number): boolean => value >= 1 && value <= to

function date(year: number, month: number, day: number): TimeParts | undefined {
  return inRange(month, 12) && inRange(day, 31) ? { year, month, day } : undefined
}

function span(from: number, to: number): TimeParts | undefined {
  return to > from && to - from < 120 ? { year: from, yearTo: to } : undefined
}

// Longer shapes come first: "31/12/2016" is a day before it is a year. All are matched on folded text.
const SHAPES: readonly Shape[] = [
  {
    core: `ngay (\\d{1,2})(?:/| thang )(\\d{1,2})(?:/| nam )(${YEAR})`,
    read: (m) => date(number(m[3]), number(m[2]), number(m[1])),
  },
  { core: `(\\d{1,2})[/.-](\\d{1,2})[/.-](${YEAR})`, read: (m) => date(number(m[3]), number(m[2]), number(m[1])) },
  {
    core: `(${YEAR})-(\\d{2})-(\\d{2})(?:[t ]00:00(?::00)?)?`,
    read: (m) => date(number(m[1]), number(m[2]), number(m[3])),
  },
  {
    core: `(\\d{1,2})(?:st|nd|rd|th)? (${MONTH_NAME})\\.?,? (${YEAR})`,
    read: (m) => date(number(m[3]), monthOf(m[2]), number(m[1])),
  },
  {
    core: `(${MONTH_NAME})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (${YEAR})`,
    read: (m) => date(number(m[3]), monthOf(m[1]), number(m[2])),
  },
  { core: `(?:nam hoc |school year )?(${YEAR}) ?[-–_/] ?(${YEAR})`, read: (m) => span(number(m[1]), number(m[2])) },
  {
    core: `(?:nam hoc |school year )?(${YEAR}) ?[-–] ?(\\d{2})(?![\\d-])`,
    read: (m) => (number(m[2]) === (number(m[1]) + 1) % 100 ? span(number(m[1]), number(m[1]) + 1) : undefined),
  },
  {
    core: `(?:quy|q) ?(iv|iii|ii|i|[1-4])(?:[ /.-]+(?:nam )?(${YEAR}))?`,
    read: (m) => withYear({ quarter: quarterOf(m[1]) }, m[2]),
  },
  { core: `(${YEAR})[ -]?q([1-4])`, read: (m) => ({ year: number(m[1]), quarter: number(m[2]) }) },
  {
    core: `6 thang (dau|cuoi)(?: nam)?(?:[ /]+(${YEAR}))?`,
    read: (m) => withYear({ half: m[1] === 'dau' ? 1 : 2 }, m[2]),
  },
  { core: `6 thang(?: nam)?[ /]+(${YEAR})`, read: (m) => ({ year: number(m[1]), half: 1 }) },
  { core: `ca nam(?:[ /]+(${YEAR}))?`, read: (m) => withYear({}, m[1]) },
  { core: `(${YEAR})-h([12])`, read: (m) => ({ year: number(m[1]), half: number(m[2]) }) },
  {
    core: `(?:thang|t) ?(\\d{1,2})(?:(?:[ /.-]+| nam )(${YEAR}))?`,
    read: (m) => (inRange(number(m[1]), 12) ? withYear({ month: number(m[1]) }, m[2]) : undefined),
  },
  { core: `(${MONTH_NAME})\\.?(?:[ ,-]+(${YEAR}))?`, read: (m) => withYear({ month: monthOf(m[1]) }, m[2]) },
  {
    core: `(\\d{1,2})[/-](${YEAR})`,
    read: (m) => (inRange(number(m[1]), 12) ? { year: number(m[2]), month: number(m[1]) } : undefined),
  },
  { core: `(${YEAR})-(0[1-9]|1[0-2])`, read: (m) => ({ year: number(m[1]), month: number(m[2]) }) },
  { core: `(?:nam |year |x)?(${YEAR})(?:\\.0+)?`, read: (m) => ({ year: number(m[1]) }) },
]

function withYear(parts: TimeParts, year: string | undefined): TimeParts {
  return year === undefined ? parts : { ...parts, year: number(year) }
}

const COMPARED = /\b(?:so (?:sanh )?voi|compared (?:to|with)|versus|vs\.?)(?: .*)?$/

/** Whether a label ends by saying that what follows is only compared with: "So với:", "Compared with (%)". */
export const endsInComparison = (label: string): boolean =>
  /\b(?:so (?:sanh )?voi|compared (?:to|with))\W*$/.test(fold(label))

const PLAN = /^(?:k\.? ?h|ke hoach|muc tieu|plan(?:ned)?)\.?$/

/** "Kế hoạch 2024" is what was planned: another measure than what came of it, not how firm the figure is. */
export const isPlanLabel = (status: string): boolean => PLAN.test(fold(status))

const compiled = SHAPES.map((shape) => ({
  read: shape.read,
  whole: new RegExp(`^${shape.core}$`),
  start: new RegExp(`^${shape.core}(?=[ :,.\\-–]|$)`),
  end: new RegExp(`(?:^|[ ,(])${shape.core}\\)?$`),
}))

const LEADING_STATUS = new RegExp(`^(${STATUS})(?=[. _(\\d])[. _]*`, 'i')
const TRAILING_STATUS = new RegExp(`[ ,(-]+(${STATUS})[.)]*$`, 'i')
const TRAILING_MARK = new RegExp(`\\s*(${MARK})$`)
const LEADING_MARK = new RegExp(`^(${MARK})\\s*`)

const STATUS_ABBREVIATION =
  /^(?:k\.? ?h|t\.? ?h|u\.? ?t\.? ?h|ke hoach|thuc hien|uoc(?: tinh| th| thuc hien)?|so bo|chinh thuc|du kien|du toan|quyet toan|plan|actual|estimate|preliminary)\.?$/

/** Whether a label alone says how firm a figure is: "Kế hoạch", "Ước TH", "Sơ bộ". */
export const isStatusLabel = (label: string): boolean => STATUS_ABBREVIATION.test(fold(label))

/**
 * Names that programs made of labels: R turns "Prel. 2016 Total" into `Prel..2016.Total` and puts X before a digit.
 * Only an X before a year is taken off, so that real names keep theirs.
 */
export const undoProgramName = (label: string): string =>
  /\s/.test(label.trim())
    ? label
    : label
        .replace(/^X(?=(?:1[6-9]|20|21)\d\d(?:\D|$))/, '')
        .replace(/_+/g, ' ')
        .replace(/(?<=\D|\d{4})\.+(?=[^\d\s]|\d{4}(?:\D|$))/g, ' ')
        .trim()

interface Stripped {
  body: string
  status: string[]
}

function stripStatus(label: string): Stripped {
  const status: string[] = []
  let body = label
  const lead = LEADING_STATUS.exec(body)
  if (
    lead?.[1] !== undefined &&
    /^(?:\(|x?(?:1[6-9]|20|21)\d\d|\d|t ?\d|qu[yý]|th[aá]ng|n[aă]m|q\d|[jfmasond][a-z]{2})/i.test(
      body.slice(lead[0].length),
    )
  ) {
    status.push(lead[0].replace(/_/g, '').trim())
    body = body.slice(lead[0].length)
  }
  for (
    let mark = TRAILING_MARK.exec(body);
    mark?.[1] !== undefined && mark.index > 0;
    mark = TRAILING_MARK.exec(body)
  ) {
    // "12/2016" ends in digits behind a slash, but they are the year.
    status.push(mark[1])
    body = body.slice(0, mark.index)
  }
  return { body: body.trim(), status }
}

/** Folding must keep positions: label and folded text are cut at the same places. */
function foldInPlace(text: string): string | undefined {
  const nfc = text.normalize('NFC')
  const folded = Array.from(nfc, (letter) => fold(letter) || ' ').join('')
  return folded.length === nfc.length ? folded : undefined
}

function build(
  time: TimeParts,
  rest: string,
  found: { where: SplitLabel['where']; status: readonly string[] },
): SplitLabel {
  const status = [...new Set(found.status)].join(' ')
  return { time, rest, where: found.where, ...(status === '' ? {} : { status }) }
}

/** Reads a label that is nothing but a period, e.g. "Sơ bộ 2023", "Quý I/2024", "2016 (*)". */
export function readPeriod(label: string): SplitLabel | undefined {
  const { body, status } = stripStatus(undoProgramName(tidyBlanks(label)))
  const late = TRAILING_STATUS.exec(body)
  const core = late ? body.slice(0, late.index) : body
  const folded = fold(core).replace(/\.$/, '')
  if (folded.length > 34) return undefined
  for (const shape of compiled) {
    const found = shape.whole.exec(folded)
    const time = found ? shape.read(found) : undefined
    if (time) return build(time, '', { where: 'whole', status: late?.[1] ? [...status, late[1]] : status })
  }
  return undefined
}

function splitStart(body: string, folded: string, status: readonly string[]): SplitLabel | undefined {
  for (const shape of compiled) {
    const found = shape.start.exec(folded)
    const time = found ? shape.read(found) : undefined
    if (!found || time?.year === undefined) continue
    let rest = body.slice(found[0].length).replace(/^[\s:,.–-]+/, '')
    const mark = LEADING_MARK.exec(rest)
    if (mark?.[1] !== undefined) rest = rest.slice(mark[0].length)
    return build(time, rest, { where: 'start', status: mark?.[1] === undefined ? status : [...status, mark[1]] })
  }
  return undefined
}

/**
 * A price base is part of what is measured ("at constant 2010 prices", "gốc 2010"), and so is what a figure is compared
 * with ("so với cùng kỳ năm 2023"): neither is the time of the figure.
 */
const isBaseOf = (folded: string): boolean =>
  /(gia so sanh|constant|base|goc|nam truoc|= ?100|gia)$/.test(folded) || COMPARED.test(folded)

function splitEnd(body: string, folded: string, status: readonly string[]): SplitLabel | undefined {
  for (const shape of compiled) {
    const found = shape.end.exec(folded)
    const time = found ? shape.read(found) : undefined
    if (!found || time?.year === undefined) continue
    let rest = body.slice(0, found.index).replace(/[\s:,(–-]+$/, '')
    if (isBaseOf(fold(rest))) return undefined
    // "3 tháng đầu năm 2024" counts months of the year: they stay in the name, whole.
    if (/\d thang (?:dau|cuoi)$/.test(fold(rest))) rest = `${rest} năm`
    const late = TRAILING_STATUS.exec(` ${rest}`)
    if (late?.[1] !== undefined) rest = rest.slice(0, Math.max(0, late.index - 1)).trim()
    return build(time, rest, { where: 'end', status: late?.[1] === undefined ? status : [...status, late[1]] })
  }
  return undefined
}

/** Takes the period out of a label that may hold more: "2011 Total", "Deepest 2002", "Prel. 2016 Urban". */
export function splitPeriod(label: string): SplitLabel | undefined {
  const tidy = undoProgramName(tidyBlanks(label).normalize('NFC'))
  const whole = readPeriod(tidy)
  if (whole) return whole
  // "2008(*) Area": the mark stands between the year and the words.
  const opened = tidy.replace(new RegExp(`^((?:${STATUS}[. ]*)?${YEAR})(?=\\()`, 'i'), '$1 ')
  const { body, status } = stripStatus(opened)
  const folded = foldInPlace(body)
  if (folded === undefined) return undefined
  return splitStart(body, folded, status) ?? splitEnd(body, folded, status)
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** The period in the form the tables use, or `undefined` while the year is not known. */
export function formatPeriod(time: TimeParts): string | undefined {
  const { year } = time
  if (year === undefined) return undefined
  if (time.yearTo !== undefined) return `${year}/${time.yearTo}`
  if (time.quarter !== undefined) return `${year}-Q${time.quarter}`
  if (time.half !== undefined) return `${year}-H${time.half}`
  if (time.month === undefined) return String(year)
  return time.day === undefined ? `${year}-${pad(time.month)}` : `${year}-${pad(time.month)}-${pad(time.day)}`
}

/** Puts together what two places of the source say, e.g. the month of a column and the year of a row. */
export function mergeTime(outer: TimeParts | undefined, inner: TimeParts | undefined): TimeParts | undefined {
  if (!outer) return inner
  if (!inner) return outer
  return inner.year === undefined || outer.year === undefined ? { ...outer, ...inner } : inner
}
