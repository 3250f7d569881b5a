import { odataErrors } from './errors.ts'
import { COMPARE_OPS, type CompareOp, type FilterTree, MATH_OPS, type MathOp } from './filter-tree.ts'
import { type Token, tokensOf } from './tokens.ts'

const MAX_DEPTH = 100

/** Reads `$filter` (OData 4.0 URL conventions, 5.1.1) into a tree; throws AppError `odata.*` and nothing else. */
export function parseFilter(text: string): FilterTree {
  const reader = createReader(tokensOf(text))
  const tree = parseOr(reader)
  reader.expect('end')
  return tree
}

function createReader(tokens: readonly Token[]) {
  let next = 0
  let depth = 0
  const peek = (): Token => tokens[next] ?? { kind: 'end', value: '', at: 0 }
  const fail = (token = peek()): Error => odataErrors.filterSyntax(token.at, token.value.slice(0, 20) || '…')
  return {
    peek,
    fail,
    take: (): Token => {
      const token = peek()
      next++
      return token
    },
    /** Takes the next token if it is this word. */
    takeWord: (...words: readonly string[]): string | undefined => {
      const token = peek()
      if (token.kind !== 'name' || !words.includes(token.value)) return undefined
      next++
      return token.value
    },
    expect: (kind: Token['kind']): Token => {
      const token = peek()
      if (token.kind !== kind) throw fail(token)
      next++
      return token
    },
    /** Guards the call stack against parentheses without end. */
    deeper: <T>(work: () => T): T => {
      if (++depth > MAX_DEPTH) throw odataErrors.filterTooLong()
      const made = work()
      depth--
      return made
    },
  }
}

type Reader = ReturnType<typeof createReader>

function parseOr(reader: Reader): FilterTree {
  let left = parseAnd(reader)
  while (reader.takeWord('or')) left = { kind: 'or', left, right: parseAnd(reader) }
  return left
}

function parseAnd(reader: Reader): FilterTree {
  let left = parseComparison(reader)
  while (reader.takeWord('and')) left = { kind: 'and', left, right: parseComparison(reader) }
  return left
}

function parseComparison(reader: Reader): FilterTree {
  const left = parseSum(reader)
  const op = reader.takeWord(...COMPARE_OPS)
  if (op !== undefined) return { kind: 'compare', op: op as CompareOp, left, right: parseSum(reader) }
  if (reader.takeWord('in')) {
    reader.expect('(')
    return { kind: 'in', left, of: parseList(reader) }
  }
  return left
}

function parseSum(reader: Reader): FilterTree {
  let left = parseProduct(reader)
  for (let op = reader.takeWord('add', 'sub'); op !== undefined; op = reader.takeWord('add', 'sub')) {
    left = { kind: 'math', op: op as MathOp, left, right: parseProduct(reader) }
  }
  return left
}

function parseProduct(reader: Reader): FilterTree {
  let left = parseUnary(reader)
  for (let op = reader.takeWord('mul', 'div', 'mod'); op !== undefined; op = reader.takeWord('mul', 'div', 'mod')) {
    left = { kind: 'math', op: op as MathOp, left, right: parseUnary(reader) }
  }
  return left
}

const RESERVED: ReadonlySet<string> = new Set([...COMPARE_OPS, ...MATH_OPS, 'and', 'or', 'in', 'not', 'has'])

function parseUnary(reader: Reader): FilterTree {
  // `not` binds tighter than a comparison: `not a eq b` is `(not a) eq b`, so everybody writes parentheses.
  if (reader.takeWord('not')) return { kind: 'not', of: reader.deeper(() => parseUnary(reader)) }
  if (reader.peek().kind !== '-') return parsePrimary(reader)
  reader.take()
  const { value } = reader.expect('number')
  return { kind: 'number', value: `-${bareNumber(value)}` }
}

function parsePrimary(reader: Reader): FilterTree {
  const token = reader.take()
  const { kind, value } = token
  if (kind === 'text') return { kind, value: value.slice(1, -1).replaceAll("''", "'") }
  if (kind === 'number') return { kind, value: bareNumber(value) }
  if (kind === 'date' || kind === 'datetime') return { kind, value }
  if (kind === 'name') return parseName(reader, token)
  if (kind !== '(') throw reader.fail(token)
  const inner = reader.deeper(() => parseOr(reader))
  reader.expect(')')
  return inner
}

function parseName(reader: Reader, token: Token): FilterTree {
  if (reader.peek().kind === '(') {
    reader.take()
    return { kind: 'call', name: token.value, of: parseList(reader) }
  }
  if (token.value === 'true' || token.value === 'false') return { kind: 'boolean', value: token.value === 'true' }
  if (token.value === 'null') return { kind: 'null' }
  if (RESERVED.has(token.value)) throw reader.fail(token)
  return { kind: 'property', name: token.value }
}

/** Parts between commas, up to the closing parenthesis. */
function parseList(reader: Reader): readonly FilterTree[] {
  if (reader.peek().kind === ')') {
    reader.take()
    return []
  }
  const parts = [reader.deeper(() => parseOr(reader))]
  while (reader.peek().kind === ',') {
    reader.take()
    parts.push(reader.deeper(() => parseOr(reader)))
  }
  reader.expect(')')
  return parts
}

// Version 3 wrote the type behind the digits (`5L`, `1.5M`); some clients still do.
function bareNumber(text: string): string {
  return text.replace(/[mMdDfFlL]$/, '')
}
