import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { cancelled, crashed, deadlinePassed, fromErrorMessage } from './errors.ts'
import { cpuMsOf, lower } from './process-facts.ts'
import type { CallName, Calls, ChildSettings, FromChild, ToChild } from './protocol.ts'

const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = osConstants.priority
const PRIORITIES = { later: PRIORITY_BELOW_NORMAL, last: PRIORITY_LOW } as const

/** After a cancel the child has this long to answer before it is killed: an interrupt can hang in one huge string. */
const GRACE_MS = 2_000

export interface CallOptions {
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
  /** Told the CPU time of the process while it worked on this call, ms; not told when it had to be killed. */
  readonly onCpu?: (usedMs: number) => void
}

/** One running child process. */
export interface Child {
  call<K extends CallName>(name: K, args: Calls[K]['in'], options: CallOptions): Promise<Calls[K]['out']>
  /** Resolves when it can answer, or has died before that; starting takes seconds on a busy machine. */
  readonly opened: Promise<void>
  alive(): boolean
  pid(): number | undefined
  /** CPU time it has used so far, ms; undefined where the system does not tell. */
  cpuMs(): number | undefined
  /** Lets everything else on the machine go before it, until it ends. */
  yieldToAll(): void
  /** Ends it at once; returns when it is gone. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly settings: ChildSettings
  readonly dataLimitMb: number
  readonly log: Log
  /** Runs what strangers wrote: it may write no file, and the machine's other work goes before it, or all of it (`last`). */
  readonly forStrangers?: 'later' | 'last'
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
  readonly settle: () => void
  readonly onCpu: ((usedMs: number) => void) | undefined
}

/** Starts a child that runs DuckDB behind messages. */
export function startChild(options: StartOptions): Child {
  const child = launch(options)
  const pending = new Map<number, Pending>()
  let alive = true
  let nextId = 1
  const send = (message: ToChild): void => {
    // A child that died between two lines of ours must not throw here: its exit fails the calls.
    if (child.connected) child.send(message, () => {})
  }
  const gone = untilGone(child, options.log).then(() => {
    alive = false
    for (const call of pending.values()) call.reject(crashed())
    pending.clear()
  })
  const opened = listen({ child, gone, pending })
  child.stderr?.on('data', (text: Buffer) =>
    options.log.warn({ text: String(text).slice(0, 2_000) }, 'data process says'),
  )
  send({ type: 'open', settings: options.settings })

  return {
    opened,
    alive: () => alive,
    pid: () => child.pid,
    cpuMs: () => (child.pid === undefined ? undefined : cpuMsOf(child.pid)),
    yieldToAll: () => {
      if (child.pid !== undefined) lower(child.pid, PRIORITIES.last)
    },
    stop: async () => {
      child.kill('SIGKILL')
      await gone
    },
    call: (name, args, callOptions) => {
      if (!alive) return Promise.reject(crashed())
      const id = nextId++
      return new Promise((resolve, reject) => {
        const settle = watch({ id, child, send, pending, ...callOptions })
        const { onCpu } = callOptions
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, settle, onCpu })
        send({ type: 'call', id, name, args })
      })
    },
  }
}

function untilGone(child: ChildProcess, log: Log): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      log.error({ error: error.message }, 'data process could not start')
      resolve()
    })
    child.once('exit', (code, signal) => {
      log.debug({ code, signal, pid: child.pid }, 'data process ended')
      resolve()
    })
  })
}

interface Listening {
  readonly child: ChildProcess
  readonly gone: Promise<void>
  readonly pending: Map<number, Pending>
}

/** Takes what the child says; resolves when it is ready, or gone. */
function listen({ child, gone, pending }: Listening): Promise<void> {
  return new Promise((resolve) => {
    void gone.then(resolve)
    child.on('message', (received) => {
      const message = received as FromChild
      return message.type === 'ready' ? resolve() : answer(pending, message)
    })
  })
}

function answer(pending: Map<number, Pending>, message: Exclude<FromChild, { type: 'ready' }>): void {
  const call = pending.get(message.id)
  if (call === undefined) return
  pending.delete(message.id)
  call.settle()
  call.onCpu?.(message.cpuMs)
  if (message.type === 'done') call.resolve(message.value)
  else call.reject(fromErrorMessage(message.error))
}

interface Watched extends CallOptions {
  readonly id: number
  readonly child: ChildProcess
  readonly send: (message: ToChild) => void
  readonly pending: Map<number, Pending>
}

/** Arms deadline and abort of one call; the returned function disarms them. */
function watch(watched: Watched): () => void {
  let grace: NodeJS.Timeout | undefined
  const giveUp = (reason: AppError): void => {
    const call = watched.pending.get(watched.id)
    if (call === undefined || grace !== undefined) return
    watched.send({ type: 'cancel', id: watched.id })
    grace = setTimeout(() => watched.child.kill('SIGKILL'), GRACE_MS)
    // Whatever the child still answers, the caller learns why we stopped it.
    const { settle, onCpu } = call
    const give = (): void => call.reject(reason)
    watched.pending.set(watched.id, { settle, onCpu, resolve: give, reject: give })
  }
  const deadline = setTimeout(() => giveUp(deadlinePassed()), watched.deadlineMs)
  const onAbort = (): void => giveUp(cancelled())
  watched.signal?.addEventListener('abort', onAbort, { once: true })
  if (watched.signal?.aborted === true) queueMicrotask(onAbort)
  watched.child.once('exit', settle)
  function settle(): void {
    clearTimeout(deadline)
    clearTimeout(grace)
    watched.signal?.removeEventListener('abort', onAbort)
    watched.child.off('exit', settle)
  }
  return settle
}

function launch({ dataLimitMb, forStrangers }: StartOptions): ChildProcess {
  // Beside the sources this is child/main.ts, in the built program child/main.js.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const entry = fileURLToPath(new URL(`./child/main.${extension}`, import.meta.url))
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', entry]
  const limiter = findLimiter()
  const closed = forStrangers !== undefined ? ['--fsize=0', '--core=0', '--nofile=256'] : []
  const whole = limiter === undefined ? command : [limiter, `--data=${dataLimitMb * 1_000_000}`, ...closed, ...command]
  const [program = process.execPath, ...args] = whole
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    // Nothing of our environment is of use to it, secrets least of all.
    env: { UV_THREADPOOL_SIZE: '16', TZ: 'UTC', LANG: 'C.UTF-8' },
  })
  // Before it has threads: each takes over the priority of the one that starts it.
  if (forStrangers !== undefined && child.pid !== undefined) lower(child.pid, PRIORITIES[forStrangers])
  return child
}

const LIMITERS = ['/usr/bin/prlimit', '/bin/prlimit', '/usr/local/bin/prlimit']

/** Path of util-linux' prlimit; without it a child is bounded by DuckDB's own limit only. */
export function findLimiter(): string | undefined {
  return LIMITERS.find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
