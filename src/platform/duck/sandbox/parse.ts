import type { DuckDBConnection } from '@duckdb/node-api'
import { type CheckedSql, checkTree } from './check.ts'
import { sandboxErrors } from './errors.ts'

const MAX_CHARS = 20_000

/** A statement that may run: its text and what it reads. */
export interface ReadySql extends CheckedSql {
  readonly text: string
}

/**
 * PostgreSQL's `numeric` without digits is exact and its `float` has 64 bits; DuckDB reads them as DECIMAL(18,3) and 32 bits, which
 * would round silently. In the serialised tree a quotation mark inside a text is escaped, so these can only be casts.
 */
const POSTGRES_CASTS: readonly (readonly [string, string])[] = [
  [
    '"cast_type":{"id":"DECIMAL","type_info":{"type":"DECIMAL_TYPE_INFO","alias":"","extension_info":null,"width":18,"scale":3}}',
    '"cast_type":{"id":"DOUBLE","type_info":null}',
  ],
  ['"cast_type":{"id":"FLOAT","type_info":null}', '"cast_type":{"id":"DOUBLE","type_info":null}'],
]

/** Refuses what no process need be asked about. Throws AppError `sql.*`. */
export function checkText(sql: string): void {
  if (sql.length > MAX_CHARS) throw sandboxErrors.tooLong()
  if (sql.includes('\0')) throw sandboxErrors.syntax('NUL')
  if (sql.trim() === '') throw sandboxErrors.empty()
}

/** Parses and checks a statement with DuckDB's own parser; nothing of it is run. Throws AppError `sql.*`. */
export async function parseSql(connection: DuckDBConnection, sql: string): Promise<ReadySql> {
  checkText(sql)
  const tree = await treeOf(connection, sql)
  const whole = readTree(tree)
  const changed = inPostgresWay(tree, sql)
  if (changed === tree) return { text: sql, tables: checkTree(whole).tables }
  const text = String(await ask(connection, 'SELECT json_deserialize_sql($1::JSON)', changed))
  // What runs is what was checked, also where it was written anew.
  return { text, tables: checkTree(readTree(await treeOf(connection, text))).tables }
}

function inPostgresWay(tree: string, sql: string): string {
  const cast = POSTGRES_CASTS.reduce((text, [from, to]) => text.replaceAll(from, to), tree)
  // `~` finds a pattern anywhere in PostgreSQL and compares the whole text in DuckDB; the tree does not tell it from SIMILAR TO.
  return /similar|regexp_full_match/i.test(sql) ? cast : cast.replaceAll(...FOUND_ANYWHERE)
}

const FOUND_ANYWHERE = ['"function_name":"regexp_full_match"', '"function_name":"regexp_matches"'] as const

async function treeOf(connection: DuckDBConnection, sql: string): Promise<string> {
  return String(await ask(connection, 'SELECT json_serialize_sql($1::VARCHAR)', sql))
}

function readTree(text: string): unknown {
  const tree = parseJson(text)
  if (tree.error !== true) return tree
  const said = typeof tree.error_message === 'string' ? tree.error_message : ''
  if (/only select/i.test(said)) throw sandboxErrors.notSelect()
  throw sandboxErrors.syntax(said.slice(0, 300))
}

function parseJson(text: string): { readonly error?: unknown; readonly error_message?: unknown } {
  try {
    return JSON.parse(text) as { readonly error?: unknown }
  } catch {
    // The parser writes numbers beyond a double as bare Infinity.
    throw sandboxErrors.syntax('number out of range')
  }
}

async function ask(connection: DuckDBConnection, sql: string, value: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql, [value])).getRows()[0]?.[0]
}
