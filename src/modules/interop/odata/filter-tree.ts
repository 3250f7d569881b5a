/** What `$filter` says, before anybody knows the table. */
export type FilterTree =
  | { readonly kind: 'and' | 'or'; readonly left: FilterTree; readonly right: FilterTree }
  | { readonly kind: 'not'; readonly of: FilterTree }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: FilterTree; readonly right: FilterTree }
  | { readonly kind: 'in'; readonly left: FilterTree; readonly of: readonly FilterTree[] }
  | { readonly kind: 'math'; readonly op: MathOp; readonly left: FilterTree; readonly right: FilterTree }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly FilterTree[] }
  | { readonly kind: 'property'; readonly name: string }
  | Literal

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  /** Digits as they were written. */
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'date' | 'datetime'; readonly value: string }

export const COMPARE_OPS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type CompareOp = (typeof COMPARE_OPS)[number]
export const MATH_OPS = ['add', 'sub', 'mul', 'div', 'mod'] as const
export type MathOp = (typeof MATH_OPS)[number]

/** Writes a filter with all its parentheses; `parseFilter` reads the same tree back. */
export function printFilterTree(tree: FilterTree): string {
  if (isLiteral(tree)) return printLiteral(tree)
  switch (tree.kind) {
    case 'and':
    case 'or':
      return `(${printFilterTree(tree.left)} ${tree.kind} ${printFilterTree(tree.right)})`
    case 'compare':
    case 'math':
      return `(${printFilterTree(tree.left)} ${tree.op} ${printFilterTree(tree.right)})`
    case 'not':
      return `(not ${printFilterTree(tree.of)})`
    case 'in':
      return `(${printFilterTree(tree.left)} in (${tree.of.map(printFilterTree).join(',')}))`
    case 'call':
      return `${tree.name}(${tree.of.map(printFilterTree).join(',')})`
    case 'property':
      return tree.name
  }
}

/** True for what stands for itself. */
export function isLiteral(tree: FilterTree): tree is Literal {
  return LITERALS.has(tree.kind)
}

const LITERALS: ReadonlySet<string> = new Set<Literal['kind']>([
  'text',
  'number',
  'boolean',
  'null',
  'date',
  'datetime',
])

function printLiteral(literal: Literal): string {
  if (literal.kind === 'null') return 'null'
  return literal.kind === 'text' ? `'${literal.value.replaceAll("'", "''")}'` : String(literal.value)
}
