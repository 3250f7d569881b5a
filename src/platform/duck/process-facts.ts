import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Lowers a process with all its threads: on Linux a priority belongs to a thread, and DuckDB computes in others than the first. */
export function lower(pid: number, priority: number): void {
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, priority)
    } catch {
      // It has ended already; whoever asks it learns so.
    }
  }
}

function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number)
  } catch {
    return [pid]
  }
}

/** Linux counts in hundredths of a second towards programs, whatever the kernel's own clock is. */
const TICK_MS = 10

/** CPU time a process has used, ms; undefined where there is no `/proc` or no such process any more. */
export function cpuMsOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in parentheses that may hold anything; the 14th and 15th are user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return undefined
  }
}
