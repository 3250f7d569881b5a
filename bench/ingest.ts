import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDuck } from '../src/platform/duck/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { createDiskObjects } from '../src/platform/objects/index.ts'
import { bareDuck, columns, isSmoke, median, numberOption, rowsSql, say } from './table.ts'

/** Time, peak memory and processor time of a load: ours (clean, type, Parquet, profile, digest, store) against bare DuckDB. */
const rows = numberOption('rows', isSmoke ? 200_000 : 10_000_000)
const rounds = numberOption('rounds', isSmoke ? 1 : 3)

interface Run {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMb: number
}

/** Watches a process by /proc until `work` ends. */
async function watched(pids: () => readonly number[], work: () => Promise<unknown>): Promise<Run> {
  let peakKb = 0
  let ticks = 0
  const look = (): void => {
    for (const pid of pids()) {
      const status = readProc(pid, 'status')
      peakKb = Math.max(peakKb, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0))
      const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? []
      ticks = Math.max(ticks, Number(fields[11] ?? 0) + Number(fields[12] ?? 0))
    }
  }
  const timer = setInterval(look, 25)
  const start = performance.now()
  await work()
  clearInterval(timer)
  return { seconds: (performance.now() - start) / 1_000, cpuSeconds: ticks / 100, peakMb: peakKb / 1_024 }
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function show(name: string, runs: readonly Run[]): void {
  const of = (key: keyof Run): string => median(runs.map((run) => run[key])).toFixed(1)
  say(`${name}  ${of('seconds')} s  cpu ${of('cpuSeconds')} s  peak ${of('peakMb')} MB`)
}

const dir = await mkdtemp(join(tmpdir(), 'nguon-bench-'))
try {
  const file = join(dir, 'given.csv')
  await (await bareDuck(1_000)).run(`COPY (${rowsSql(rows)}) TO '${file}' (HEADER)`)
  const size = (await stat(file)).size
  say(`ingest: ${rows} rows, ${(size / 1e6).toFixed(0)} MB CSV, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`)
  const objects = await createDiskObjects({ dir: join(dir, 'objects') })
  const duck = await createDuck({ dir: join(dir, 'work'), objects, log: silentLog })
  const script = fileURLToPath(new URL('./bare-convert.ts', import.meta.url))
  const bare: Run[] = []
  const ours: Run[] = []
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, [script, file, join(dir, 'bare.parquet')], { stdio: 'inherit' })
    bare.push(
      await watched(
        () => [child.pid ?? 0],
        () => once(child, 'exit'),
      ),
    )
    const job = {
      file,
      dialect: { delimiter: ',', quote: '"', skip: 1 },
      width: 10,
      columns,
      onFailure: 'empty',
    } as const
    ours.push(
      await watched(
        () => duck.ingest.pids(),
        async () => {
          const done = await duck.ingest.fromCsv(job)
          if (done.rows !== rows || done.failures.length > 0) throw new Error('the load is not what was generated')
        },
      ),
    )
  }
  await duck.close()
  show('bare DuckDB', bare)
  show('ours       ', ours)
  // Round by round, so that a neighbour who wakes up in the middle weighs on both.
  const ratio = median(ours.map((run, at) => run.seconds / (bare[at]?.seconds ?? Number.NaN)))
  const cpu = median(ours.map((run, at) => run.cpuSeconds / (bare[at]?.cpuSeconds ?? Number.NaN)))
  const peak = Math.max(...ours.map(({ peakMb }) => peakMb))
  say(`ratio ${ratio.toFixed(2)} (bar 1.5)  cpu ratio ${cpu.toFixed(2)}  peak ${peak.toFixed(0)} MB (bar 600)`)
} finally {
  await rm(dir, { recursive: true, force: true })
}
