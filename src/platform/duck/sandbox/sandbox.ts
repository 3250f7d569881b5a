import type { Log } from '../../log.ts'
import type { Objects } from '../../objects/index.ts'
import type { TableRef } from '../rows/model.ts'
import { sandboxErrors } from './errors.ts'
import { createLedger } from './ledger.ts'
import type { NamedFile, SandboxJob, SandboxLimits, SandboxPlan, SandboxResult } from './model.ts'
import { checkText } from './parse.ts'
import { createStation } from './station.ts'

/** Tables a statement may read, by the names it may call them; or who finds those it names. */
export type SandboxTables =
  | ReadonlyMap<string, TableRef>
  | ((names: readonly string[]) => Promise<ReadonlyMap<string, TableRef>>)

export interface SandboxQuery {
  /** One SELECT as a stranger wrote it. */
  readonly sql: string
  /** Nobody else checks the right to read them. */
  readonly tables: SandboxTables
  /** Whose turn and whose time this is: an account, or an address. */
  readonly caller: string
  readonly limits?: Partial<SandboxLimits>
}

/** Strangers' SQL, in processes of its own that can open nothing but the tables of the one statement they run. */
export interface Sandbox {
  /** Names the tables of a statement without running it. Throws AppError `sql.*` for a statement that is refused. */
  plan(sql: string, caller: string): Promise<SandboxPlan>
  /** Runs one SELECT; `_id` numbers the rows of every table from 1. Throws AppError `sql.*`. */
  query(query: SandboxQuery): Promise<SandboxResult>
  pids(): readonly number[]
  close(): Promise<void>
}

export interface SandboxOptions {
  readonly objects: Pick<Objects, 'path'>
  readonly log: Log
  readonly memoryMb: number
  /** Hard bound of one process where `prlimit` exists. */
  readonly dataLimitMb: number
  readonly processes: number
  readonly deadlineMs: number
  /** CPU time one caller may spend in a minute; who spends more waits. */
  readonly allowanceMs: number
  /** How long a process waits for the next statement before it ends. */
  readonly idleMs?: number
}

/** As CKAN's `datastore_search_sql`. */
const SANDBOX_ROWS = 32_000
const SANDBOX_BYTES = 16_000_000
const PLAN_DEADLINE_MS = 10_000

export function createSandbox(options: SandboxOptions): Sandbox {
  const { objects, deadlineMs, memoryMb } = options
  const ledger = createLedger({ allowanceMs: options.allowanceMs, now: () => performance.now() })
  // What is refused is refused by a process that runs nothing, so it keeps nobody's statement waiting.
  const readers = createStation({ ...options, ledger, processes: 1, yields: false })
  const runners = createStation({ ...options, ledger, yields: true })

  const plan = (sql: string, caller: string): Promise<SandboxPlan> => {
    checkText(sql)
    return readers.use({ caller, allowedMs: PLAN_DEADLINE_MS }, (child, watch) =>
      child.call('sandbox.plan', sql, watch),
    )
  }

  return {
    plan: async (sql, caller) => await plan(sql, caller),
    query: async ({ sql, tables, caller, limits = {} }) => {
      const { tables: names } = await plan(sql, caller)
      const given = typeof tables === 'function' ? await tables(names) : tables
      checkTables(names, given)
      const job: SandboxJob = {
        sql,
        tables: [...given].map(([name, table]) => fileOf(name, table, objects)),
        limits: { rows: limits.rows ?? SANDBOX_ROWS, bytes: limits.bytes ?? SANDBOX_BYTES },
        memoryMb,
      }
      const allowedMs = limits.deadlineMs ?? deadlineMs
      return await runners.use({ caller, allowedMs }, (child, watch) => child.call('sandbox.query', job, watch))
    },
    pids: () => [...readers.pids(), ...runners.pids()],
    close: async () => {
      await Promise.all([readers.close(), runners.close()])
    },
  }
}

function checkTables(names: readonly string[], given: ReadonlyMap<string, TableRef>): void {
  const known = new Set([...given.keys()].map((name) => name.toLowerCase()))
  const missing = names.find((name) => !known.has(name.toLowerCase()))
  if (missing !== undefined) throw sandboxErrors.unknownTable(missing)
}

function fileOf(name: string, { digest, columns }: TableRef, objects: Pick<Objects, 'path'>): NamedFile {
  return {
    name,
    file: objects.path(digest),
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  }
}
