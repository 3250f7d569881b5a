import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, StatementType } from '@duckdb/node-api'
import type { Value } from '../../../tabular/model.ts'
import type { Work } from '../child/database.ts'
import { ROW_ID } from '../rows/select-model.ts'
import { quoteName, quoteText, ROW_NUMBER } from '../sql.ts'
import { toValue } from '../values.ts'
import { fromSandboxEngine } from './engine-errors.ts'
import { sandboxErrors } from './errors.ts'
import { POSTGRES_MACROS } from './functions.ts'
import type { NamedFile, SandboxJob, SandboxPlan, SandboxResult } from './model.ts'
import { parseSql, type ReadySql } from './parse.ts'
import { typeName } from './types.ts'

/** Names the tables of a statement. */
export async function planSql({ connection }: Work, sql: string): Promise<SandboxPlan> {
  const { tables } = await parseSql(connection, sql)
  return { tables }
}

/** Runs one checked statement in a database of its own that can open the given files, and nothing else. */
export async function runSql(work: Work, job: SandboxJob): Promise<SandboxResult> {
  const ready = await parseSql(work.connection, job.sql)
  const given = new Map(job.tables.map((table) => [table.name.toLowerCase(), table]))
  const missing = ready.tables.find((name) => !given.has(name.toLowerCase()))
  if (missing !== undefined) throw sandboxErrors.unknownTable(missing)
  const opened = await openFor([...given.values()], job.memoryMb)
  try {
    work.interrupts(opened.connection)
    return await readResult(await start(opened.connection, ready), job)
  } catch (error) {
    throw fromSandboxEngine(error)
  } finally {
    opened.close()
  }
}

/** A database in memory that can open exactly these files for reading; its settings are locked. */
export async function openFor(
  tables: readonly NamedFile[],
  memoryMb: number,
): Promise<{ readonly connection: DuckDBConnection; readonly close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${memoryMb}MB`,
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const close = (): void => {
    connection.closeSync()
    instance.closeSync()
  }
  try {
    await prepareTables(connection, tables)
  } catch (error) {
    close()
    throw error
  }
  return { connection, close }
}

async function prepareTables(connection: DuckDBConnection, tables: readonly NamedFile[]): Promise<void> {
  await connection.run("SET TimeZone = 'UTC'")
  // As PostgreSQL divides and sorts.
  await connection.run('SET integer_division = true')
  await connection.run("SET default_null_order = 'nulls_last_on_asc_first_on_desc'")
  await connection.run(`SET allowed_paths = [${tables.map(({ file }) => quoteText(file)).join(', ')}]`)
  await connection.run('SET enable_external_access = false')
  for (const { name, file, columns } of tables) {
    const own = columns.map((column) => quoteName(column.name)).join(', ')
    await connection.run(
      `CREATE VIEW ${quoteName(name)} AS SELECT ${ROW_NUMBER} + 1 AS ${ROW_ID}, ${own} FROM read_parquet(${quoteText(file)}, ${ROW_NUMBER} = true)`,
    )
  }
  for (const macro of POSTGRES_MACROS) await connection.run(macro)
  await connection.run('SET lock_configuration = true')
}

async function start(connection: DuckDBConnection, { text }: ReadySql): Promise<DuckDBResult> {
  // Once more by the engine itself, so that no gap between two readings of a text can let a second statement through.
  const statements = await connection.extractStatements(text)
  if (statements.count !== 1) throw sandboxErrors.severalStatements(statements.count)
  const prepared = await statements.prepare(0)
  if (prepared.statementType !== StatementType.SELECT) throw sandboxErrors.notSelect()
  return await prepared.stream()
}

async function readResult(result: DuckDBResult, { limits }: SandboxJob): Promise<SandboxResult> {
  const columns = result.columnNames().map((name, index) => ({ name, type: typeName(result.columnType(index)) }))
  const rows: (readonly Value[])[] = []
  let bytes = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const vectors = columns.map((_, index) => chunk.getColumnVector(index))
    for (let at = 0; at < chunk.rowCount; at++) {
      if (rows.length >= limits.rows || bytes >= limits.bytes) return { columns, rows, truncated: true }
      const row = vectors.map((vector) => toValue(vector.getItem(at)))
      bytes += sizeOf(row)
      if (bytes > limits.bytes && rows.length === 0) throw sandboxErrors.exhausted()
      if (bytes <= limits.bytes) rows.push(row)
    }
  }
  return { columns, rows, truncated: bytes > limits.bytes }
}

function sizeOf(row: readonly Value[]): number {
  return row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length * 2 + 16 : 16), 0)
}
