import type { Child } from '../supervise.ts'

/** Processes that wait for a statement; started when first needed, ended when nobody has asked for a while. */
export interface Processes {
  take(): Child
  giveBack(child: Child): void
  /** Ends a process and puts a new one in its place; returns once the new one can answer. */
  replace(child: Child): Promise<void>
  pids(): readonly number[]
  close(): Promise<void>
}

/** @param idleMs how long a process waits for the next statement before it ends. */
export function createProcesses(start: () => Child, idleMs: number): Processes {
  const idle = new Map<Child, NodeJS.Timeout>()
  const all = new Set<Child>()
  let shut = false

  function begin(): Child {
    const child = start()
    all.add(child)
    return child
  }
  function end(child: Child): Promise<void> {
    idle.delete(child)
    all.delete(child)
    return child.stop()
  }
  function giveBack(child: Child): void {
    if (child.alive()) idle.set(child, setTimeout(() => void end(child), idleMs).unref())
    else all.delete(child)
  }

  return {
    giveBack,
    take: () => {
      for (const [child, timer] of idle) {
        clearTimeout(timer)
        idle.delete(child)
        if (child.alive()) return child
        all.delete(child)
      }
      return begin()
    },
    replace: async (child) => {
      await end(child)
      if (shut) return
      const fresh = begin()
      await fresh.opened
      giveBack(fresh)
    },
    pids: () => [...all].flatMap((child) => (child.alive() ? (child.pid() ?? []) : [])),
    close: async () => {
      shut = true
      for (const timer of idle.values()) clearTimeout(timer)
      await Promise.all([...all].map((child) => child.stop()))
    },
  }
}
