import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDuck, type PageQuery, parseFilters, type TableRef } from '../src/platform/duck/index.ts'
import { HOSTILE } from '../src/platform/duck/sandbox/testing.ts'
import { silentLog } from '../src/platform/log.ts'
import { createDiskObjects } from '../src/platform/objects/index.ts'
import { bareDuck, columns, isSmoke, numberOption, rowsSql, say } from './table.ts'

/** Row pages and strangers' normal SQL while others send hostile statements without pause, against the same alone. */
const rows = numberOption('rows', isSmoke ? 50_000 : 1_000_000)
const rounds = numberOption('rounds', isSmoke ? 2 : 8)
const asked = numberOption('asked', isSmoke ? 30 : 75)
const attackers = numberOption('attackers', 4)
const BAR = 2

const heavy = HOSTILE.filter(({ ends }) => ends === 'stopped').map(({ sql }) =>
  sql.replaceAll('.y', '.ten').replaceAll('.x', '.stt').replace(/\by\b/g, 'ten').replace(/\bx\b/g, 'stt'),
)
const refused = HOSTILE.filter(({ ends }) => ends === 'refused').map(({ sql }) => sql)

type Ask = (at: number) => Promise<unknown>

async function timesOf(ask: Ask, count: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const start = performance.now()
    await ask(at)
    times.push(performance.now() - start)
  }
  return times
}

const share = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN

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
    // Many people ask little each; the deadline is the usual one, not the short one of the attackers.
    'normal SQL': (at: number) =>
      duck.sandbox.query({
        sql: 'SELECT tinh, count(*) FROM "t" GROUP BY tinh',
        tables,
        caller: `normal ${at % 20}`,
        limits: { deadlineMs: 30_000 },
      }),
  }
  say(`sandbox: ${rows} rows, ${rounds} × ${asked} questions, ${attackers} attackers, load ${loadavg()[0]?.toFixed(1)}`)

  const ends = new Map<string, number>()
  // Every attacker goes on in the next round where it stopped in this one.
  const sent = Array.from({ length: attackers }, (_, who) => who)
  let attacking = false
  const attack = async (who: number): Promise<void> => {
    while (attacking) {
      const at = sent[who] ?? 0
      sent[who] = at + attackers
      // One in eight is heavy: a heavy one holds its place until the deadline, a refused one only a moment.
      const sql = (at % 8 === 0 ? heavy[(at / 8) % heavy.length] : refused[at % refused.length]) ?? ''
      const end = await duck.sandbox.query({ sql, tables, caller: `attacker ${who}` }).then(
        () => 'ran',
        ({ code }: { readonly code: string }) => code,
      )
      ends.set(end, (ends.get(end) ?? 0) + 1)
      // As long as a request takes to come over a network.
      await sleep(5)
    }
  }

  // Alone and under attack in turns, so that whatever else the machine does falls on both alike.
  const times = Object.keys(normal).map((name) => ({ name, alone: [] as number[], under: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (const { name, alone } of times) alone.push(...(await timesOf(normal[name as keyof typeof normal], asked)))
    attacking = true
    const attacks = Promise.all(sent.map((_, who) => attack(who)))
    await sleep(1_000)
    for (const { name, under } of times) under.push(...(await timesOf(normal[name as keyof typeof normal], asked)))
    attacking = false
    await attacks
  }
  for (const { name, alone, under } of times) {
    const of = (list: readonly number[]): string =>
      `p50 ${share(list, 0.5).toFixed(1)} p95 ${share(list, 0.95).toFixed(1)} ms`
    const ratio = share(under, 0.95) / share(alone, 0.95)
    say(
      `${name.padEnd(11)} alone ${of(alone)}  under attack ${of(under)}  ratio of p95 ${ratio.toFixed(2)} (bar ${BAR})`,
    )
  }
  say(`ends: ${[...ends].map(([end, count]) => `${end} ${count}`).join(', ')}`)
  if (ends.has('ran')) throw new Error('a hostile statement ran to its end')
  await duck.close()
} finally {
  await rm(dir, { recursive: true, force: true })
}
