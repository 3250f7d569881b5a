import { AppError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Objects } from '../../objects/index.ts'
import type { TableRef } from '../rows/model.ts'
import { type Child, startChild } from '../supervise.ts'
import { sandboxErrors } from './errors.ts'
import type { NamedFile, SandboxJob, SandboxLimits, SandboxPlan, SandboxResult } from './model.ts'
import { createFairQueue } from './queue.ts'

export interface SandboxQuery {
  /** One SELECT as a stranger wrote it. */
  readonly sql: string
  /** Tables it may read, by the names it may call them; nobody else checks the right to read them. */
  readonly tables: ReadonlyMap<string, TableRef>
  /** Whose turn this is: an account, or an address. */
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
  /** How long a process waits for the next statement before it ends. */
  readonly idleMs?: number
}

/** As CKAN's `datastore_search_sql`. */
const SANDBOX_ROWS = 32_000
const SANDBOX_BYTES = 16_000_000
const PLAN_DEADLINE_MS = 10_000
const IDLE_MS = 120_000

export function createSandbox(options: SandboxOptions): Sandbox {
  const { objects, deadlineMs, memoryMb } = options
  const queue = createFairQueue({
    places: options.processes,
    placesPerCaller: 1,
    waitingPerCaller: 8,
    waiting: 100,
    now: () => performance.now(),
  })
  const processes = createProcesses(options)

  // One statement at a time in a process: killing it for one stranger hurts no other.
  async function use<T>(caller: string, allowedMs: number, work: (child: Child) => Promise<T>): Promise<T> {
    const leave = await queue.enter(caller)
    const child = processes.take()
    try {
      // The time a process needs to start is not the stranger's.
      await child.opened
      return await work(child)
    } catch (error) {
      const said = inOurWords(error, allowedMs / 1000)
      // What ran into a limit may have left the process short of memory; the next stranger gets a new one.
      if (said instanceof AppError && said.kind === 'unavailable') {
        queue.slow(caller)
        await child.stop()
      }
      throw said
    } finally {
      processes.giveBack(child)
      leave()
    }
  }

  return {
    plan: (sql, caller) =>
      use(caller, PLAN_DEADLINE_MS, (child) => child.call('sandbox.plan', sql, { deadlineMs: PLAN_DEADLINE_MS })),
    query: ({ sql, tables, caller, limits = {} }) => {
      const allowedMs = limits.deadlineMs ?? deadlineMs
      const job: SandboxJob = {
        sql,
        tables: [...tables].map(([name, table]) => fileOf(name, table, objects)),
        limits: { rows: limits.rows ?? SANDBOX_ROWS, bytes: limits.bytes ?? SANDBOX_BYTES },
        memoryMb,
      }
      return use(caller, allowedMs, (child) => child.call('sandbox.query', job, { deadlineMs: allowedMs }))
    },
    pids: processes.pids,
    close: async () => {
      queue.close()
      await processes.close()
    },
  }
}

function fileOf(name: string, { digest, columns }: TableRef, objects: Pick<Objects, 'path'>): NamedFile {
  return {
    name,
    file: objects.path(digest),
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  }
}

/** Processes that wait for a statement; started when first needed, ended when nobody has asked for a while. */
function createProcesses({ memoryMb, dataLimitMb, log, idleMs = IDLE_MS }: SandboxOptions) {
  const idle = new Map<Child, NodeJS.Timeout>()
  const all = new Set<Child>()
  const start = (): Child => {
    const settings = { threads: 1, memoryMb, spillMb: 0, tempDir: '', folders: [], files: [] }
    const child = startChild({ settings, dataLimitMb, log, forStrangers: true })
    all.add(child)
    return child
  }
  const end = (child: Child): void => {
    idle.delete(child)
    all.delete(child)
    void child.stop()
  }
  return {
    giveBack: (child: Child): void => {
      if (child.alive()) idle.set(child, setTimeout(end, idleMs, child).unref())
      else all.delete(child)
    },
    take: (): Child => {
      for (const [child, timer] of idle) {
        clearTimeout(timer)
        idle.delete(child)
        if (child.alive()) return child
        all.delete(child)
      }
      return start()
    },
    pids: () => [...all].flatMap((child) => (child.alive() ? (child.pid() ?? []) : [])),
    close: async () => {
      for (const timer of idle.values()) clearTimeout(timer)
      await Promise.all([...all].map((child) => child.stop()))
    },
  }
}

function inOurWords(error: unknown, seconds: number): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code === 'duck.deadline') return sandboxErrors.deadline(seconds)
  if (error.code === 'duck.crashed' || error.code === 'duck.out-of-memory') return sandboxErrors.exhausted()
  return error
}
