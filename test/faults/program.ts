import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Seen, watchDescendants } from './processes.ts'

const MAIN = fileURLToPath(new URL('killable-main.ts', import.meta.url))
const READY_MS = 120_000
const GONE_MS = 30_000
const ORPHANS_MS = 15_000

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Program {
  readonly child: ChildProcess
  readonly gone: Promise<Ended>
  /** What it has written to standard error so far. */
  complaint(): string
  /** Its address once it answers; undefined when it has ended before. */
  ready(): Promise<string | undefined>
  /** Ends it and every thread at once, after a last look at what runs below it. */
  kill(): Promise<void>
  /** Waits until it and all that it started have ended; returns what still runs after a while. */
  orphans(): Promise<readonly Seen[]>
}

export interface StartOptions {
  readonly dataDir: string
  readonly port?: number
  readonly step?: string
  readonly passes?: number
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built program on a data folder, in a process group of its own as a terminal would. */
export function start({ dataDir, port = 0, step = '-', passes = 0, env = {} }: StartOptions): Program {
  const child = spawn(process.execPath, [MAIN, step, String(passes)], {
    env: { ...process.env, ...env, NGUON_DATA: dataDir, NGUON_LOG: 'error', HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4000)
  })
  const gone = new Promise<Ended>((done) => child.once('exit', (code, signal) => done({ code, signal })))
  const below = watchDescendants(child.pid ?? 0)
  return {
    child,
    gone,
    complaint: () => complaint,
    ready: () => Promise.race([address(dataDir), gone.then(() => undefined)]),
    async kill() {
      child.kill('SIGSTOP')
      await below.once()
      child.kill('SIGKILL')
      await gone
    },
    async orphans() {
      const ended = await Promise.race([gone, sleep(GONE_MS, 'late' as const, { ref: false })])
      if (ended === 'late') child.kill('SIGKILL')
      await below.stop()
      for (const until = performance.now() + ORPHANS_MS; performance.now() < until; await sleep(100)) {
        if ((await below.left()).length === 0) break
      }
      const self = ended === 'late' ? [{ pid: child.pid ?? 0, started: '', command: 'the program itself' }] : []
      return [...self, ...(await below.left())]
    },
  }
}

/** Forgets the address of an earlier start. */
export async function forgetAddress(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'address'), { force: true })
}

async function address(dataDir: string): Promise<string> {
  for (const until = performance.now() + READY_MS; performance.now() < until; await sleep(50)) {
    const url = await readFile(join(dataDir, 'address'), 'utf8').catch(() => '')
    if (
      url &&
      (await fetch(`${url}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      ))
    )
      return url
  }
  throw new Error('the program did not become ready')
}
