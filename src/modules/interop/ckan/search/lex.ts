/** Pieces of a query text. `text` is without its escapes. */
export type Piece =
  | { readonly kind: 'open' | 'close' | 'plus' | 'minus' | 'and' | 'or' | 'not' | 'end' }
  | { readonly kind: 'field'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string; readonly isGlob: boolean }
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly closed: readonly [boolean, boolean] }

/** What is wrong with a query text, in the words of the answer. */
export type LexFault = { readonly fault: string }

const SIGNS: Readonly<Record<string, Piece['kind'] & ('open' | 'close' | 'plus' | 'minus')>> = {
  '(': 'open',
  ')': 'close',
  '+': 'plus',
  '-': 'minus',
}
const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
}
const BOOST = /(?:\^\d+(?:\.\d+)?|~\d*(?:\.\d+)?)+/y
const BLANK = /\s+/y
const RANGE = /([[{])\s*("[^"]*"|\S+)\s+TO\s+("[^"]*"|[^\s\]}]+)\s*([\]}])/y
// An unescaped run up to something that ends a word; a colon ends only what may be a field name.
const WORD = /(?:\\[^]|[^\s()"[\]{}^~\\])+/y
const FIELD = /((?:\\[^]|[\p{L}\p{N}_.-])+):(?=\S)/uy

/** Cuts a query text into pieces; the last one is `end`. */
export function lex(text: string): readonly Piece[] | LexFault {
  const pieces: Piece[] = []
  let at = 0
  let afterField = false

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }

  while (at < text.length) {
    if (take(BLANK)) {
      afterField = false
      continue
    }
    if (take(BOOST)) continue
    const piece = next({ text, at, afterField, take })
    if (piece === undefined) return { fault: `Cannot parse '${text.slice(at, at + 40)}' at position ${at}` }
    if (typeof piece === 'number') at = piece
    else {
      pieces.push(piece.piece)
      at = piece.at ?? at
      afterField = piece.piece.kind === 'field'
    }
  }
  return [...pieces, { kind: 'end' }]
}

interface Place {
  readonly text: string
  readonly at: number
  readonly afterField: boolean
  readonly take: (pattern: RegExp) => RegExpExecArray | null
}

type Next = { readonly piece: Piece; readonly at?: number } | number | undefined

function next(place: Place): Next {
  const { text, at, afterField, take } = place
  const range = take(RANGE)
  if (range) return { piece: rangeOf(range) }
  const sign = signAt(place)
  if (sign) return sign
  const field = afterField ? null : take(FIELD)
  if (field) return { piece: { kind: 'field', text: unescape(field[1] ?? '') } }
  const word = take(WORD)
  if (word) return { piece: wordOf(word[0], afterField) }
  // A lone backslash at the end is passed over; a bracket or brace that opens nothing is a fault.
  return text[at] === '\\' ? at + 1 : undefined
}

function signAt({ text, at, afterField }: Place): Next {
  const sign = text[at] ?? ''
  if (sign === '"') return phraseAt(text, at)
  const kind = sign === '!' ? 'not' : SIGNS[sign]
  // A value may begin with a sign: `field:-5`.
  if (kind === undefined || (afterField && kind !== 'open')) return undefined
  return { piece: { kind }, at: at + 1 }
}

function phraseAt(text: string, at: number): Next {
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  if (end >= text.length) return undefined
  return { piece: { kind: 'phrase', text: unescape(text.slice(at + 1, end)) }, at: end + 1 }
}

function rangeOf([, open, from = '', to = '', close]: RegExpExecArray): Piece {
  const bare = (bound: string) => unescape(bound.replace(/^"|"$/g, ''))
  return { kind: 'range', from: bare(from), to: bare(to), closed: [open === '[', close === ']'] }
}

function wordOf(raw: string, afterField: boolean): Piece {
  const operator = afterField ? undefined : OPERATORS[raw]
  if (operator) return { kind: operator }
  const isGlob = /(^|[^\\])(\\\\)*[*?]/.test(raw)
  // Escaped wildcards of a pattern stay escaped: the matcher reads them.
  return { kind: 'word', text: isGlob ? raw : unescape(raw), isGlob }
}

function unescape(text: string): string {
  return text.replace(/\\([^])/g, '$1')
}
