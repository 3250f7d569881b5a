import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { assembleTables, commentOf, countOf } from './assemble.ts'
import { faultOf } from './errors.ts'
import type { ConnectTo, FoundSchema, FoundTable, ReadOptions, SampledColumn, SchemaReader } from './model.ts'

const TABLES = `
  select table_name as name, table_type as kind, table_comment as comment, table_rows as \`rows\`,
    data_length + index_length as bytes
  from information_schema.tables where table_schema = ? order by table_name limit ?`

const COLUMNS = `
  select table_name as \`table\`, column_name as name, column_type as type, is_nullable as nullable, column_comment as comment
  from information_schema.columns where table_schema = ? order by table_name, ordinal_position`

const FOREIGN = `
  select table_name as \`table\`, constraint_name as name, column_name as \`column\`,
    referenced_table_schema as toSchema, referenced_table_name as toTable, referenced_column_name as toColumn
  from information_schema.key_column_usage
  where table_schema = ? and referenced_table_name is not null order by table_name, constraint_name, ordinal_position`

const INDEXES = `
  select table_name as \`table\`, index_name as name, non_unique as loose, column_name as \`column\`
  from information_schema.statistics where table_schema = ? order by table_name, index_name, seq_in_index`

const HARMLESS = /^(select|show view|usage|references|show databases|lock tables|process|replication client|execute)$/i

/** Reads a MySQL or MariaDB database in one read-only transaction, by a few questions to `information_schema`. */
export const mysqlReader: SchemaReader = {
  async read(to, options) {
    let connection: Connection | undefined
    const stop = () => connection?.destroy()
    options.signal?.addEventListener('abort', stop, { once: true })
    try {
      await options.onStep?.('connect')
      connection = await createConnection(settingsOf(to, options))
      connection.on('error', () => undefined)
      return await readAll(connection, to, options)
    } catch (error) {
      throw faultOf(error, to)
    } finally {
      options.signal?.removeEventListener('abort', stop)
      connection?.destroy()
    }
  },
}

function settingsOf(to: ConnectTo, { connectTimeoutMs }: ReadOptions) {
  return {
    host: to.host,
    ...(to.port === undefined ? {} : { port: to.port }),
    database: to.database,
    user: to.user,
    password: to.password,
    ...(to.transport === 'plain' ? {} : { ssl: { rejectUnauthorized: to.transport === 'verified' } }),
    connectTimeout: connectTimeoutMs,
    charset: 'utf8mb4_unicode_ci',
    // A server that asks for a file of ours gets none.
    flags: ['-LOCAL_FILES'],
    supportBigNumbers: true,
    bigNumberStrings: true,
  }
}

type Cell = string | number | null
type Ask = <Row>(sql: string, values?: readonly Cell[]) => Promise<readonly Row[]>

async function readAll(connection: Connection, to: ConnectTo, options: ReadOptions): Promise<FoundSchema> {
  const timeout = options.statementTimeoutMs
  const ask: Ask = async <Row>(sql: string, values: readonly Cell[] = []) => {
    const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout }, [...values])
    return rows as unknown as readonly Row[]
  }
  await options.onStep?.('rights')
  const [about] = await ask<{ version: string; name: string }>('select version() as version, database() as name')
  const { version = '', name = to.database } = about ?? {}
  await limitStatements(ask, version, timeout)
  const mayWrite = writesIn(await ask<Readonly<Record<string, string>>>('show grants'))
  await ask('set session transaction read only')
  await ask('start transaction read only')
  await options.onStep?.('tables')
  const rows = await ask<TableRow>(TABLES, [name, options.mostTables + 1])
  const tables = await readTables(ask, { name, rows: rows.slice(0, options.mostTables) }, options)
  if (options.sample) await sampleAll(connection, tables, options)
  await ask('rollback')
  return { engine: 'mysql', version, database: name, mayWrite, tables, cut: rows.length > options.mostTables }
}

interface TableRow {
  readonly name: string
  readonly kind: string
  readonly comment: string
  readonly rows: Cell
  readonly bytes: Cell
}

interface ColumnRow {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: string
  readonly comment: string
}

async function readTables(
  ask: Ask,
  { name, rows }: { name: string; rows: readonly TableRow[] },
  options: ReadOptions,
): Promise<readonly FoundTable[]> {
  const isTaken = new Set(rows.map((table) => table.name))
  const within = <Row extends { readonly table: string }>(all: readonly Row[]) =>
    all.filter(({ table }) => isTaken.has(table))
  await options.onStep?.('columns')
  const columns = within(await ask<ColumnRow>(COLUMNS, [name]))
  await options.onStep?.('keys')
  const foreign = within(await ask<ForeignRow>(FOREIGN, [name]))
  await options.onStep?.('indexes')
  const indexes = groupIndexes(within(await ask<IndexRow>(INDEXES, [name])))
  return assembleTables({
    tables: rows.map((row) => tableOf(row, name)),
    columns: columns.map(columnOf),
    keys: indexes.filter((index) => index.name === 'PRIMARY'),
    foreignKeys: groupForeign(foreign),
    indexes: indexes.filter((index) => index.name !== 'PRIMARY'),
  })
}

function tableOf(row: TableRow, schema: string) {
  const isView = /view/i.test(row.kind)
  return {
    id: row.name,
    schema,
    name: row.name,
    kind: isView ? ('view' as const) : ('table' as const),
    // The server writes "VIEW" where a view has no comment.
    ...commentOf(isView ? null : row.comment),
    ...countOf('rows', row.rows),
    ...countOf('bytes', row.bytes),
  }
}

function columnOf({ table, name, type, nullable, comment }: ColumnRow) {
  return { table, name, type, nullable: nullable === 'YES', ...commentOf(comment) }
}

// MariaDB counts in seconds, MySQL in milliseconds and for SELECT only.
async function limitStatements(ask: Ask, version: string, timeoutMs: number): Promise<void> {
  if (/mariadb/i.test(version)) await ask('set session max_statement_time = ?', [timeoutMs / 1000])
  else await ask('set session max_execution_time = ?', [timeoutMs])
}

/** What the grants allow besides reading. Names of rights stand before ` ON `; what stands behind names no right. */
export function writesIn(grants: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const rights = grants
    .flatMap((row) => Object.values(row))
    .flatMap(
      (line) =>
        /^grant (.+?) on /is
          .exec(line)?.[1]
          ?.replace(/\([^)]*\)/g, '')
          .split(',') ?? [],
    )
    .map((right) => right.trim().toUpperCase())
  return [...new Set(rights.filter((right) => right !== '' && !HARMLESS.test(right)))].sort()
}

interface IndexRow {
  readonly table: string
  readonly name: string
  readonly loose: Cell
  readonly column: string | null
}

function groupIndexes(rows: readonly IndexRow[]) {
  return [...Map.groupBy(rows, ({ table, name }) => `${table}\n${name}`).values()].map((parts) => ({
    table: parts[0]?.table ?? '',
    name: parts[0]?.name ?? '',
    unique: Number(parts[0]?.loose) === 0,
    columns: parts.flatMap(({ column }) => column ?? []),
  }))
}

interface ForeignRow {
  readonly table: string
  readonly name: string
  readonly column: string
  readonly toSchema: string
  readonly toTable: string
  readonly toColumn: string
}

function groupForeign(rows: readonly ForeignRow[]) {
  return [...Map.groupBy(rows, ({ table, name }) => `${table}\n${name}`).values()].flatMap((parts) => {
    const [first] = parts
    if (!first) return []
    const { table, name, toSchema, toTable } = first
    const columns = parts.map(({ column }) => column)
    return [{ table, name, columns, toSchema, toTable, toColumns: parts.map(({ toColumn }) => toColumn) }]
  })
}

async function sampleAll(connection: Connection, tables: readonly FoundTable[], options: ReadOptions): Promise<void> {
  const { sample } = options
  if (!sample) return
  await options.onStep?.('sample')
  for (const table of tables.filter(({ kind }) => kind === 'table')) {
    options.signal?.throwIfAborted()
    const columns = await sampleTable(connection, table, {
      rows: sample.rows,
      timeout: options.statementTimeoutMs,
    }).catch((error: { fatal?: boolean }) => {
      if (error.fatal) throw error
      return undefined
    })
    if (columns) sample.take(table, columns)
  }
}

async function sampleTable(
  connection: Connection,
  table: FoundTable,
  { rows, timeout }: { rows: number; timeout: number },
): Promise<readonly SampledColumn[]> {
  const list = table.columns.map(({ name }) => `left(cast(${quote(name)} as char), 200)`).join(', ')
  if (list === '') return []
  const sql = `select ${list} from ${quote(table.name)} limit ${rows}`
  const [answer] = await connection.query<RowDataPacket[][]>({ sql, timeout, rowsAsArray: true })
  const cells = answer as unknown as (string | null)[][]
  return table.columns.map(({ name }, at) => ({ column: name, values: cells.map((row) => row[at] ?? null) }))
}

function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
