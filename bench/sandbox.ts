import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDuck, type PageQuery, parseFilters, type TableRef } from '../src/platform/duck/index.ts'
import { HOSTILE } from '../src/platform/duck/sandbox/testing.ts'
import { silentLog } from '../src/platform/log.ts'
import { createDiskObjects } from '../src/platform/objects/index.ts'
import { bareDuck, columns, isSmoke, numberOption, rowsSql, say } from './table.ts'

/** Row pages and strangers' normal SQL while others send hostile statements without pause, against the same alone. */
const rows = numberOption('rows', isSmoke ? 50_000 : 1_000_000)
const asked = numberOption('asked', isSmoke ? 60 : 600)
const attackers = numberOption('attackers', 4)
const BAR = 2

const heavy = HOSTILE.filter(({ ends }) => ends === 'stopped').map(({ sql }) =>
  sql.replaceAll('.y', '.ten').replaceAll('.x', '.stt').replace(/\by\b/g, 'ten').replace(/\bx\b/g, 'stt'),
)
const refused = HOSTILE.filter(({ ends }) => ends === 'refused').map(({ sql }) => sql)

async function timesOf(ask: (at: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let at = 0; at < asked; at++) {
    const start = performance.now()
    await ask(at)
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)
}

const p95 = (times: readonly number[]): number => times[Math.floor(times.length * 0.95)] ?? Number.NaN
const p50 = (times: readonly number[]): number => times[times.length >> 1] ?? Number.NaN

const dir = await mkdtemp(join(tmpdir(), 'nguon-bench-'))
try {
  const objects = await createDiskObjects({ dir: join(dir, 'objects') })
  const limits = { sandboxDeadlineMs: 2_000 }
  const duck = await createDuck({ dir: join(dir, 'work'), objects, log: silentLog, limits })
  const given = objects.tempPath()
  await (await bareDuck(1_000)).run(`COPY (${rowsSql(rows)}) TO '${given}' (FORMAT parquet, COMPRESSION zstd)`)
  const { digest } = await objects.adopt(given)
  const table: TableRef = { digest, columns }
  const tables = new Map([['t', table]])
  const query: Omit<PageQuery, 'table'> = { limit: 100, filter: parseFilters(['tinh:eq:Huế'], columns) }
  const normal = {
    'row page': () => duck.rows.page({ table, ...query }),
    'normal SQL': () =>
      duck.sandbox.query({ sql: 'SELECT tinh, count(*) FROM "t" GROUP BY tinh', tables, caller: 'normal' }),
  }
  say(`sandbox: ${rows} rows, ${asked} questions, ${attackers} attackers, load ${loadavg()[0]?.toFixed(1)}`)

  const alone = new Map<string, readonly number[]>()
  for (const [name, ask] of Object.entries(normal)) {
    await ask()
    alone.set(name, await timesOf(ask))
  }

  let attacking = true
  const ends = new Map<string, number>()
  const attack = async (who: number): Promise<void> => {
    for (let at = who; attacking; at += attackers) {
      // One in eight is heavy: a heavy one holds its place until the deadline, a refused one only a moment.
      const sql = (at % 8 === 0 ? heavy[(at / 8) % heavy.length] : refused[at % refused.length]) ?? ''
      const ask = { sql, tables, caller: `attacker ${who}` }
      const end = await duck.sandbox.query(ask).then(
        () => 'ran',
        ({ code }: { readonly code: string }) => code,
      )
      ends.set(end, (ends.get(end) ?? 0) + 1)
    }
  }
  const attacks = Promise.all(Array.from({ length: attackers }, (_, who) => attack(who)))
  for (const [name, ask] of Object.entries(normal)) {
    const before = alone.get(name) ?? []
    const under = await timesOf(ask)
    const ratio = p95(under) / p95(before)
    const bar = name === 'row page' ? ` (bar ${BAR})` : ''
    say(
      `${name.padEnd(11)} alone p50 ${p50(before).toFixed(1)} p95 ${p95(before).toFixed(1)} ms  under attack p50 ${p50(under).toFixed(1)} p95 ${p95(under).toFixed(1)} ms  ratio of p95 ${ratio.toFixed(2)}${bar}`,
    )
  }
  attacking = false
  await attacks
  say(`ends: ${[...ends].map(([end, count]) => `${end} ${count}`).join(', ')}`)
  if (ends.has('ran')) throw new Error('a hostile statement ran to its end')
  await duck.close()
} finally {
  await rm(dir, { recursive: true, force: true })
}
