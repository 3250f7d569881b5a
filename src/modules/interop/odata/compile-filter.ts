import { type Comparison, readTyped, type Term, type TermFunction, type Where } from '../../../platform/duck/index.ts'
import type { ColumnType } from '../../../tabular/model.ts'
import { odataErrors } from './errors.ts'
import { type FilterTree, isLiteral, type Literal, printFilterTree } from './filter-tree.ts'
import { localTime } from './local-time.ts'

/** Types of the properties, `_id` among them. */
export type PropertyTypes = ReadonlyMap<string, ColumnType>

/** What a term is compared as; periods are texts, whole numbers are numbers. */
type Sort = 'text' | 'number' | 'boolean' | 'date' | 'datetime'

const SORT: Readonly<Record<ColumnType, Sort>> = {
  text: 'text',
  period: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
}

interface Typed {
  readonly term: Term
  readonly sort: Sort
}

interface Signature {
  readonly name: TermFunction
  readonly of: readonly (readonly Sort[])[]
  readonly gives: Sort
  readonly optional?: number
}

const TEXT = ['text'] as const
const NUMBER = ['number'] as const
const MOMENT = ['date', 'datetime'] as const
const TIME = ['datetime'] as const

const FUNCTIONS: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['tolower', { name: 'lower', of: [TEXT], gives: 'text' }],
  ['toupper', { name: 'upper', of: [TEXT], gives: 'text' }],
  ['trim', { name: 'trim', of: [TEXT], gives: 'text' }],
  ['length', { name: 'length', of: [TEXT], gives: 'number' }],
  ['indexof', { name: 'indexof', of: [TEXT, TEXT], gives: 'number' }],
  ['substring', { name: 'substring', of: [TEXT, NUMBER, NUMBER], gives: 'text', optional: 1 }],
  ['concat', { name: 'concat', of: [TEXT, TEXT], gives: 'text' }],
  ['year', { name: 'year', of: [MOMENT], gives: 'number' }],
  ['month', { name: 'month', of: [MOMENT], gives: 'number' }],
  ['day', { name: 'day', of: [MOMENT], gives: 'number' }],
  ['hour', { name: 'hour', of: [TIME], gives: 'number' }],
  ['minute', { name: 'minute', of: [TIME], gives: 'number' }],
  ['second', { name: 'second', of: [TIME], gives: 'number' }],
  ['date', { name: 'date', of: [MOMENT], gives: 'date' }],
  ['round', { name: 'round', of: [NUMBER], gives: 'number' }],
  ['floor', { name: 'floor', of: [NUMBER], gives: 'number' }],
  ['ceiling', { name: 'ceiling', of: [NUMBER], gives: 'number' }],
])

const TESTS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['contains', 'contains'],
  ['startswith', 'startswith'],
  ['endswith', 'endswith'],
])

/**
 * The condition of a filter on one table. OData knows only true and false: comparing with a missing value is false, so its opposite
 * is true. Throws `odata.unknown-property`, `odata.unknown-function` and `odata.wrong-type`.
 */
export function compileFilter(tree: FilterTree, types: PropertyTypes): Where {
  if (tree.kind === 'boolean') return { kind: tree.value ? 'all' : 'any', of: [] }
  if (tree.kind === 'math' || isLiteral(tree)) throw odataErrors.wrongType(printFilterTree(tree))
  switch (tree.kind) {
    case 'and':
      return { kind: 'all', of: [compileFilter(tree.left, types), compileFilter(tree.right, types)] }
    case 'or':
      return { kind: 'any', of: [compileFilter(tree.left, types), compileFilter(tree.right, types)] }
    case 'not':
      return { kind: 'not', of: compileFilter(tree.of, types) }
    case 'in':
      return { kind: 'any', of: tree.of.map((right) => compareWhere({ op: 'eq', left: tree.left, right }, types)) }
    case 'compare':
      return compareWhere(tree, types)
    case 'call':
    case 'property':
      return truthWhere(tree, types)
  }
}

/** A condition that stands alone: `contains(a,'b')`, or a property that is true or false. */
function truthWhere(tree: Extract<FilterTree, { kind: 'call' | 'property' }>, types: PropertyTypes): Where {
  const test = tree.kind === 'call' ? TESTS.get(tree.name) : undefined
  if (tree.kind === 'call' && test !== undefined) {
    const [left, right] = tree.of.map((one) => typedTerm(one, types, 'text'))
    if (!left || !right || tree.of.length > 2 || left.sort !== 'text' || right.sort !== 'text') {
      throw odataErrors.wrongType(printFilterTree(tree))
    }
    return present({ kind: 'compare', op: test, left: left.term, right: right.term }, [left, right])
  }
  return compareWhere({ op: 'eq', left: tree, right: { kind: 'boolean', value: true } }, types)
}

type Compared = Omit<Extract<FilterTree, { kind: 'compare' }>, 'kind'>

function compareWhere(tree: Compared, types: PropertyTypes): Where {
  const { op, left, right } = tree
  if (op === 'ne') return { kind: 'not', of: compareWhere({ ...tree, op: 'eq' }, types) }
  if (left.kind === 'null' || right.kind === 'null') return nullWhere(tree, types)
  if (isCondition(left) && right.kind === 'boolean' && op === 'eq') {
    const condition = compileFilter(left, types)
    return right.value ? condition : { kind: 'not', of: condition }
  }
  const { one, other } = bothTerms(tree, types)
  const compared: Where = { kind: 'compare', op, left: one.term, right: other.term }
  const both = present(compared, [one, other])
  return op === 'eq' ? orBothMissing(both, one, other) : both
}

function isCondition(tree: FilterTree): boolean {
  if (tree.kind === 'call') return TESTS.has(tree.name)
  return ['and', 'or', 'not', 'compare', 'in'].includes(tree.kind)
}

/** The two sides of a comparison; a literal is read as what stands beside it. */
function bothTerms(tree: Compared, types: PropertyTypes) {
  const { left, right } = tree
  const leftFirst = isLiteral(left) ? undefined : typedTerm(left, types)
  const other = typedTerm(right, types, leftFirst?.sort)
  const one = leftFirst ?? typedTerm(left, types, other.sort)
  if (one.sort !== other.sort) throw odataErrors.wrongType(printFilterTree({ kind: 'compare', ...tree }))
  return { one, other }
}

function nullWhere(tree: Compared, types: PropertyTypes): Where {
  const { op, left, right } = tree
  const side = left.kind === 'null' ? right : left
  if (op !== 'eq') return { kind: 'any', of: [] }
  if (side.kind === 'null') return { kind: 'all', of: [] }
  return { kind: 'missing', term: typedTerm(side, types).term }
}

function present(condition: Where, sides: readonly Typed[]): Where {
  const given = sides.flatMap(({ term }): Where[] =>
    term.kind === 'value' ? [] : [{ kind: 'not', of: { kind: 'missing', term } }],
  )
  return { kind: 'all', of: [condition, ...given] }
}

/** Two missing values are equal in OData; `ge` and `le` stay false. */
function orBothMissing(condition: Where, one: Typed, other: Typed): Where {
  if (one.term.kind === 'value' || other.term.kind === 'value') return condition
  const missing: Where[] = [one, other].map(({ term }) => ({ kind: 'missing', term }))
  return { kind: 'any', of: [condition, { kind: 'all', of: missing }] }
}

function typedTerm(tree: FilterTree, types: PropertyTypes, beside?: Sort): Typed {
  if (isLiteral(tree)) {
    if (tree.kind === 'null') throw odataErrors.wrongType('null')
    return literalTerm(tree, beside)
  }
  if (tree.kind === 'call') return callTerm(tree, types)
  if (tree.kind === 'math') return mathTerm(tree, types)
  if (tree.kind !== 'property') throw odataErrors.wrongType(printFilterTree(tree))
  const type = types.get(tree.name)
  if (type === undefined) throw odataErrors.unknownProperty('$filter', tree.name)
  return { term: { kind: 'column', column: tree.name }, sort: SORT[type] }
}

function mathTerm(tree: Extract<FilterTree, { kind: 'math' }>, types: PropertyTypes): Typed {
  const of = [tree.left, tree.right].map((one) => typedTerm(one, types, 'number'))
  if (of.some(({ sort }) => sort !== 'number')) throw odataErrors.wrongType(printFilterTree(tree))
  return { term: { kind: 'call', name: tree.op, of: of.map(({ term }) => term) }, sort: 'number' }
}

function callTerm(tree: Extract<FilterTree, { kind: 'call' }>, types: PropertyTypes): Typed {
  const signature = FUNCTIONS.get(tree.name)
  if (signature === undefined) throw odataErrors.unknownFunction(tree.name)
  const { of: wanted, optional = 0, name, gives } = signature
  const given = tree.of.map((one, at) => typedTerm(one, types, wanted[at]?.[0]))
  const enough = given.length <= wanted.length && given.length >= wanted.length - optional
  const fits = given.every(({ sort }, at) => wanted[at]?.includes(sort) === true)
  if (!enough || !fits) throw odataErrors.wrongType(printFilterTree(tree))
  return { term: { kind: 'call', name, of: given.map(({ term }) => term) }, sort: gives }
}

function literalTerm(literal: Exclude<Literal, { kind: 'null' }>, beside: Sort | undefined): Typed {
  const text = String(literal.value)
  const sort = beside !== undefined && mayBe(literal.kind, beside) ? beside : literal.kind
  const type: ColumnType = sort === 'number' ? (/^-?\d+$/.test(text) ? 'integer' : 'decimal') : sort
  const value = readTyped(sort === 'datetime' ? localTime(text) : sort === 'date' ? text.slice(0, 10) : text, type)
  if (value === undefined) throw odataErrors.wrongType(printFilterTree(literal))
  return { term: { kind: 'value', value, type }, sort }
}

// Excel writes a day where a moment stands, and some clients write both as texts.
function mayBe(literal: Literal['kind'], beside: Sort): boolean {
  if (beside === 'datetime') return literal === 'date' || literal === 'text' || literal === 'datetime'
  return beside === 'date' && (literal === 'text' || literal === 'datetime')
}
