/** How a slice waits for its pages. */
export interface Patience {
  /** Longest wait for one page; absent for as long as the source is given anyway. */
  readonly patienceMs?: number
  /** Told how long each page was waited for, in milliseconds. */
  readonly waited?: (ms: number) => void
}

/** How long the pages of a slice are waited for. */
export interface PageWait {
  /** Fires when one page was waited for longer than the slice has patience. */
  readonly tooLong: AbortSignal
  begin(): void
  over(): void
  stop(): void
}

/** The first wait begins at once. */
export function createWait({ patienceMs, waited }: Patience): PageWait {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let since = 0
  const wait: PageWait = {
    tooLong: late.signal,
    begin() {
      since = performance.now()
      if (patienceMs !== undefined) timer = setTimeout(() => late.abort(), patienceMs)
    },
    over() {
      clearTimeout(timer)
      waited?.(performance.now() - since)
    },
    stop: () => clearTimeout(timer),
  }
  wait.begin()
  return wait
}
