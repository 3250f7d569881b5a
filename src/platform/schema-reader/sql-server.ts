import { assembleTables, commentOf, countOf } from './assemble.ts'
import { faultOf } from './errors.ts'
import type { FoundSchema, FoundTable, ReadOptions, SampledColumn, SchemaReader } from './model.ts'
import { openSession, type SqlServerSession } from './sql-server-session.ts'

const SIZES = `
  left join (select object_id, sum(case when index_id < 2 then row_count else 0 end) as row_count,
      sum(reserved_page_count) * 8192 as bytes from sys.dm_db_partition_stats group by object_id) z on z.object_id = o.object_id`

const TABLES = (most: number, sized: boolean): string => `
  select top (${most}) o.object_id as id, s.name as [schema], o.name as name, o.type as kind,
    cast(p.value as nvarchar(2000)) as comment, ${sized ? 'z.row_count as [rows], z.bytes' : 'null as [rows], null'} as bytes
  from sys.objects o join sys.schemas s on s.schema_id = o.schema_id
  left join sys.extended_properties p on p.class = 1 and p.major_id = o.object_id and p.minor_id = 0
    and p.name = 'MS_Description'
  ${sized ? SIZES : ''}
  where o.type in ('U','V') and o.is_ms_shipped = 0 order by s.name, o.name`

const COLUMNS = `
  select c.object_id as [table], c.name as name, t.name as type, c.max_length as length, c.precision as digits,
    c.scale as scale, c.is_nullable as nullable, cast(p.value as nvarchar(2000)) as comment
  from sys.columns c join sys.objects o on o.object_id = c.object_id join sys.types t on t.user_type_id = c.user_type_id
  left join sys.extended_properties p on p.class = 1 and p.major_id = c.object_id and p.minor_id = c.column_id
    and p.name = 'MS_Description'
  where o.type in ('U','V') and o.is_ms_shipped = 0 order by c.object_id, c.column_id`

const INDEXES = `
  select i.object_id as [table], i.name as name, i.is_unique as [unique], i.is_primary_key as [primary], c.name as [column]
  from sys.indexes i join sys.objects o on o.object_id = i.object_id
  join sys.index_columns x on x.object_id = i.object_id and x.index_id = i.index_id and x.is_included_column = 0
  join sys.columns c on c.object_id = x.object_id and c.column_id = x.column_id
  where o.type = 'U' and o.is_ms_shipped = 0 and i.name is not null order by i.object_id, i.name, x.key_ordinal`

const FOREIGN = `
  select f.parent_object_id as [table], f.name as name, c.name as [column], s.name as toSchema, t.name as toTable,
    r.name as toColumn
  from sys.foreign_keys f join sys.foreign_key_columns k on k.constraint_object_id = f.object_id
  join sys.columns c on c.object_id = k.parent_object_id and c.column_id = k.parent_column_id
  join sys.columns r on r.object_id = k.referenced_object_id and r.column_id = k.referenced_column_id
  join sys.objects t on t.object_id = f.referenced_object_id join sys.schemas s on s.schema_id = t.schema_id
  order by f.parent_object_id, f.name, k.constraint_column_id`

const RIGHTS = `
  select cast(serverproperty('ProductVersion') as nvarchar(60)) as version, db_name() as name,
    has_perms_by_name(db_name(), 'DATABASE', 'INSERT') as [INSERT], has_perms_by_name(db_name(), 'DATABASE', 'UPDATE') as [UPDATE],
    has_perms_by_name(db_name(), 'DATABASE', 'DELETE') as [DELETE],
    has_perms_by_name(db_name(), 'DATABASE', 'CREATE TABLE') as [CREATE TABLE],
    has_perms_by_name(db_name(), 'DATABASE', 'ALTER') as [ALTER], has_perms_by_name(db_name(), 'DATABASE', 'CONTROL') as [CONTROL]`

/** Reads a Microsoft SQL Server database (2016 or newer) by a few questions to `sys`. Not yet run against a real server. */
export const sqlServerReader: SchemaReader = {
  async read(to, options) {
    let session: SqlServerSession | undefined
    const stop = () => session?.close()
    options.signal?.addEventListener('abort', stop, { once: true })
    try {
      await options.onStep?.('connect')
      session = await openSession(to, options)
      return await readSqlServer(session, options)
    } catch (error) {
      throw faultOf(error, to)
    } finally {
      options.signal?.removeEventListener('abort', stop)
      session?.close()
    }
  },
}

type Row = Readonly<Record<string, unknown>>
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
const isTrue = (value: unknown): boolean => value === true || value === 1

/** The reading itself, over any session that answers like SQL Server. */
export async function readSqlServer(session: SqlServerSession, options: ReadOptions): Promise<FoundSchema> {
  await options.onStep?.('rights')
  // There are no read-only transactions here: we only ever select, and never wait for somebody's lock.
  await session.ask('set transaction isolation level read committed; set lock_timeout 5000')
  const [about = {}] = await session.ask(RIGHTS)
  const { version, name, ...rights } = about
  await options.onStep?.('tables')
  const most = options.mostTables + 1
  // Without the right to see sizes the structure is read all the same.
  const rows = await session.ask(TABLES(most, true)).catch(() => session.ask(TABLES(most, false)))
  const tables = await readTables(session, rows.slice(0, options.mostTables), options)
  if (options.sample) await sampleAll(session, tables, options)
  return {
    engine: 'sqlserver',
    version: text(version),
    database: text(name),
    mayWrite: Object.entries(rights).flatMap(([right, has]) => (isTrue(has) ? [right] : [])),
    tables,
    cut: rows.length > options.mostTables,
  }
}

async function readTables(
  session: SqlServerSession,
  rows: readonly Row[],
  options: ReadOptions,
): Promise<readonly FoundTable[]> {
  const isTaken = new Set(rows.map(({ id }) => text(id)))
  const within = (all: readonly Row[]) => all.filter(({ table }) => isTaken.has(text(table)))
  await options.onStep?.('columns')
  const columns = within(await session.ask(COLUMNS))
  await options.onStep?.('keys')
  const foreign = within(await session.ask(FOREIGN))
  await options.onStep?.('indexes')
  const indexes = within(await session.ask(INDEXES))
  return assembleTables({
    tables: rows.map(tableOf),
    columns: columns.map(columnOf),
    keys: grouped(indexes.filter(({ primary }) => isTrue(primary))),
    foreignKeys: foreignOf(foreign),
    indexes: grouped(indexes.filter(({ primary }) => !isTrue(primary))),
  })
}

function tableOf(row: Row) {
  return {
    id: text(row['id']),
    schema: text(row['schema']),
    name: text(row['name']),
    kind: text(row['kind']).trim() === 'V' ? ('view' as const) : ('table' as const),
    ...commentOf(text(row['comment'])),
    ...countOf('rows', row['rows']),
    ...countOf('bytes', row['bytes']),
  }
}

function columnOf(row: Row) {
  return {
    table: text(row['table']),
    name: text(row['name']),
    type: typeOf(row),
    nullable: isTrue(row['nullable']),
    ...commentOf(text(row['comment'])),
  }
}

const WITH_LENGTH = /^(n?varchar|n?char|varbinary|binary)$/
const WITH_DIGITS = /^(decimal|numeric)$/

function typeOf(row: Row): string {
  const type = text(row['type'])
  const length = Number(row['length'])
  if (WITH_LENGTH.test(type)) {
    return `${type}(${length < 0 ? 'max' : type.startsWith('n') ? length / 2 : length})`
  }
  return WITH_DIGITS.test(type) ? `${type}(${text(row['digits'])},${text(row['scale'])})` : type
}

/** The rows of each key or index of a table. */
function byName(rows: readonly Row[]) {
  return [...Map.groupBy(rows, (row) => `${text(row['table'])}\n${text(row['name'])}`).values()]
}

function grouped(rows: readonly Row[]) {
  return byName(rows).map((parts) => ({
    table: text(parts[0]?.['table']),
    name: text(parts[0]?.['name']),
    unique: isTrue(parts[0]?.['unique']),
    columns: parts.map((row) => text(row['column'])),
  }))
}

function foreignOf(rows: readonly Row[]) {
  return byName(rows).map((parts) => ({
    table: text(parts[0]?.['table']),
    name: text(parts[0]?.['name']),
    columns: parts.map((row) => text(row['column'])),
    toSchema: text(parts[0]?.['toSchema']),
    toTable: text(parts[0]?.['toTable']),
    toColumns: parts.map((row) => text(row['toColumn'])),
  }))
}

async function sampleAll(
  session: SqlServerSession,
  tables: readonly FoundTable[],
  options: ReadOptions,
): Promise<void> {
  const { sample } = options
  if (!sample) return
  await options.onStep?.('sample')
  for (const table of tables.filter(({ kind }) => kind === 'table')) {
    options.signal?.throwIfAborted()
    const list = table.columns.map(({ name }, at) => `left(cast(${quote(name)} as nvarchar(max)), 200) as c${at}`)
    const rows = await session
      .ask(
        `select top (${sample.rows}) ${list.join(', ')} from ${quote(table.schema)}.${quote(table.name)} with (nolock)`,
      )
      .catch(() => undefined)
    if (rows) sample.take(table, turned(table, rows))
  }
}

function turned(table: FoundTable, rows: readonly Row[]): readonly SampledColumn[] {
  return table.columns.map(({ name }, at) => ({
    column: name,
    values: rows.map((row) => (row[`c${at}`] === null ? null : text(row[`c${at}`]))),
  }))
}

function quote(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}
