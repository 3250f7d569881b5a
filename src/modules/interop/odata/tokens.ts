import { odataErrors } from './errors.ts'

export interface Token {
  readonly kind: 'text' | 'number' | 'date' | 'datetime' | 'name' | '(' | ')' | ',' | '-' | 'end'
  readonly value: string
  /** Position in the text, from 0. */
  readonly at: number
}

const MAX_LENGTH = 8_000

const PATTERNS: readonly (readonly [Token['kind'] | 'blank', RegExp])[] = [
  ['blank', /[ \t\r\n]+/y],
  ['text', /'(?:[^']|'')*'/y],
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})?/y],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[mMdDfFlL]?(?![\w.])/y],
  ['name', /[\p{L}_$][\p{L}\p{N}_$/.]*/uy],
  ['(', /\(/y],
  [')', /\)/y],
  [',', /,/y],
  ['-', /-/y],
]

/** The words of a `$filter`; throws `odata.filter-syntax` with the position. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > MAX_LENGTH) throw odataErrors.filterTooLong()
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const found = tokenAt(text, at)
    if (found === undefined) throw odataErrors.filterSyntax(at, text.slice(at, at + 20))
    if (found.kind !== 'blank') tokens.push({ kind: found.kind, value: found.value, at })
    at += found.value.length
  }
  return [...tokens, { kind: 'end', value: '', at }]
}

function tokenAt(text: string, at: number): { kind: Token['kind'] | 'blank'; value: string } | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at
    const value = pattern.exec(text)?.[0]
    if (value !== undefined) return { kind, value }
  }
  return undefined
}
