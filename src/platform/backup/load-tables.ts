import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyIn, type OurTable, type SequenceState } from './our-tables.ts'

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

const FOREIGN_KEYS = `
  select n.nspname || '.' || c.relname as "table", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and n.nspname || '.' || c.relname = any($1)`

/**
 * Runs `load` with empty tables and without foreign keys and triggers, then puts these back. The keys are made anew,
 * so the server proves that every reference holds; and an owner who is no superuser may do all of it.
 */
export async function withBareTables(client: pg.PoolClient, tables: readonly OurTable[], load: () => Promise<void>) {
  const names = tables.map((table) => table.name)
  const { rows: keys } = await client.query<ForeignKey>(FOREIGN_KEYS, [names])
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  await client.query(`truncate ${names.join(', ')}`)
  await load()
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
}

/** Takes the parts of tables as they come and copies each table in one statement. */
export function createTableLoader(client: pg.PoolClient, tables: readonly OurTable[]) {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const rows: Record<string, number> = {}
  let open: { name: string; stream: ReturnType<typeof copyFrom>; failed: Promise<never> } | undefined

  async function end(): Promise<void> {
    if (!open) return
    const { name, stream, failed } = open
    open = undefined
    stream.end()
    await Promise.race([once(stream, 'finish'), failed])
    rows[name] = stream.rowCount
  }

  function begin(name: string) {
    const table = byName.get(name)
    if (!table) throw new Error(`the archive does not say which columns ${name} has`)
    const stream = client.query(copyFrom(copyIn(table)))
    const failed = new Promise<never>((_resolve, reject) => {
      stream.once('error', reject)
    })
    // Whoever waits next sees the failure; until then it must not count as unhandled.
    failed.catch(() => undefined)
    return { name, stream, failed }
  }

  return {
    rows: rows as Readonly<Record<string, number>>,
    async add(name: string, bytes: Buffer): Promise<void> {
      if (open?.name !== name) {
        await end()
        open = begin(name)
      }
      const { stream, failed } = open
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed])
    },
    end,
  }
}

/** Sets every sequence to where it stood; one that was never used stays fresh. */
export async function setSequences(client: pg.PoolClient, sequences: readonly SequenceState[]): Promise<void> {
  for (const { name, value } of sequences) {
    if (value !== null) await client.query('select setval($1::regclass, $2::bigint)', [name, value])
  }
}
