import type { Slice } from './work-run.ts'

/** How long the pages of a slice are waited for. */
export interface PageWait {
  /** Fires when one page was waited for longer than the slice has patience. */
  readonly tooLong: AbortSignal
  begin(): void
  over(): void
  stop(): void
}

/** The first wait begins at once. */
export function createWait({ patienceMs, waited }: Pick<Slice, 'patienceMs' | 'waited'>): PageWait {
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
