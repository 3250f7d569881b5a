import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readXlsx, streamXlsxRows, writeXlsxStream } from 'hucre/xlsx'
import { decodeFile, tidySheets } from '../src/tabular/index.ts'
import { isSmoke, median, numberOption, say } from './table.ts'

/** How long reading takes: a small file by the command, start-up included; a large workbook against hucre on the same bytes. */
const rows = numberOption('rows', isSmoke ? 2000 : 100_000)
const rounds = numberOption('rounds', isSmoke ? 1 : 3)
const COLUMNS = 20
const SMALL_ROWS = 300
const CLI = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const line = (at: number): (string | number)[] =>
  Array.from({ length: COLUMNS }, (_, c) =>
    c === 0 ? `Xã số ${at}` : c === 1 ? 2000 + (at % 25) : (at * 31 + c * 17) % 99_991,
  )

async function* sheetRows() {
  yield ['Địa phương', 'Năm', ...Array.from({ length: COLUMNS - 2 }, (_, c) => `Chỉ tiêu ${c + 1}`)]
  for (let at = 0; at < rows; at++) yield line(at)
}

async function small(dir: string): Promise<void> {
  const file = join(dir, 'nho.csv')
  const body = Array.from({ length: SMALL_ROWS }, (_, at) => line(at).slice(0, 7).join(','))
  await writeFile(file, `Địa phương,Năm,Một,Hai,Ba,Bốn,Năm cột\n${body.join('\n')}\n`)
  const times: number[] = []
  for (let round = 0; round < rounds * 3; round++) {
    const start = performance.now()
    const { status } = spawnSync(process.execPath, [CLI, 'read', file, '--out', join(dir, 'out')])
    if (status !== 0) throw new Error(`read: exit code ${String(status)}`)
    times.push(performance.now() - start)
  }
  say(`read of a 10 kB CSV, start-up included        ${median(times).toFixed(0)} ms (bar 700)`)
}

async function large(dir: string): Promise<void> {
  const path = join(dir, 'lon.xlsx')
  await writeFile(path, writeXlsxStream(sheetRows(), { name: 'Bảng' }))
  const bytes = new Uint8Array(await readFile(path))
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['hucre readXlsx, styles', () => readXlsx(bytes, { readStyles: true })],
    [
      'hucre stream',
      async () => {
        let cells = 0
        for await (const row of streamXlsxRows(bytes)) cells += row.values.length
        return cells
      },
    ],
    [
      'ours, read and tidy',
      async () => tidySheets(await decodeFile({ bytes, name: 'lon.xlsx' }), { name: 'lon.xlsx' }),
    ],
  ]
  const times = ways.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, work]] of ways.entries()) times[at]?.push(await timed(work))
  }
  const [styled = 0, stream = 0, ours = 0] = times.map(median)
  say(`XLSX ${rows} × ${COLUMNS}, ${(bytes.length / 1e6).toFixed(1)} MB, ${rounds} rounds:`)
  for (const [at, [name]] of ways.entries())
    say(
      `  ${name.padEnd(24)} ${median(times[at] ?? [])
        .toFixed(0)
        .padStart(7)} ms`,
    )
  say(
    `  ours / readXlsx with styles ${(ours / styled).toFixed(2)} (bar 2), ours / stream ${(ours / stream).toFixed(2)} (bar 3)`,
  )
}

const dir = await mkdtemp(join(tmpdir(), 'nguon-reading-'))
try {
  say(`reading: load ${loadavg()[0]?.toFixed(1)}`)
  await small(dir)
  await large(dir)
} finally {
  await rm(dir, { recursive: true, force: true })
}
