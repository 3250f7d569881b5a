import { afterLineEnd, type Field, lineEnd, readRecord, type Separators, type TextRecord } from './text-record.ts'

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

interface Way {
  readonly field: Field
  readonly end: number
  readonly flaws: number
}

// The ways the field at `current.at` can be read, the likeliest last.
function continuations(line: string, current: Partial, separators: Separators): readonly Partial[] {
  const ways = [plainWay(line, current.at, separators), ...quotedWays(line, current.at, separators)]
  return ways
    .toSorted((a, b) => b.flaws - a.flaws)
    .map(({ field, end, flaws }) => ({
      at: end >= line.length ? line.length + 1 : end + separators.delimiter.length,
      fields: [...current.fields, field],
      flaws: current.flaws + flaws,
    }))
}

/** A quote in front that is no mark weighs more than one within, which may be an inch sign. */
const QUOTE_IN_FRONT = 3
const QUOTE_WITHIN = 1
const ODD_QUOTE = 2
const MAX_CLOSINGS = 3

function plainWay(line: string, at: number, { delimiter, quote }: Separators): Way {
  const found = delimiter === '' ? -1 : line.indexOf(delimiter, at)
  const end = found < 0 ? line.length : found
  const text = line.slice(at, end)
  const within = quote === '"' && text.includes(quote) ? QUOTE_WITHIN : 0
  return {
    field: { text, quoted: false },
    end,
    flaws: text.trimStart().startsWith(quote || '\n') ? QUOTE_IN_FRONT : within,
  }
}

function quotedWays(line: string, at: number, { delimiter, quote }: Separators): readonly Way[] {
  let open = at
  while (line[open] === ' ') open++
  if (quote === '' || line[open] !== quote) return []
  const ways: Way[] = []
  for (let i = line.indexOf(quote, open + 1); i >= 0 && ways.length < MAX_CLOSINGS; i = line.indexOf(quote, i + 1)) {
    const closes = i + 1 >= line.length || (delimiter !== '' && line.startsWith(delimiter, i + 1))
    if (!closes) continue
    const body = line.slice(open + 1, i)
    const odd = body.replaceAll(quote + quote, '').split(quote).length - 1
    ways.push({
      field: { text: body.replaceAll(quote + quote, quote), quoted: true },
      end: i + 1,
      flaws: odd * ODD_QUOTE,
    })
  }
  return ways
}
