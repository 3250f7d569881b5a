import { AppError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { type CallOptions, type Child, startChild } from '../supervise.ts'
import { sandboxErrors } from './errors.ts'
import type { Ledger } from './ledger.ts'
import { createProcesses, type Processes } from './processes.ts'
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
  /** Whether what takes long is put behind everything else; a process that all wait for must not be. */
  readonly yields: boolean
  readonly allowanceMs: number
  readonly idleMs?: number
}

const IDLE_MS = 120_000
/** Whoever spent more than this of late is slow: the slow ones together leave one process to the others. */
const SLOW_MS = 1_000
/** What a statement costs at least that came to nothing, so that a flood of refused ones ends at the allowance too. */
const FAILED_MS = 100

export function createStation(options: StationOptions): Station {
  const { ledger } = options
  const door = createDoor(options)
  const pools = createPools(options)
  const noteFailure = (error: unknown): void =>
    options.log.error({ error: String(error) }, 'no process could be started for statements')

  // One statement at a time in a process: killing it for one stranger hurts no other.
  async function use<T>(turn: Turn, work: Work<T>): Promise<T> {
    const leave = await door.enter(turn.caller)
    const isSlow = ledger.spent(turn.caller) > SLOW_MS
    const pool = isSlow && options.yields ? pools.last : pools.later
    const child = takeOr(leave, pool)
    // The time a process needs to start is not the stranger's.
    await child.opened
    const watch = watchLong(child, { yields: options.yields && !isSlow, onLong: door.look })
    try {
      return await charged(ledger, turn, (call) => work(child, call))
    } catch (error) {
      const said = inOurWords(error, turn.allowedMs / 1000)
      // What ran into a limit may have left the process short of memory: the next stranger gets a new one.
      if (said instanceof AppError && said.kind === 'unavailable') watch.spoil()
      throw said
    } finally {
      // Nobody is to wait for a process to start: the place is free once there is one.
      if (watch.end()) void pool.replace(child).catch(noteFailure).finally(leave)
      else {
        pool.giveBack(child)
        leave()
      }
    }
  }

  return {
    use,
    pids: () => [...pools.later.pids(), ...pools.last.pids()],
    close: async () => {
      door.close()
      await Promise.all([pools.later.close(), pools.last.close()])
    },
  }
}

/** A process of the pool; where the machine has no room for another one, the place is given back. */
function takeOr(leave: () => void, pool: Processes): Child {
  try {
    return pool.take()
  } catch (error) {
    leave()
    throw error
  }
}

/** The queue before the processes, open to those who are within their allowance. */
function createDoor({ ledger, allowanceMs, processes }: StationOptions) {
  const queue = createFairQueue({
    places: processes,
    placesPerCaller: 1,
    waitingPerCaller: 8,
    waiting: 100,
    spent: ledger.spent,
    slowMs: SLOW_MS,
  })
  function check(caller: string): void {
    const waitMs = ledger.waitMs(caller)
    if (waitMs > 0) throw sandboxErrors.overBudget(Math.ceil(allowanceMs / 1000), Math.ceil(waitMs / 1000))
  }
  return {
    look: queue.look,
    close: queue.close,
    enter: async (caller: string): Promise<() => void> => {
      check(caller)
      const leave = await queue.enter(caller)
      try {
        // Statements that waited together were let into the line before the first of them was charged.
        check(caller)
        return leave
      } catch (error) {
        leave()
        throw error
      }
    },
  }
}

/** Processes for the quick, and for the slow, before whom everything else on the machine goes. */
function createPools({ memoryMb, dataLimitMb, log, idleMs = IDLE_MS }: StationOptions) {
  const settings = { threads: 1, memoryMb, spillMb: 0, tempDir: '', folders: [], files: [] }
  const pool = (forStrangers: 'later' | 'last') =>
    createProcesses(() => startChild({ settings, dataLimitMb, log, forStrangers }), idleMs)
  return { later: pool('later'), last: pool('last') }
}

/** Charges what the process says it used; what had to be killed is charged by the clock. */
async function charged<T>(
  ledger: Ledger,
  { caller, allowedMs }: Turn,
  work: (call: CallOptions) => Promise<T>,
): Promise<T> {
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

interface Watching {
  readonly yields: boolean
  readonly onLong: () => void
}

/**
 * Lets everything go before a process that has computed long; a priority cannot be raised again, so another process follows it.
 * `end` says whether that is due.
 */
function watchLong(child: Child, { yields, onLong }: Watching) {
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
    if (yields) {
      isSpoiled = true
      child.yieldToAll()
    }
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
