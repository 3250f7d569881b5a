import pg from 'pg'
import { assembleTables, commentOf, countOf } from './assemble.ts'
import { faultOf } from './errors.ts'
import type { ConnectTo, FoundSchema, FoundTable, ReadOptions, SampledColumn, SchemaReader } from './model.ts'

// Partitions belong to their table; what extensions bring is not the agency's.
const OURS = `c.relkind in ('r','p','v','m','f') and not c.relispartition
  and n.nspname not in ('pg_catalog','information_schema') and n.nspname not like 'pg\\_%'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

const TABLES = `
  select c.oid::text as id, n.nspname as schema, c.relname as name, c.relkind in ('v','m') as view,
    obj_description(c.oid, 'pg_class') as comment, c.relkind as relkind,
    case when c.relkind = 'p' then parts.rows else c.reltuples end as rows,
    case c.relkind when 'p' then parts.pages when 'v' then null when 'f' then null else c.relpages end
      * current_setting('block_size')::bigint as bytes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join lateral (
    select sum(greatest(p.reltuples, 0)) as rows, sum(p.relpages) as pages
    from pg_partition_tree(c.oid) t join pg_class p on p.oid = t.relid where t.isleaf
  ) parts on c.relkind = 'p'
  where ${OURS} order by 2, 3 limit $1`

// With indexes and long values, of all parts of a table.
const SIZES = `
  select c.oid::text as "table", sum(pg_total_relation_size(coalesce(t.relid, c.oid))) as bytes
  from pg_class c left join lateral pg_partition_tree(c.oid) t on c.relkind = 'p' and t.isleaf
  where c.oid = any($1::oid[]) and c.relkind in ('r','p','m') group by c.oid`

const COLUMNS = `
  select a.attrelid::text as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, d.description as comment
  from pg_attribute a
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
  where a.attrelid = any($1::oid[]) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`

const names = (relation: string, numbers: string): string => `
  (select array_agg(a.attname::text order by u.at) from unnest(${numbers}) with ordinality u(num, at)
   join pg_attribute a on a.attrelid = ${relation} and a.attnum = u.num)`

const KEYS = `
  select k.conrelid::text as "table", k.conname as name, k.contype::text as type, ${names('k.conrelid', 'k.conkey')} as columns,
    n.nspname as to_schema, t.relname as to_table, ${names('k.confrelid', 'k.confkey')} as to_columns
  from pg_constraint k left join pg_class t on t.oid = k.confrelid left join pg_namespace n on n.oid = t.relnamespace
  where k.conrelid = any($1::oid[]) and k.contype in ('p','f') order by k.conrelid, k.conname`

const INDEXES = `
  select i.indrelid::text as "table", c.relname as name, i.indisunique as unique, ${names('i.indrelid', 'i.indkey::int2[]')} as columns
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = any($1::oid[]) and not i.indisprimary order by i.indrelid, c.relname`

const RIGHTS = `
  select array_remove(array[
    case when (select rolsuper from pg_roles where rolname = current_user) then 'SUPERUSER' end,
    case when has_database_privilege(current_database(), 'CREATE') then 'CREATE' end,
    case when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}
      and c.relkind in ('r','p') and has_table_privilege(c.oid, 'INSERT')) then 'INSERT' end,
    case when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}
      and c.relkind in ('r','p') and has_table_privilege(c.oid, 'UPDATE')) then 'UPDATE' end,
    case when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}
      and c.relkind in ('r','p') and has_table_privilege(c.oid, 'DELETE, TRUNCATE')) then 'DELETE' end,
    case when exists (select from pg_namespace n where n.nspname not in ('pg_catalog','information_schema')
      and n.nspname not like 'pg\\_%' and has_schema_privilege(n.oid, 'CREATE')) then 'CREATE TABLE' end
  ], null) as may, current_setting('server_version') as version, current_database() as database`

const WAIT_FOR_LOCK_MS = 500
const LOCK_NOT_AVAILABLE = '55P03'

interface TableRow {
  readonly id: string
  readonly schema: string
  readonly name: string
  readonly view: boolean
  readonly relkind: string
  readonly comment: string | null
  readonly rows: number | null
  readonly bytes: string | null
}

interface ColumnRow {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly comment: string | null
}

interface IndexRow {
  readonly table: string
  readonly name: string
  readonly unique: boolean
  readonly columns: readonly string[] | null
}

interface KeyRow {
  readonly table: string
  readonly name: string
  readonly type: 'p' | 'f'
  readonly columns: readonly string[]
  readonly to_schema: string | null
  readonly to_table: string | null
  readonly to_columns: readonly string[] | null
}

/** Reads a PostgreSQL database (10 or newer) in one read-only transaction: four questions, however many tables. */
export const postgresqlReader: SchemaReader = {
  async read(to, options) {
    const client = new pg.Client(settingsOf(to, options))
    // Without a listener a server that goes away would end the process; the running question fails as well.
    client.on('error', () => undefined)
    const stop = () => void client.end().catch(() => undefined)
    options.signal?.addEventListener('abort', stop, { once: true })
    try {
      await options.onStep?.('connect')
      await client.connect()
      return await readAll(client, to, options)
    } catch (error) {
      throw faultOf(error, to)
    } finally {
      options.signal?.removeEventListener('abort', stop)
      await client.end().catch(() => undefined)
    }
  },
}

function settingsOf(to: ConnectTo, { connectTimeoutMs, statementTimeoutMs }: ReadOptions): pg.ClientConfig {
  return {
    host: to.host,
    ...(to.port === undefined ? {} : { port: to.port }),
    database: to.database,
    user: to.user,
    password: to.password,
    ssl: to.transport === 'plain' ? false : { rejectUnauthorized: to.transport === 'verified' },
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 1000,
    application_name: 'nguon',
  }
}

type Ask = <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>

async function readAll(client: pg.Client, to: ConnectTo, options: ReadOptions): Promise<FoundSchema> {
  const ask: Ask = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...values])).rows
  await client.query('begin transaction isolation level repeatable read read only')
  // Functions and types of the same name in a schema of the agency must not stand in for the server's own.
  await client.query('set local search_path to pg_catalog')
  await options.onStep?.('rights')
  const [about] = await ask<{ may: string[]; version: string; database: string }>(RIGHTS)
  await options.onStep?.('tables')
  const rows = await ask<TableRow>(TABLES, [options.mostTables + 1])
  const tables = await readTables(ask, rows.slice(0, options.mostTables), options)
  if (options.sample) await sampleAll(client, tables, options)
  await client.query('rollback')
  const { may = [], version = '', database = to.database } = about ?? {}
  return { engine: 'postgresql', version, database, mayWrite: may, tables, cut: rows.length > options.mostTables }
}

async function readTables(ask: Ask, rows: readonly TableRow[], options: ReadOptions): Promise<readonly FoundTable[]> {
  const ids = [rows.map(({ id }) => id)]
  const sizes = await readSizes(ask, ids)
  await options.onStep?.('columns')
  const columns = await ask<ColumnRow>(COLUMNS, ids)
  await options.onStep?.('keys')
  const keys = await ask<KeyRow>(KEYS, ids)
  await options.onStep?.('indexes')
  const indexes = await ask<IndexRow>(INDEXES, ids)
  return assembleTables({
    tables: rows.map((row) => tableOf({ ...row, bytes: sizes.get(row.id) ?? row.bytes })),
    columns: columns.map(({ comment, ...column }) => ({ ...column, ...commentOf(comment) })),
    keys: keys.filter(({ type }) => type === 'p'),
    foreignKeys: keys.filter(({ type }) => type === 'f').map(foreignOf),
    indexes: indexes.map((row) => ({ ...row, columns: row.columns ?? [] })),
  })
}

// The server looks at files here and waits for whoever holds a table; then its own estimate of the pages has to do.
async function readSizes(ask: Ask, ids: readonly unknown[]): Promise<ReadonlyMap<string, string>> {
  await ask('savepoint sizes')
  await ask(`set local lock_timeout = '${WAIT_FOR_LOCK_MS}ms'`)
  const rows = await ask<{ table: string; bytes: string }>(SIZES, ids).catch((error: { code?: string }) => {
    if (error.code !== LOCK_NOT_AVAILABLE) throw error
    return []
  })
  await ask('rollback to savepoint sizes')
  return new Map(rows.map(({ table, bytes }) => [table, bytes]))
}

function tableOf({ id, schema, name, view, relkind, comment, rows, bytes }: TableRow) {
  return {
    id,
    schema,
    name,
    kind: view ? ('view' as const) : ('table' as const),
    ...commentOf(comment),
    // A view has no rows of its own.
    ...(relkind === 'v' ? {} : countOf('rows', rows)),
    ...countOf('bytes', bytes),
  }
}

function foreignOf(row: KeyRow) {
  return {
    table: row.table,
    name: row.name,
    columns: row.columns,
    toSchema: row.to_schema ?? '',
    toTable: row.to_table ?? '',
    toColumns: row.to_columns ?? [],
  }
}

async function sampleAll(client: pg.Client, tables: readonly FoundTable[], options: ReadOptions): Promise<void> {
  const { sample } = options
  if (!sample) return
  await options.onStep?.('sample')
  await client.query(`set local lock_timeout = '${WAIT_FOR_LOCK_MS}ms'`)
  for (const table of tables.filter(({ kind }) => kind === 'table')) {
    options.signal?.throwIfAborted()
    // One table that may not be read, or is slow, must not lose the structure of all others.
    await client.query('savepoint sample')
    const columns = await sampleTable(client, table, sample.rows).catch(() => undefined)
    await client.query('rollback to savepoint sample')
    if (columns) sample.take(table, columns)
  }
}

/** The first rows a random part of the blocks gives; of a small table, the first rows. */
async function sampleTable(client: pg.Client, table: FoundTable, rows: number): Promise<readonly SampledColumn[]> {
  const of = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  const share = table.rows === undefined ? 100 : Math.min(100, (rows * 300) / Math.max(1, table.rows))
  const part = share < 100 ? ` tablesample system (${share.toFixed(4)})` : ''
  const list = table.columns.map(({ name }) => `left(${pg.escapeIdentifier(name)}::text, 200)`).join(', ')
  if (list === '') return []
  const text = `select ${list} from ${of}${part} limit ${rows}`
  const answer = await client.query<(string | null)[]>({ text, rowMode: 'array' })
  return table.columns.map(({ name }, at) => ({ column: name, values: answer.rows.map((row) => row[at] ?? null) }))
}
