import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { memoryMb, startProgram } from './program.ts'
import { isSmoke, median, numberOption, say } from './table.ts'

/** How long a node takes to come up, the first time and later, and what it needs when nobody asks anything. */
const rounds = numberOption('rounds', isSmoke ? 1 : 5)
const SETTLE_MS = isSmoke ? 500 : 10_000

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-bench-start-'))
try {
  say(`start: ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`)
  const first = await startProgram(dataDir)
  say(`first start, with initdb and demo   ${(first.startMs / 1000).toFixed(1)} s`)
  await first.stop()
  const times: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const again = await startProgram(dataDir)
    times.push(again.startMs)
    if (round === rounds) {
      await sleep(SETTLE_MS)
      say(`idle memory, with its PostgreSQL    ${memoryMb(again.pid).toFixed(0)} MB (PSS)`)
    }
    await again.stop()
  }
  say(`second start (bar 5 s)              ${(median(times) / 1000).toFixed(1)} s`)
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
