/** How the fields and records of a text are told apart. */
export interface Separators {
  /** Empty when every record is one field. */
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
}

/** One field as it stood in the text. */
export interface Field {
  readonly text: string
  readonly quoted: boolean
}

/** One physical record; `start` and `end` are offsets in the text, the line end left out. */
export interface TextRecord {
  readonly fields: readonly Field[]
  readonly start: number
  readonly end: number
  /** Where the next record begins. */
  readonly next: number
  /** Quotes that are neither opening nor closing nor escaped: 0 in a sound record. */
  readonly flaws: number
}

const BLANK = /[ \t]/

/** Offset of the first character at or after `from` that ends a line, or the length of the text. */
export function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from
  return LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length
}

const LINE_END = /[\n\r]/g

/** Offset behind the line end at `end`: CR LF counts as one, and so does the CR CR LF of a file converted twice. */
export function afterLineEnd(text: string, end: number): number {
  if (text.startsWith('\r\r\n', end)) return end + 3
  if (text.startsWith('\r\n', end)) return end + 2
  return Math.min(end + 1, text.length)
}

interface Scanned {
  readonly field: Field
  readonly next: number
  readonly flaws: number
}

/** Reads one record the way RFC 4180 has it, forgiving quotes in the wrong place but counting them. */
export function readRecord(text: string, start: number, separators: Separators): TextRecord {
  const plain = readPlainLine(text, start, separators)
  if (plain) return plain
  const fields: Field[] = []
  let flaws = 0
  let at = start
  for (;;) {
    const scanned = readField(text, at, separators)
    fields.push(scanned.field)
    flaws += scanned.flaws
    at = scanned.next
    if (!startsDelimiter(text, at, separators)) break
    at += separators.delimiter.length
  }
  return { fields, start, end: at, next: afterLineEnd(text, at), flaws }
}

// Most lines hold no quote at all and need no scanning.
function readPlainLine(text: string, start: number, { delimiter, quote, escape }: Separators): TextRecord | undefined {
  const end = lineEnd(text, start)
  const line = text.slice(start, end)
  if ((quote !== '' && line.includes(quote)) || (escape === '\\' && line.includes(escape))) return undefined
  const texts = delimiter === '' ? [line] : line.split(delimiter)
  const fields = texts.map((field): Field => ({ text: field, quoted: false }))
  return { fields, start, end, next: afterLineEnd(text, end), flaws: 0 }
}

function startsDelimiter(text: string, at: number, { delimiter }: Separators): boolean {
  return delimiter !== '' && text.startsWith(delimiter, at)
}

function readField(text: string, at: number, separators: Separators): Scanned {
  if (separators.quote !== '') {
    const open = skipBlanks(text, at, separators)
    if (text[open] === separators.quote) {
      const quoted = readQuoted(text, open, separators)
      if (quoted) return quoted
      const plain = readPlain(text, at, separators)
      return { ...plain, flaws: plain.flaws + 1 }
    }
  }
  return readPlain(text, at, separators)
}

function readPlain(text: string, at: number, separators: Separators): Scanned {
  const { quote, escape } = separators
  const end = plainEnd(text, at, separators)
  const raw = text.slice(at, end)
  // An opening quote behind a letter is how a lost delimiter looks; an apostrophe is only text.
  const flaws = quote === '"' ? raw.split(quote).length - 1 : 0
  const field = { text: escape === '\\' ? unescapeBackslash(raw, separators) : raw, quoted: false }
  return { field, next: end, flaws }
}

function plainEnd(text: string, at: number, separators: Separators): number {
  const end = lineEnd(text, at)
  if (separators.delimiter === '') return end
  for (let i = at; i < end; i++) {
    if (separators.escape === '\\' && text[i] === '\\' && isEscapable(text, i + 1, separators)) i++
    else if (text.startsWith(separators.delimiter, i)) return i
  }
  return end
}

function isEscapable(text: string, at: number, { delimiter, quote }: Separators): boolean {
  return text[at] === quote || text[at] === '\\' || (delimiter !== '' && text[at] === delimiter[0])
}

function unescapeBackslash(raw: string, separators: Separators): string {
  if (!raw.includes('\\')) return raw
  let out = ''
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '\\' && i + 1 < raw.length && isEscapable(raw, i + 1, separators)) i++
    out += raw[i] ?? ''
  }
  return out
}

function skipBlanks(text: string, at: number, { delimiter }: Separators): number {
  let i = at
  while (BLANK.test(text[i] ?? '') && !(delimiter !== '' && text.startsWith(delimiter, i))) i++
  return i
}

/** Whether a field may end at `at`: blanks, then a delimiter, a line end or the end of the text. */
function endOfField(text: string, at: number, separators: Separators): number | undefined {
  if (startsDelimiter(text, at, separators)) return at
  const i = skipBlanks(text, at, separators)
  const c = text[i]
  return c === undefined || c === '\n' || c === '\r' || startsDelimiter(text, i, separators) ? i : undefined
}

const MAX_QUOTED = 2_000_000
/** A field with more quotes inside that close nothing was not quoted. */
const MAX_STRAY = 60

// The field that opens with a quote at `open`, or nothing when no quote closes it: then the quote is text.
function readQuoted(text: string, open: number, separators: Separators): Scanned | undefined {
  const { quote, escape } = separators
  const limit = Math.min(text.length, open + MAX_QUOTED)
  let out = ''
  let from = open + 1
  let flaws = 0
  for (let i = nextMark(text, from, separators); i < limit; i = nextMark(text, i + 1, separators)) {
    if (text[i] === '\\' && escape === '\\') {
      if (i + 1 >= limit || !isEscapable(text, i + 1, separators)) continue
      out += text.slice(from, i)
      from = ++i
      continue
    }
    const end = endOfField(text, i + 1, separators)
    const doubled = escape === quote && text[i + 1] === quote
    if (!doubled && end !== undefined)
      return { field: { text: out + text.slice(from, i), quoted: true }, next: end, flaws }
    if (doubled) {
      out += text.slice(from, i + 1)
      from = i + 2
      i++
    } else if (++flaws > MAX_STRAY) return undefined
  }
  return undefined
}

// The next quote or escape at or after `from`; behind the text when there is none.
function nextMark(text: string, from: number, { quote, escape }: Separators): number {
  const found = text.indexOf(quote, from)
  const mark = found < 0 ? Number.POSITIVE_INFINITY : found
  if (escape !== '\\') return mark
  const back = text.indexOf(escape, from)
  return back < 0 ? mark : Math.min(mark, back)
}
