import { sandboxErrors } from './errors.ts'
import { ALLOWED_FUNCTIONS, MAX_PADDING, PADDING_FUNCTIONS } from './functions.ts'

/** What a statement uses, once every part of it is known to be allowed. */
export interface CheckedSql {
  /** Names of the tables it reads, as written. */
  readonly tables: readonly string[]
}

type Node = Readonly<Record<string, unknown>>
/** Names in lower case that `WITH` has introduced here. */
type Scope = ReadonlySet<string>

const MAX_NODES = 5_000

/** Kinds of expression; whatever the engine learns tomorrow is refused until it is listed. */
const CLASSES: ReadonlySet<unknown> = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLLATE',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'FUNCTION',
  'OPERATOR',
  'POSITIONAL_REFERENCE',
  'STAR',
  'SUBQUERY',
  'WINDOW',
])

/** Kinds of query, of what stands behind FROM, and of what follows; types of expressions are covered by their class. */
const TYPES: ReadonlySet<unknown> = new Set([
  'SELECT_NODE',
  'SET_OPERATION_NODE',
  'BASE_TABLE',
  'SUBQUERY',
  'JOIN',
  'EMPTY',
  'EXPRESSION_LIST',
  'ORDER_MODIFIER',
  'LIMIT_MODIFIER',
  'LIMIT_PERCENT_MODIFIER',
  'DISTINCT_MODIFIER',
  'ORDER_DEFAULT',
  'ASCENDING',
  'DESCENDING',
])

const CAST_TYPES: ReadonlySet<unknown> = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'DECIMAL',
  'FLOAT',
  'DOUBLE',
  'VARCHAR',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP WITH TIME ZONE',
  'INTERVAL',
  'UUID',
])

const COLLATIONS: ReadonlySet<unknown> = new Set([
  'nocase',
  'noaccent',
  'nocase.noaccent',
  'binary',
  'c',
  'posix',
  'vi',
])

/**
 * Checks the tree that DuckDB's parser made of a statement: one SELECT, known kinds of nodes, listed functions, plain tables.
 * Everything unknown is refused, so the list of what is forbidden need never be complete. Throws AppError.
 */
export function checkTree(tree: unknown): CheckedSql {
  const { statements } = tree as { readonly statements?: readonly unknown[] }
  if (statements === undefined || statements.length === 0) throw sandboxErrors.empty()
  if (statements.length > 1) throw sandboxErrors.severalStatements(statements.length)
  const walk = createWalk()
  walk.visit(statements[0], new Set())
  return { tables: [...walk.tables] }
}

function createWalk() {
  const tables = new Set<string>()
  let count = 0

  function visit(value: unknown, scope: Scope): void {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, scope)
      return
    }
    if (typeof value !== 'object' || value === null) return
    if (++count > MAX_NODES) throw sandboxErrors.tooLong()
    const node = value as Node
    checkKind(node)
    if (node['type'] === 'BASE_TABLE') checkTable(node, scope)
    const inner = visitWith(node, scope)
    for (const [key, part] of Object.entries(node)) {
      // Values of constants and details of types were judged as a whole.
      const judged = (key === 'value' && node['class'] === 'CONSTANT') || key === 'cast_type' || key === 'cte_map'
      if (!judged) visit(part, inner)
    }
  }

  /** A name is known from the next one on, so that `WITH x AS (SELECT * FROM x)` reads no table of the system. */
  function visitWith(node: Node, scope: Scope): Scope {
    const entries = (node['cte_map'] as { readonly map?: readonly Node[] } | undefined)?.map ?? []
    let inner = scope
    for (const { key, value } of entries) {
      visit(value, inner)
      inner = new Set([...inner, String(key).toLowerCase()])
    }
    return inner
  }

  function checkTable(node: Node, scope: Scope): void {
    const name = String(node['table_name'])
    if (node['schema_name'] !== '' || node['catalog_name'] !== '') {
      throw sandboxErrors.unknownTable(`${String(node['schema_name'] || node['catalog_name'])}.${name}`)
    }
    if (node['at_clause'] !== null) throw sandboxErrors.refusedPart('AT')
    if (!scope.has(name.toLowerCase())) tables.add(name)
  }

  return { visit, tables }
}

function checkKind(node: Node): void {
  const { class: kind, type } = node
  if (typeof kind === 'string') {
    if (!CLASSES.has(kind)) throw sandboxErrors.refusedPart(PARTS[kind] ?? kind)
    checkExpression(kind, node)
  } else if (typeof type === 'string' && !TYPES.has(type)) throw sandboxErrors.refusedPart(PARTS[type] ?? type)
}

function checkExpression(kind: string, node: Node): void {
  if (kind === 'FUNCTION' || kind === 'WINDOW') checkFunction(node)
  else if (kind === 'CAST') {
    const { id } = node['cast_type'] as { readonly id?: unknown }
    if (!CAST_TYPES.has(id)) throw sandboxErrors.refusedPart(`CAST … AS ${String(id)}`)
  } else if (kind === 'STAR' && (node['columns'] === true || node['expr'] !== null)) {
    throw sandboxErrors.refusedPart('COLUMNS(…)')
  } else if (kind === 'COLLATE' && !COLLATIONS.has(String(node['collation']).toLowerCase())) {
    throw sandboxErrors.refusedPart(`COLLATE ${String(node['collation'])}`)
  }
}

function checkFunction(node: Node): void {
  const name = String(node['function_name']).toLowerCase()
  const own = (node['schema'] === '' || node['schema'] === 'main') && node['catalog'] === ''
  if (!own || !ALLOWED_FUNCTIONS.has(name)) throw sandboxErrors.refusedFunction(name)
  if (PADDING_FUNCTIONS.has(name)) checkPadding(name, node['children'] as readonly Node[])
}

function checkPadding(name: string, children: readonly Node[]): void {
  const length = children[1]
  const value = (length?.['value'] as { readonly value?: unknown } | undefined)?.value
  if (length?.['class'] === 'CONSTANT' && typeof value === 'number' && value <= MAX_PADDING) return
  throw sandboxErrors.paddingTooLong(name, MAX_PADDING)
}

/** What people call a part that is refused. */
const PARTS: Readonly<Record<string, string>> = {
  RECURSIVE_CTE_NODE: 'WITH RECURSIVE',
  TABLE_FUNCTION: 'FROM hàm(…)',
  PIVOT: 'PIVOT',
  SHOW_REF: 'SHOW, DESCRIBE, SUMMARIZE',
  PARAMETER: '$1',
  LAMBDA: 'lambda',
}
