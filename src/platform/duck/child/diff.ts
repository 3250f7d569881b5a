import type { DuckDBConnection } from '@duckdb/node-api'
import type { Value } from '../../../tabular/model.ts'
import type { ChangedRow, DiffJob, DiffResult, TableFile } from '../rows/model.ts'
import { quoteName, ROW_NUMBER, scan } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { storagesOf } from './where.ts'

interface Compared {
  readonly connection: DuckDBConnection
  readonly job: DiffJob
  /** Columns both tables have, in the order of the new one. */
  readonly columns: readonly string[]
  /** Both sides as subqueries in which a column has one type. */
  readonly before: string
  readonly after: string
}

/** What changed between two contents of a table, by key where there is one that is unique, otherwise by whole rows. */
export async function diffTables({ connection }: Work, job: DiffJob): Promise<DiffResult> {
  const old = new Set(job.before.columns.map(({ name }) => name))
  const columns = job.after.columns.map(({ name }) => name).filter((name) => old.has(name))
  const changedTypes = await differentTypes(connection, job, columns)
  const side = (table: TableFile): string =>
    `(SELECT ${[...columns.map(typed), ROW_NUMBER].join(', ')} FROM ${scan(table.file)})`
  const typed = (name: string): string =>
    changedTypes.has(name) ? `CAST(${quoteName(name)} AS VARCHAR) AS ${quoteName(name)}` : quoteName(name)
  const compared: Compared = { connection, job, columns, before: side(job.before), after: side(job.after) }
  const hasKey = job.key.length > 0 && job.key.every((name) => columns.includes(name))
  const isUnique = hasKey && (await isKeyUnique(compared))
  return isUnique ? await diffByKey(compared) : await diffByRows(compared, hasKey)
}

async function differentTypes(
  connection: DuckDBConnection,
  job: DiffJob,
  columns: readonly string[],
): Promise<Set<string>> {
  const before = await storagesOf(connection, job.before.file)
  const after = await storagesOf(connection, job.after.file)
  return new Set(columns.filter((name) => before.get(name) !== after.get(name)))
}

async function isKeyUnique({ connection, job, before, after }: Compared): Promise<boolean> {
  const key = job.key.map(quoteName).join(', ')
  for (const side of [before, after]) {
    const twice = await read(connection, `SELECT 1 FROM ${side} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`, [])
    if (twice.length > 0) return false
  }
  return true
}

async function diffByKey(compared: Compared): Promise<DiffResult> {
  const { connection, job, columns, before, after } = compared
  const on = job.key.map((name) => `b.${quoteName(name)} IS NOT DISTINCT FROM a.${quoteName(name)}`).join(' AND ')
  const others = columns.filter((name) => !job.key.includes(name))
  const differs =
    others.map((name) => `b.${quoteName(name)} IS DISTINCT FROM a.${quoteName(name)}`).join(' OR ') || 'FALSE'
  const both = `b.${ROW_NUMBER} IS NOT NULL AND a.${ROW_NUMBER} IS NOT NULL`
  const counts = `SELECT count(*) FILTER (b.${ROW_NUMBER} IS NULL), count(*) FILTER (a.${ROW_NUMBER} IS NULL),
    count(*) FILTER (${both} AND (${differs})), count(*) FILTER (${both} AND NOT (${differs}))
    FROM ${before} b FULL JOIN ${after} a ON ${on}`
  const [added, removed, changed, unchanged] = ((await read(connection, counts, []))[0] ?? []).map(Number)
  const names = columns.map(quoteName)
  const only = (from: 'a' | 'b'): string => `SELECT ${names.map((name) => `${from}.${name}`).join(', ')}
    FROM ${from === 'a' ? after : before} ${from} ANTI JOIN ${from === 'a' ? before : after} ${from === 'a' ? 'b' : 'a'} ON ${on}
    ORDER BY ${from}.${ROW_NUMBER} LIMIT ${job.examples}`
  const pairs = `SELECT ${[...names.map((name) => `b.${name}`), ...names.map((name) => `a.${name}`)].join(', ')}
    FROM ${before} b JOIN ${after} a ON ${on} WHERE ${differs} ORDER BY a.${ROW_NUMBER} LIMIT ${job.examples}`
  return {
    by: 'key',
    keyNotUnique: false,
    added: added ?? 0,
    removed: removed ?? 0,
    changed: changed ?? 0,
    unchanged: unchanged ?? 0,
    columns,
    addedRows: await read(connection, only('a'), []),
    removedRows: await read(connection, only('b'), []),
    changedRows: (await read(connection, pairs, [])).map((pair) => changedRow(pair, columns, job.key)),
  }
}

function changedRow(pair: readonly Value[], columns: readonly string[], key: readonly string[]): ChangedRow {
  const before = pair.slice(0, columns.length)
  const after = pair.slice(columns.length)
  return {
    key: key.map((name) => after[columns.indexOf(name)] ?? null),
    cells: columns.flatMap((column, at) => {
      const cell = { column, before: before[at] ?? null, after: after[at] ?? null }
      return cell.before === cell.after ? [] : [cell]
    }),
  }
}

/** Rows as a multiset: a row that stands twice and then once was removed once. */
async function diffByRows(
  { connection, job, columns, before, after }: Compared,
  keyNotUnique: boolean,
): Promise<DiffResult> {
  const names = columns.map(quoteName).join(', ')
  const minus = (one: string, other: string): string =>
    `(SELECT ${names} FROM ${one} EXCEPT ALL SELECT ${names} FROM ${other})`
  const count = async (from: string): Promise<number> =>
    Number((await read(connection, `SELECT count(*) FROM ${from}`, []))[0]?.[0])
  const some = (from: string): string => `SELECT * FROM ${from} ORDER BY ALL LIMIT ${job.examples}`
  const added = await count(minus(after, before))
  const removed = await count(minus(before, after))
  return {
    by: 'rows',
    keyNotUnique,
    added,
    removed,
    changed: 0,
    unchanged: (await count(after)) - added,
    columns,
    addedRows: added === 0 ? [] : await read(connection, some(minus(after, before)), []),
    removedRows: removed === 0 ? [] : await read(connection, some(minus(before, after)), []),
    changedRows: [],
  }
}
