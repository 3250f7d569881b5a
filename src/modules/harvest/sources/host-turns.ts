type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

export interface Turn {
  readonly host: string
  readonly signal: AbortSignal
  readonly sleep: Sleep
}

/** Runs one question when its turn at that host has come; rejects when the signal fires while it waits. */
export type HostTurns = <Value>(turn: Turn, once: () => Promise<Value>) => Promise<Value>

interface Host {
  /** Settles when everybody before has asked. */
  free: Promise<void>
  /** No question before then, by the process's own clock. */
  freeAt: number
  asking: number
}

/** Longest pause after an answer. */
const MOST_MS = 2_000
const MOST_REMEMBERED = 1_000

/**
 * One question at a time to each host, however many runs read from it, and never busier than the host: what it took to
 * answer is also the least pause before the next question, up to 2 s.
 */
export function createHostTurns(): HostTurns {
  const hosts = new Map<string, Host>()
  return async ({ host: name, signal, sleep }, once) => {
    const host = hosts.get(name) ?? { free: Promise.resolve(), freeAt: 0, asking: 0 }
    hosts.set(name, host)
    const before = host.free
    const own = Promise.withResolvers<void>()
    host.free = before.then(() => own.promise)
    host.asking += 1
    try {
      await untilFree(before, signal)
      const early = host.freeAt - performance.now()
      if (early > 1) await sleep(early, signal)
      const began = performance.now()
      try {
        return await once()
      } finally {
        const ended = performance.now()
        host.freeAt = ended + Math.min(ended - began, MOST_MS)
      }
    } finally {
      host.asking -= 1
      own.resolve()
      if (hosts.size > MOST_REMEMBERED) forgetIdle(hosts)
    }
  }
}

async function untilFree(before: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const stop = Promise.withResolvers<never>()
  const abort = () => stop.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([before, stop.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function forgetIdle(hosts: Map<string, Host>): void {
  const now = performance.now()
  for (const [name, { asking, freeAt }] of hosts) if (asking === 0 && freeAt < now) hosts.delete(name)
}
