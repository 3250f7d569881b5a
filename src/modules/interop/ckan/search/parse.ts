import { lex, type Piece } from './lex.ts'
import { ALL, allOf, type Bound, type Query, type Term } from './query.ts'

/** Longest query, and all of one request together. */
export const MOST_CHARS = 50_000
const MOST_DEPTH = 60

export type Parsed = { readonly query: Query } | { readonly fault: string }

/**
 * Reads the part of Lucene's grammar that CKAN clients use (`field:term`, phrases, `+ - NOT AND OR`, groups, ranges, `*`);
 * clauses side by side are joined by AND, which binds closer than OR. Boosts and fuzziness are read over. Never throws.
 */
export function parseQuery(given: string): Parsed {
  if (given.length > MOST_CHARS) return { fault: `The query is longer than ${MOST_CHARS} characters` }
  // Plus signs that were not decoded on the way.
  const text = given.replace(/\+(AND|OR|NOT)\+/g, ' $1 ')
  const pieces = lex(text)
  if ('fault' in pieces) return pieces
  const reader = createReader(pieces)
  if (reader.peek().kind === 'end') return { query: ALL }
  const query = readOr(reader, { field: undefined, depth: 0 })
  if ('fault' in query) return query
  return reader.peek().kind === 'end' ? { query } : { fault: 'Unbalanced parenthesis' }
}

interface Reader {
  peek(): Piece
  take(): Piece
}

function createReader(pieces: readonly Piece[]): Reader {
  let at = 0
  const end: Piece = { kind: 'end' }
  return { peek: () => pieces[at] ?? end, take: () => pieces[at++] ?? end }
}

/** Where a clause stands: inside `field:( … )` words belong to that field. */
interface Inside {
  readonly field: string | undefined
  readonly depth: number
}

type Read = Query | { readonly fault: string }

function readOr(reader: Reader, inside: Inside): Read {
  const parts: Query[] = []
  for (;;) {
    const part = readAnd(reader, inside)
    if ('fault' in part) return part
    parts.push(part)
    if (reader.peek().kind !== 'or') break
    reader.take()
  }
  const [only] = parts
  return parts.length === 1 && only ? only : { kind: 'or', parts }
}

function readAnd(reader: Reader, inside: Inside): Read {
  const parts: Query[] = []
  for (;;) {
    const part = readClause(reader, inside)
    if ('fault' in part) return part
    parts.push(part)
    const { kind } = reader.peek()
    if (kind === 'and') reader.take()
    else if (kind === 'or' || kind === 'close' || kind === 'end') break
  }
  return allOf(parts)
}

function readClause(reader: Reader, inside: Inside): Read {
  let negated = false
  for (let kind = reader.peek().kind; ; kind = reader.peek().kind) {
    if (kind !== 'plus' && kind !== 'minus' && kind !== 'not') break
    if (kind !== 'plus') negated = !negated
    reader.take()
  }
  const clause = readOne(reader, inside)
  return negated && !('fault' in clause) ? { kind: 'not', part: clause } : clause
}

function readOne(reader: Reader, inside: Inside): Read {
  const piece = reader.take()
  if (piece.kind === 'open') return readGroup(reader, inside)
  if (piece.kind !== 'field') {
    const term = termOf(piece)
    return term ? leaf(inside.field, term) : { fault: `Unexpected ${NAMES[piece.kind] ?? piece.kind}` }
  }
  const value = reader.take()
  const field = piece.text
  if (value.kind === 'open') return readGroup(reader, { ...inside, field })
  const term = termOf(value)
  return term ? leaf(field, term) : { fault: `Nothing after ${field}:` }
}

const NAMES: Readonly<Record<string, string>> = { and: 'AND', or: 'OR', close: ')', end: 'end of the query' }

function readGroup(reader: Reader, { field, depth }: Inside): Read {
  if (depth >= MOST_DEPTH) return { fault: 'The query is nested too deeply' }
  const query = readOr(reader, { field, depth: depth + 1 })
  if ('fault' in query) return query
  return reader.take().kind === 'close' ? query : { fault: 'Unbalanced parenthesis' }
}

function leaf(field: string | undefined, term: Term): Query {
  if (field === '*' || (field === undefined && term.kind === 'any')) return ALL
  return { kind: 'term', field, term }
}

function termOf(piece: Piece): Term | undefined {
  if (piece.kind === 'phrase') return { kind: 'phrase', text: piece.text }
  if (piece.kind === 'range') {
    const bound = (text: string, inclusive: boolean): Bound => ({ text: text === '*' ? undefined : text, inclusive })
    return { kind: 'range', from: bound(piece.from, piece.closed[0]), to: bound(piece.to, piece.closed[1]) }
  }
  if (piece.kind !== 'word') return undefined
  // An escaped star is a star.
  if (piece.isGlob && (piece.text === '*' || piece.text === '*:*')) return { kind: 'any' }
  return piece.isGlob ? { kind: 'glob', pattern: piece.text } : { kind: 'word', text: piece.text }
}
