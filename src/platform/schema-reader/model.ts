/** Kinds of database servers whose structure can be read. */
export const ENGINES = ['postgresql', 'mysql', 'sqlserver'] as const
export type Engine = (typeof ENGINES)[number]

/** How the way to the server is protected: not at all, encrypted, encrypted with the certificate checked. */
export const TRANSPORTS = ['plain', 'encrypted', 'verified'] as const
export type Transport = (typeof TRANSPORTS)[number]

/** Where a database is and as whom it is read. `host` may be the folder of a Unix socket (PostgreSQL). */
export interface ConnectTo {
  readonly engine: Engine
  readonly host: string
  /** Port of the engine when absent. */
  readonly port?: number | undefined
  readonly database: string
  readonly user: string
  readonly password: string
  readonly transport: Transport
}

export interface FoundColumn {
  readonly name: string
  /** As the server writes it: `character varying(12)`, `decimal(10,2)`. */
  readonly type: string
  readonly nullable: boolean
  readonly comment?: string
}

export interface ForeignKey {
  readonly name: string
  readonly columns: readonly string[]
  readonly toSchema: string
  readonly toTable: string
  readonly toColumns: readonly string[]
}

export interface FoundIndex {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique: boolean
}

export interface FoundTable {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly comment?: string
  /** Estimate of the server's own statistics; absent when it has none. */
  readonly rows?: number
  /** Bytes on the server's disk, with indexes where it tells. */
  readonly bytes?: number
  readonly columns: readonly FoundColumn[]
  /** Columns of the primary key; empty without one. */
  readonly key: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly indexes: readonly FoundIndex[]
}

/** Structure of a database; no value of any row. */
export interface FoundSchema {
  readonly engine: Engine
  /** As the server names itself. */
  readonly version: string
  readonly database: string
  /** What the account may do besides reading, as the server names it; empty is as it should be. */
  readonly mayWrite: readonly string[]
  /** Sorted by schema and name. */
  readonly tables: readonly FoundTable[]
  /** More tables than are taken in exist. */
  readonly cut: boolean
}

/** A few values of one column, in memory only; never stored. */
export interface SampledColumn {
  readonly column: string
  readonly values: readonly (string | null)[]
}

export interface ReadOptions {
  readonly connectTimeoutMs: number
  readonly statementTimeoutMs: number
  readonly mostTables: number
  readonly signal?: AbortSignal | undefined
  /** Told before each step. */
  readonly onStep?: ((step: ReadStep) => Promise<void> | void) | undefined
  /**
   * Asked for only where the steward allows it: gets up to `rows` rows of each table, turned by columns. Values are for
   * counting at once, not for keeping.
   */
  readonly sample?:
    | { readonly rows: number; take(table: FoundTable, columns: readonly SampledColumn[]): void }
    | undefined
}

export type ReadStep = 'connect' | 'rights' | 'tables' | 'columns' | 'keys' | 'indexes' | 'sample'

/** Reads the structure of one kind of server. */
export interface SchemaReader {
  /** Throws an AppError that says what failed and how to mend it; it never holds the password. */
  read(to: ConnectTo, options: ReadOptions): Promise<FoundSchema>
}

/** Port a server listens at when nobody said another. */
export const USUAL_PORT: Readonly<Record<Engine, number>> = { postgresql: 5432, mysql: 3306, sqlserver: 1433 }

/** Engines never run against a real server of theirs by us; pages say so. */
export const UNPROVEN: ReadonlySet<Engine> = new Set<Engine>(['sqlserver'])
