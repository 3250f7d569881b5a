import { type Field, lineEnd, readRecord, type Separators, type TextRecord, afterLineEnd } from './text-record.ts'

const MAX_TRIALS = 200

interface Partial {
  readonly at: number
  readonly fields: readonly Field[]
  readonly flaws: number
}

/**
 * Reads a record whose quotes do not add up by trying each suspicious quote as text and as a mark, within one line,
 * and keeps the reading that gives the expected number of fields with the fewest quotes out of place.
 */
export function readBrokenRecord(
  text: string,
  start: number,
  reading: { separators: Separators; width: number },
): TextRecord {
  const { separators, width } = reading
  const end = lineEnd(text, start)
  const line = text.slice(start, end)
  const readings = readLine(line, separators, width)
  const cost = (r: Partial): number => r.flaws + 4 * Math.min(Math.abs(r.fields.length - width), 5)
  const best = readings.reduce((a, b) => (cost(b) < cost(a) ? b : a))
  return { fields: best.fields, start, end, next: afterLineEnd(text, end), flaws: Math.max(best.flaws, 1) }
}

function readLine(line: string, separators: Separators, width: number): readonly [Partial, ...Partial[]] {
  const done: Partial[] = []
  const open: Partial[] = [{ at: 0, fields: [], flaws: 0 }]
  for (let trials = 0; trials < MAX_TRIALS && open.length > 0; trials++) {
    const current = open.pop()
    if (!current) break
    for (const next of continuations(line, current, separators)) {
      if (next.at > line.length) done.push(next)
      else if (next.fields.length < width + 40) open.push(next)
    }
  }
  const plain = readRecord(line, 0, { ...separators, quote: '' })
  return [{ at: line.length, fields: plain.fields, flaws: 8 }, ...done]
}

// The ways the field at `current.at` can be read, the likeliest last.
function continuations(line: string, current: Partial, separators: Separators): readonly Partial[] {
  const ways: Partial[] = []
  const add = (field: Field, end: number, flaws: number): void => {
    const at = end >= line.length ? line.length + 1 : end + separators.delimiter.length
    ways.push({ at, fields: [...current.fields, field], flaws: current.flaws + flaws })
  }
  const { delimiter, quote } = separators
  const found = delimiter === '' ? -1 : line.indexOf(delimiter, current.at)
  const plainEnd = found < 0 ? line.length : found
  const plain = line.slice(current.at, plainEnd)
  const blanks = plain.length - plain.trimStart().length
  const isOpen = quote !== '' && line[current.at + blanks] === quote
  add({ text: plain, quoted: false }, plainEnd, isOpen ? 3 : plain.includes(quote) && quote === '"' ? 1 : 0)
  if (!isOpen) return ways
  const from = current.at + blanks + 1
  let inner = 0
  for (let i = line.indexOf(quote, from); i >= 0; i = line.indexOf(quote, i + 1)) {
    const closes = i + 1 >= line.length || (delimiter !== '' && line.startsWith(delimiter, i + 1))
    if (closes) {
      const body = line.slice(from, i)
      const odd = oddQuotes(body, quote)
      add({ text: body.replaceAll(quote + quote, quote), quoted: true }, i + 1, odd * 2)
      if (++inner >= 3) break
    }
  }
  return ways.toSorted((a, b) => b.flaws - a.flaws)
}

function oddQuotes(body: string, quote: string): number {
  return body.replaceAll(quote + quote, '').split(quote).length - 1
}
