import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Client, createClient } from '../src/cli/publish/client.ts'
import { completeDraft, openDraft, untilRead } from '../src/cli/publish/steps.ts'
import { type Program, startProgram } from './program.ts'
import { bareDuck, isSmoke, median, numberOption, rowsSql, say } from './table.ts'

/** A CSV from upload to findable, through a running node by HTTP, against DuckDB's bare CSV → Parquet in the same run. */
const rows = numberOption('rows', isSmoke ? 100_000 : 10_000_000)
const rounds = numberOption('rounds', 1)
const SECONDS_BAR = 1.5
const MEMORY_BAR_MB = 600

interface Account {
  readonly role: string
  readonly agency: string
  readonly apiKey: string
}

/** Highest resident memory of each kind of process below `pid`, and of `pid` itself. */
function watchMemory(pid: number) {
  const peaks = new Map<string, number>()
  const look = (): void => {
    for (const [kind, kilobytes] of below(pid)) peaks.set(kind, Math.max(peaks.get(kind) ?? 0, kilobytes))
  }
  const timer = setInterval(look, 20)
  return (): ReadonlyMap<string, number> => {
    clearInterval(timer)
    return peaks
  }
}

function* below(pid: number): Generator<readonly [string, number]> {
  const command = readProc(pid, 'cmdline')
  const kind = /read-child/.test(command) ? 'reading' : /duck\/child/.test(command) ? 'DuckDB' : 'web'
  if (!/postgres/.test(command)) yield [kind, Number(/VmRSS:\s*(\d+)/.exec(readProc(pid, 'status'))?.[1] ?? 0)]
  for (const child of readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean)) yield* below(Number(child))
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

async function timed<T>(steps: Map<string, number[]>, name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const answer = await work()
  steps.set(name, [...(steps.get(name) ?? []), (performance.now() - began) / 1000])
  return answer
}

const steps = new Map<string, number[]>()
const secondsOf = (name: string): number => median(steps.get(name) ?? [])

async function convertBare(file: string, out: string): Promise<void> {
  const script = fileURLToPath(new URL('./bare-convert.ts', import.meta.url))
  await once(spawn(process.execPath, [script, file, out], { stdio: 'inherit' }), 'exit')
}

interface Publication {
  readonly officer: Client
  readonly approver: Client
  readonly agency: string
  readonly file: string
}

async function publish({ officer, approver, agency, file }: Publication, title: string): Promise<void> {
  const upload = await timed(steps, 'upload', () => officer.upload(file, 'don-vi.csv'))
  const draft = await openDraft(officer, { agency, title, dataset: undefined })
  await timed(steps, 'into the draft', () => officer.ask('POST', `/api/v1/changes/${draft.id}/files`, { upload }))
  const change = await timed(steps, 'read and load', () => untilRead(officer, draft.id, () => undefined))
  const loaded = change.tables.map((table) => table.rows)
  if (loaded.length !== 1 || loaded[0] !== rows) throw new Error(`loaded ${loaded.join(', ')} rows of ${rows}`)
  await timed(steps, 'review and publish', async () => {
    await completeDraft(officer, change, title)
    await officer.ask('POST', `/api/v1/changes/${draft.id}/submit`, {})
    await approver.ask('POST', `/api/v1/changes/${draft.id}/approve`, { text: 'Đo tốc độ công bố' })
    const path = `/api/v1/datasets?q=${encodeURIComponent(title)}`
    const found = await officer.ask<{ datasets: readonly { title: string }[] }>('GET', path)
    if (!found.datasets.some((dataset) => dataset.title === title)) throw new Error('published, but not found')
  })
}

async function measure(program: Program, dir: string, file: string): Promise<void> {
  const accounts = JSON.parse(await readFile(join(dir, 'data', 'demo-accounts.json'), 'utf8')) as readonly Account[]
  const keyOf = (role: string) => accounts.find((account) => account.role === role)?.apiKey ?? ''
  const officer = createClient(program.url, keyOf('data_officer'))
  const approver = createClient(program.url, keyOf('approver'))
  const publication = { officer, approver, agency: accounts[0]?.agency ?? '', file }
  const ratios: number[] = []
  const stopWatching = watchMemory(program.pid)
  for (let round = 0; round < rounds; round++) {
    await timed(steps, 'bare', () => convertBare(file, join(dir, 'bare.parquet')))
    await timed(steps, 'all', () => publish(publication, `Đơn vị theo tỉnh, lượt đo ${round + 1}`))
    ratios.push((steps.get('all')?.[round] ?? Number.NaN) / (steps.get('bare')?.[round] ?? Number.NaN))
  }
  report(ratios, stopWatching())
}

function report(ratios: readonly number[], peaks: ReadonlyMap<string, number>): void {
  const line = (name: string, seconds: number) => say(`${name.padEnd(22)} ${seconds.toFixed(2).padStart(8)} s`)
  line('bare DuckDB', secondsOf('bare'))
  for (const name of ['upload', 'into the draft', 'read and load', 'review and publish'])
    line(`  ${name}`, secondsOf(name))
  line('upload to findable', secondsOf('all'))
  const withoutUpload = (secondsOf('all') - secondsOf('upload')) / secondsOf('bare')
  say(`ratio ${median(ratios).toFixed(2)}, without the upload ${withoutUpload.toFixed(2)} (bar ${SECONDS_BAR})`)
  const memory = [...peaks].map(([kind, kilobytes]) => `${kind} ${(kilobytes / 1024).toFixed(0)} MB`)
  say(`peak memory: ${memory.join(', ')} (bar ${MEMORY_BAR_MB} MB)`)
}

const dir = await mkdtemp(join(tmpdir(), 'nguon-bench-publish-'))
try {
  const file = join(dir, 'given.csv')
  await (await bareDuck(1_000)).run(`COPY (${rowsSql(rows)}) TO '${file}' (HEADER)`)
  const { size } = await stat(file)
  say(`publish: ${rows} rows, ${(size / 1e6).toFixed(0)} MB CSV, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`)
  const program = await startProgram(join(dir, 'data'))
  try {
    await measure(program, dir, file)
  } finally {
    await program.stop()
  }
} finally {
  await rm(dir, { recursive: true, force: true })
}
