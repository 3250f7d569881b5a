import { Kysely, PostgresDialect, type QueryExecutorProvider } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Tables } from './tables.ts'

type SchemaOf<Name> = Name extends `${infer Schema}.${string}` ? Schema : never
type TablesOf<Schema extends string> = {
  [Name in keyof Tables as SchemaOf<Name> extends Schema ? Name : never]: Tables[Name]
}

/** The tables of one schema: a module sees its own and no other. */
export type ModuleDb<Schema extends SchemaOf<keyof Tables>> = Kysely<TablesOf<Schema>>

/** One PostgreSQL, whoever runs it. */
export interface Database {
  readonly pool: pg.Pool
  /** The handle for one module's own schema. */
  module<Schema extends SchemaOf<keyof Tables>>(): ModuleDb<Schema>
  /** Whether a question is answered. */
  isReachable(): Promise<boolean>
  close(): Promise<void>
}

export interface ConnectOptions {
  /** Connection string, or the folder of a Unix socket with a database name. */
  readonly at: string | { readonly socketDir: string; readonly database: string }
  readonly log: Log
  readonly poolSize?: number
}

const INT8_OID = 20

// Row counts and byte sizes fit a double; as text they would not add up.
function getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (text: string) => unknown {
  return oid === INT8_OID ? Number : (pg.types.getTypeParser(oid, format) as (text: string) => unknown)
}

/** Opens the pool; does not migrate. */
export function connect({ at, log, poolSize = 12 }: ConnectOptions): Database {
  const target =
    typeof at === 'string' ? { connectionString: at } : { host: at.socketDir, user: 'nguon', database: at.database }
  const pool = new pg.Pool({
    ...target,
    max: poolSize,
    types: { getTypeParser },
    application_name: 'nguon',
    options: '-c timezone=UTC',
  })
  // An idle client that loses its server emits here; the next query takes a fresh one.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ reason: error.message }, 'database connection lost')
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    module: <Schema extends SchemaOf<keyof Tables>>() => db as unknown as ModuleDb<Schema>,
    isReachable: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  }
}

/** The same transaction, seen as another module's schema; for hooks that take part in a publication. */
export function sameTransaction<Schema extends SchemaOf<keyof Tables>>(tx: QueryExecutorProvider): ModuleDb<Schema> {
  return tx as unknown as ModuleDb<Schema>
}
