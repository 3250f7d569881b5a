import { lineEnd, readRecord, type Separators, type TextRecord } from './text-record.ts'
import { kindOf, type ValueKind } from './value-shape.ts'

/** The separators that explain a text best, with the number of fields most of its records then have. */
export interface DialectChoice {
  readonly separators: Separators
  readonly width: number
}

const SAMPLE = 96_000
const SINGLE = [',', ';', '\t', '|', '^', '~', ':', ' ', '\u001f', '\u0001', '¦', '§']
/** How common a delimiter is in the wild; decides only between readings that are nearly as good. */
const PRIOR: Readonly<Record<string, number>> = { ',': 1, ';': 1, '\t': 1, '|': 1, ' ': 0.8, ':': 0.8 }
const WHOLE_LINES: Separators = { delimiter: '', quote: '"', escape: '"' }

/** Parses a sample with every candidate dialect and keeps the one whose table is the most regular. */
export function chooseDialect(text: string): DialectChoice {
  const sample = sampleOf(text)
  let best: DialectChoice & { score: number } = { separators: WHOLE_LINES, width: 1, score: rateWholeLines(sample) }
  for (const delimiter of candidateDelimiters(sample)) {
    for (const { quote, escape } of candidateQuotes(sample, delimiter)) {
      const separators = { delimiter, quote, escape }
      const { score, width } = rate(sample, separators)
      if (score > best.score + 1e-9) best = { separators, width, score }
    }
  }
  return { separators: best.separators, width: best.width }
}

// A list of one column has no delimiter to be found: any reading as a table must be clearly better than this.
const WHOLE_LINES_SCORE = 0.12

// Times and addresses are full of characters that delimit elsewhere; lines that are such values are one column.
function rateWholeLines(sample: string): number {
  const kinds = sample
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .map(kindOf)
  const whole = kinds.filter((kind) => kind === 'date' || kind === 'link').length
  return whole >= 2 && whole >= kinds.length * 0.7 ? 1 : WHOLE_LINES_SCORE
}

function sampleOf(text: string): string {
  return text.length <= SAMPLE ? text : text.slice(0, lineEnd(text, SAMPLE))
}

function candidateDelimiters(sample: string): readonly string[] {
  const found: string[] = []
  for (const single of SINGLE) {
    const count = sample.split(single).length - 1
    if (count === 0) continue
    found.push(single)
    // `a, b` and `a || b`: a delimiter of several characters shows when the single one never stands without the rest.
    for (const longer of [`${single} `, ` ${single} `, single + single, `${single}\t`])
      if (single !== ' ' && (sample.split(longer).length - 1) * (longer.split(single).length - 1) >= count * 0.5)
        found.push(longer)
  }
  return found
}

function candidateQuotes(sample: string, delimiter: string): readonly Pick<Separators, 'quote' | 'escape'>[] {
  const ways: Pick<Separators, 'quote' | 'escape'>[] = []
  for (const quote of ['"', "'"]) {
    if (!opensField(sample, quote, delimiter)) continue
    ways.push({ quote, escape: quote })
    if (sample.includes(`\\${quote}`)) ways.push({ quote, escape: '\\' })
  }
  if (!ways.some((w) => w.quote === '"')) ways.push({ quote: '', escape: '' })
  // Database dumps escape the delimiter instead of quoting the field.
  if (sample.includes(`\\${delimiter}`) && !ways.some((w) => w.escape === '\\')) ways.push({ quote: '"', escape: '\\' })
  return ways
}

function opensField(sample: string, quote: string, delimiter: string): boolean {
  return (
    sample.startsWith(quote) ||
    sample.includes(delimiter + quote) ||
    sample.includes(`${delimiter} ${quote}`) ||
    sample.includes(`\n${quote}`) ||
    sample.includes(`\r${quote}`)
  )
}

function rate(sample: string, separators: Separators): { score: number; width: number } {
  const records = readAll(sample, separators)
  if (records.length === 0) return { score: 0, width: 1 }
  const width = commonWidth(records)
  if (width === 1 || (separators.delimiter === ' ' && isProse(records))) return { score: 0, width }
  const prior = PRIOR[separators.delimiter.trim().slice(0, 1) || separators.delimiter.slice(0, 1)] ?? 0.9
  const flawed = records.reduce((n, r) => n + Math.min(r.flaws, 3), 0) / records.length
  const score = (regularity(records, width) * typing(records) * prior) / (1 + flawed)
  return { score, width }
}

/** Blanks between words part no columns: "Hà Nội", "Bà Rịa - Vũng Tàu" are names in a list of one column. */
function isProse(records: readonly TextRecord[]): boolean {
  const wordy = records.filter(({ fields }) =>
    fields.every(({ quoted, text }) => !quoted && ['word', 'empty'].includes(kindOf(text))),
  )
  return wordy.length > records.length * 0.5
}

function readAll(sample: string, separators: Separators): readonly TextRecord[] {
  const records: TextRecord[] = []
  for (let at = 0; at < sample.length; ) {
    const record = readRecord(sample, at, separators)
    if (record.end > record.start) records.push(record)
    at = record.next
  }
  return records
}

/** The number of fields that most records have; of two equally common ones the larger. */
function commonWidth(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>()
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
  let best = 1
  for (const [width, count] of counts) {
    const now = counts.get(best) ?? 0
    if (width > 1 && (best === 1 ? count * 3 >= now : count > now || (count === now && width > best))) best = width
  }
  return best
}

// Titles and notes have one field, so they count half; records of any other width count against the reading.
function regularity(records: readonly TextRecord[], width: number): number {
  let same = 0
  let single = 0
  let runs = 0
  let previous = 0
  for (const { fields } of records) {
    if (fields.length === width) same++
    if (fields.length === 1) single++
    if (fields.length !== previous) runs++
    previous = fields.length
  }
  const others = records.length - same - single
  const share = (same + single * 0.3) / (same + single + others * 1.5)
  const breaks = 1 - Math.min(0.3, (runs - 1) / (records.length * 3))
  return share * breaks * ((width - 0.4) / width)
}

const WORTH: Readonly<Record<ValueKind, number>> = {
  empty: 0.75,
  number: 1,
  money: 1,
  date: 1,
  link: 1,
  code: 0.9,
  word: 0.9,
  text: 0.7,
}

function typing(records: readonly TextRecord[]): number {
  let sum = 0
  let cells = 0
  for (const { fields } of records) {
    for (const field of fields.slice(0, 200)) {
      cells++
      // What still holds a usual delimiter was probably not split where it should have been.
      sum += field.quoted ? Math.max(0.9, WORTH[kindOf(field.text)]) : worthOfPlain(field.text)
    }
  }
  return cells === 0 ? 0 : (sum / cells) ** 1.5
}

// What still holds a usual delimiter, its quotes or the blank of `, ` was probably not split where it should have been.
function worthOfPlain(text: string): number {
  const kind = kindOf(text)
  if (kind !== 'number' && /[;\t|]|,\S|\s{2}\S/.test(text)) return 0.3
  if (/^\s*(["']).*\1\s*$/s.test(text)) return 0.4
  return text.startsWith(' ') ? WORTH[kind] * 0.9 : WORTH[kind]
}
