/** What the data processes may use; every number can be set by the caller. */
export interface DuckLimits {
  readonly threads: number
  readonly ingestMemoryMb: number
  readonly rowsMemoryMb: number
  readonly exportsMemoryMb: number
  /** Hard bound on the data segment of each child, where `prlimit` exists: DuckDB's own limit does not see strings. */
  readonly dataLimitMb: number
  /** Bound on what DuckDB may spill to disk. */
  readonly spillMb: number
  readonly ingestDeadlineMs: number
  readonly rowsDeadlineMs: number
  readonly exportsDeadlineMs: number
  readonly ingestAtOnce: number
  readonly rowsAtOnce: number
  readonly exportsAtOnce: number
  /** Calls that may wait for a place; more are refused as too many. */
  readonly waiting: number
  readonly sandboxMemoryMb: number
  /** Hard bound of a process that runs strangers' SQL. */
  readonly sandboxDataLimitMb: number
  readonly sandboxDeadlineMs: number
  /** Processes for strangers' SQL, one statement each. */
  readonly sandboxAtOnce: number
  /** CPU time that the statements of one caller may take in a minute. */
  readonly sandboxAllowanceMs: number
}

export const defaultLimits: DuckLimits = {
  threads: 2,
  ingestMemoryMb: 256,
  rowsMemoryMb: 512,
  exportsMemoryMb: 256,
  dataLimitMb: 2_000,
  spillMb: 20_000,
  ingestDeadlineMs: 30 * 60_000,
  rowsDeadlineMs: 20_000,
  exportsDeadlineMs: 60 * 60_000,
  ingestAtOnce: 1,
  rowsAtOnce: 4,
  exportsAtOnce: 2,
  waiting: 200,
  sandboxMemoryMb: 256,
  sandboxDataLimitMb: 1_000,
  sandboxDeadlineMs: 10_000,
  sandboxAtOnce: 2,
  sandboxAllowanceMs: 20_000,
}
