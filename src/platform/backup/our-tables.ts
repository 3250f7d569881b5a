import type pg from 'pg'

/** A table of ours with the columns a copy carries. */
export interface OurTable {
  /** `schema.table`, both plain lower-case names. */
  readonly name: string
  readonly columns: readonly string[]
}

interface ColumnRow {
  readonly table: string
  readonly column: string
  readonly type: string
}

// The list of migrations is written by migrating; heartbeats speak of processes that are gone.
const LEFT_OUT = ['platform.migration', 'platform.worker_heartbeat']
const FOREIGN_SCHEMAS = ['information_schema', 'graphile_worker', 'public']

const COLUMNS = `
  select n.nspname || '.' || c.relname as "table", a.attname as "column", a.atttypid::regtype::text as type
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and n.nspname not like 'pg\\_%' and n.nspname <> all($1)
  order by 1, a.attnum`

/**
 * Transaction numbers mean nothing in another cluster, where rows with a higher number than its own would stay
 * invisible to followers. So they leave as 0 (done with) or 1 (still to be sealed), and cursors as the events before them.
 */
const PORTABLE: Readonly<Record<string, string>> = {
  'platform.event.xid': `'0'::xid8`,
  'platform.follower.xid': `'0'::xid8`,
  'platform.follower.event_id': `coalesce(
    (select min(e.id) - 1 from platform.event e where (e.xid, e.id) > (t.xid, t.event_id)),
    (select max(e.id) from platform.event e), t.event_id)`,
  'audit.record.xid': `case when exists (select from audit.seal s where s.record_id = t.id) then '0' else '1' end::xid8`,
  'audit.seal_batch.horizon': `'1'::xid8`,
}

/** Every table of ours; not the queue's own, whose waiting jobs are kept separately. */
export async function listOurTables(client: pg.ClientBase): Promise<readonly OurTable[]> {
  const { rows } = await client.query<ColumnRow>(COLUMNS, [FOREIGN_SCHEMAS])
  for (const row of rows) {
    const path = `${row.table}.${row.column}`
    if (row.type === 'xid8' && !(path in PORTABLE)) throw new Error(`${path}: say in PORTABLE what it is elsewhere`)
  }
  return [...Map.groupBy(rows, (row) => row.table)]
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, columns]) => ({ name, columns: columns.map((row) => row.column) }))
}

/** SQL that sends a whole table out. */
export function copyOut({ name, columns }: OurTable): string {
  const list = columns.map((column) => PORTABLE[`${name}.${column}`] ?? `t.${quote(column)}`)
  return `copy (select ${list.join(', ')} from ${name} t) to stdout`
}

/** SQL that takes it in. */
export function copyIn({ name, columns }: OurTable): string {
  return `copy ${name} (${columns.map(quote).join(', ')}) from stdin`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export interface SequenceState {
  readonly name: string
  /** Null when it was never used. */
  readonly value: string | null
}

export async function listSequences(client: pg.ClientBase): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<SequenceState>(
    `select schemaname || '.' || sequencename as name, last_value::text as value from pg_sequences
     where schemaname not like 'pg\\_%' and schemaname <> all($1) order by 1`,
    [FOREIGN_SCHEMAS],
  )
  return rows
}
