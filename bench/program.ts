import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const START_DEADLINE_MS = 120_000

export interface Program {
  readonly url: string
  readonly pid: number
  /** From the start of the process to its first answer. */
  readonly startMs: number
  stop(): Promise<void>
}

/** Starts the built program on a data folder and waits until it is ready. */
export async function startProgram(dataDir: string): Promise<Program> {
  await rm(join(dataDir, 'address'), { force: true })
  const began = performance.now()
  const child = spawn(process.execPath, [ENTRY], {
    env: { ...process.env, NGUON_DATA: dataDir, PORT: '0', HOST: '127.0.0.1', NGUON_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = await readyUrl(dataDir, () => child.exitCode !== null)
  return {
    url,
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function readyUrl(dataDir: string, hasEnded: () => boolean): Promise<string> {
  for (
    const deadline = performance.now() + START_DEADLINE_MS;
    performance.now() < deadline && !hasEnded();
    await sleep(10)
  ) {
    const url = await readFile(join(dataDir, 'address'), 'utf8').catch(() => '')
    const ready =
      url &&
      (await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    if (ready) return url
  }
  throw new Error('the program did not become ready; is dist built?')
}

/** Memory of a process and everything below it in MB, shared pages counted once (PSS). */
export function memoryMb(pid: number): number {
  return (kilobytesOf(pid) + childrenOf(pid).reduce((sum, child) => sum + memoryMb(child) * 1024, 0)) / 1024
}

function kilobytesOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(pid, 'smaps_rollup'))?.[1] ?? 0)
}

function childrenOf(pid: number): readonly number[] {
  return readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
