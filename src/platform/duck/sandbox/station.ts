import { AppError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { type CallOptions, type Child, startChild } from '../supervise.ts'
import { sandboxErrors } from './errors.ts'
import type { Ledger } from './ledger.ts'
import { createProcesses } from './processes.ts'
import { createFairQueue } from './queue.ts'

/** Whose statement it is, and how long it may run. */
export interface Turn {
  readonly caller: string
  readonly allowedMs: number
}

type Work<T> = (child: Child, watch: CallOptions) => Promise<T>

/** Processes of one kind and the queue before them. */
export interface Station {
  /** Runs `work` on a process once it is the caller's turn. Throws AppError `sql.*`. */
  use<T>(turn: Turn, work: Work<T>): Promise<T>
  pids(): readonly number[]
  close(): Promise<void>
}

export interface StationOptions {
  readonly log: Log
  readonly ledger: Ledger
  readonly memoryMb: number
  readonly dataLimitMb: number
  readonly processes: number
  readonly allowanceMs: number
  readonly idleMs?: number
}

const IDLE_MS = 120_000
/** Whoever spent more than this of late is slow: the slow ones together leave one process to the others. */
const SLOW_MS = 1_000
/** What a statement costs at least that came to nothing, so that a flood of refused ones ends at the allowance too. */
const FAILED_MS = 100

export function createStation(options: StationOptions): Station {
  const { ledger, memoryMb, dataLimitMb, log, idleMs = IDLE_MS } = options
  const queue = createFairQueue({
    places: options.processes,
    placesPerCaller: 1,
    waitingPerCaller: 8,
    waiting: 100,
    spent: ledger.spent,
    slowMs: SLOW_MS,
  })
  const settings = { threads: 1, memoryMb, spillMb: 0, tempDir: '', folders: [], files: [] }
  const processes = createProcesses(() => startChild({ settings, dataLimitMb, log, forStrangers: true }), idleMs)

  // One statement at a time in a process: killing it for one stranger hurts no other.
  async function use<T>(turn: Turn, work: Work<T>): Promise<T> {
    checkBudget(turn.caller)
    const leave = await queue.enter(turn.caller)
    try {
      // Statements that waited together were let into the line before the first of them was charged.
      checkBudget(turn.caller)
    } catch (error) {
      leave()
      throw error
    }
    const child = processes.take()
    // The time a process needs to start is not the stranger's.
    await child.opened
    const watch = watchLong(child, queue.look)
    try {
      return await charged(turn, (call) => work(child, call))
    } catch (error) {
      const said = inOurWords(error, turn.allowedMs / 1000)
      // What ran into a limit may have left the process short of memory: the next stranger gets a new one.
      if (said instanceof AppError && said.kind === 'unavailable') watch.spoil()
      throw said
    } finally {
      // Nobody is to wait for a process to start: the place is free once there is one.
      if (watch.end()) void processes.replace(child).finally(leave)
      else {
        processes.giveBack(child)
        leave()
      }
    }
  }

  /** Charges what the process says it used; what had to be killed is charged by the clock. */
  async function charged<T>({ caller, allowedMs }: Turn, work: (call: CallOptions) => Promise<T>): Promise<T> {
    const settle = ledger.begin(caller)
    const began = performance.now()
    let leastMs = FAILED_MS
    let cpuMs: number | undefined
    try {
      const answer = await work({ deadlineMs: allowedMs, onCpu: (used) => (cpuMs = used) })
      leastMs = 0
      return answer
    } finally {
      settle(Math.max(leastMs, cpuMs ?? performance.now() - began))
    }
  }

  function checkBudget(caller: string): void {
    const waitMs = ledger.waitMs(caller)
    if (waitMs > 0) throw sandboxErrors.overBudget(Math.ceil(options.allowanceMs / 1000), Math.ceil(waitMs / 1000))
  }

  return {
    use,
    pids: processes.pids,
    close: async () => {
      queue.close()
      await processes.close()
    },
  }
}

/**
 * Lets everything go before a process that has computed long; a priority cannot be raised again, so another process follows it.
 * `end` says whether that is due.
 */
function watchLong(child: Child, onLong: () => void) {
  const before = child.cpuMs()
  let isSpoiled = false
  let timer = setTimeout(check, SLOW_MS)
  function check(): void {
    const now = child.cpuMs()
    const usedMs = before === undefined || now === undefined ? SLOW_MS : now - before
    if (usedMs < SLOW_MS) {
      timer = setTimeout(check, SLOW_MS - usedMs)
      return
    }
    isSpoiled = true
    child.yieldToAll()
    onLong()
  }
  return {
    spoil: () => {
      isSpoiled = true
    },
    end: () => {
      clearTimeout(timer)
      return isSpoiled
    },
  }
}

function inOurWords(error: unknown, seconds: number): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code === 'duck.deadline') return sandboxErrors.deadline(seconds)
  if (error.code === 'duck.crashed' || error.code === 'duck.out-of-memory') return sandboxErrors.exhausted()
  return error
}
