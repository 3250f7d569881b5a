import { readBrokenRecord } from './mend-quotes.ts'
import { afterLineEnd, type Field, lineEnd, readRecord, type Separators, type TextRecord } from './text-record.ts'

/** The records of a text, and which of them had quotes in the wrong place. */
export interface SplitText {
  readonly records: readonly TextRecord[]
  /** 0-based records whose quotes were re-read. */
  readonly requoted: readonly number[]
}

const MANY = 1000

/** Splits a whole text into physical records; a blank line is a record without text. */
export function splitRecords(text: string, separators: Separators, width: number): SplitText {
  const records: TextRecord[] = []
  const requoted: number[] = []
  for (let at = 0; at < text.length; ) {
    // Quotes that are broken again and again mark a text whose quotes mean nothing: then a line is a record.
    const hopeless = requoted.length > MANY && requoted.length * 4 > records.length
    const plain = readRecord(text, at, hopeless ? { ...separators, quote: '' } : separators)
    const record = isSound(text, plain, width) ? plain : better(text, plain, { separators, width })
    if (record !== plain) requoted.push(records.length)
    records.push(record)
    at = record.next
  }
  return { records, requoted }
}

function isSound(text: string, record: TextRecord, width: number): boolean {
  const oneLine = lineEnd(text, record.start) >= record.end
  return record.flaws === 0 && (oneLine || record.fields.length === width)
}

function better(text: string, plain: TextRecord, reading: { separators: Separators; width: number }): TextRecord {
  const oneLine = lineEnd(text, plain.start) >= plain.end
  const mended = readBrokenRecord(text, plain.start, reading)
  const fits = mended.fields.length === reading.width
  if (plain.flaws === 0) return fits ? mended : plain
  if (oneLine && plain.fields.length === reading.width && sameTexts(plain.fields, mended.fields)) return plain
  if (!oneLine && swallowsRecord(text, plain, reading)) return mended
  const cost = plain.flaws + 4 * Math.min(Math.abs(plain.fields.length - reading.width), 5) + (oneLine ? 0 : 5)
  return fits || cost > mended.flaws + 4 * Math.min(Math.abs(mended.fields.length - reading.width), 5) ? mended : plain
}

function sameTexts(a: readonly Field[], b: readonly Field[]): boolean {
  return a.length === b.length && a.every((field, i) => field.text === b[i]?.text)
}

// A quote that closes only in a later line, where a whole record of the table stands in between, has closed nothing.
function swallowsRecord(
  text: string,
  plain: TextRecord,
  { separators, width }: { separators: Separators; width: number },
): boolean {
  for (
    let at = afterLineEnd(text, lineEnd(text, plain.start));
    at < plain.end;
    at = afterLineEnd(text, lineEnd(text, at))
  ) {
    const inside = readRecord(text, at, separators)
    if (inside.flaws === 0 && inside.fields.length === width) return true
  }
  return false
}
