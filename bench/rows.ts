import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDuck, type PageQuery, parseFilters } from '../src/platform/duck/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { createDiskObjects } from '../src/platform/objects/index.ts'
import { bareDuck, columns, isSmoke, median, numberOption, rowsSql, say } from './table.ts'

/** A page of the row API (parsed filter, child process, values of our model) against the same SQL asked of DuckDB directly. */
const rows = numberOption('rows', isSmoke ? 200_000 : 10_000_000)
const rounds = numberOption('rounds', isSmoke ? 3 : 15)

interface Question {
  readonly name: string
  readonly query: Omit<PageQuery, 'table'>
  readonly where: string
}

const filter = (...texts: readonly string[]): NonNullable<PageQuery['filter']> => parseFilters(texts, columns)
const questions: readonly Question[] = [
  { name: 'first page', query: { limit: 100 }, where: 'LIMIT 100' },
  {
    name: 'one row by key',
    query: { limit: 100, filter: filter(`stt:eq:${rows >> 1}`) },
    where: `WHERE stt = ${rows >> 1} LIMIT 100`,
  },
  {
    name: 'filter and count',
    query: { limit: 100, count: true, filter: filter('tinh:eq:Huế', 'nam:ge:2020') },
    where: `WHERE tinh = 'Huế' AND nam >= 2020 LIMIT 100`,
  },
  {
    name: 'sorted page',
    query: { limit: 100, sort: [{ column: 'so_tien', descending: true }] },
    where: 'ORDER BY so_tien DESC LIMIT 100',
  },
  {
    name: 'text search',
    query: { limit: 100, filter: filter('ten:contains:số 99999') },
    where: `WHERE contains(lower(ten), lower('số 99999')) LIMIT 100`,
  },
]

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const dir = await mkdtemp(join(tmpdir(), 'nguon-bench-'))
try {
  const objects = await createDiskObjects({ dir: join(dir, 'objects') })
  const duck = await createDuck({ dir: join(dir, 'work'), objects, log: silentLog })
  const given = objects.tempPath()
  await (await bareDuck(1_000)).run(`COPY (${rowsSql(rows)}) TO '${given}' (FORMAT parquet, COMPRESSION zstd)`)
  const { digest } = await objects.adopt(given)
  const table = { digest, columns }
  const bare = await bareDuck(512)
  await bare.run('SET parquet_metadata_cache = true')
  const from = `read_parquet('${objects.path(digest)}')`
  say(`rows: ${rows} rows, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`)
  for (const { name, query, where } of questions) {
    const direct = async (): Promise<void> => {
      const found = await bare.runAndReadAll(`SELECT * FROM ${from} ${where}`)
      found.getRowObjectsJson()
      if (query.count === true) await bare.runAndReadAll(`SELECT count(*) FROM ${from} ${where.replace(/LIMIT.*/, '')}`)
    }
    const page = (): Promise<unknown> => duck.rows.page({ table, ...query })
    await direct()
    await page()
    const times: [number, number][] = []
    for (let round = 0; round < rounds; round++) times.push([await timed(direct), await timed(page)])
    const [a, b] = [median(times.map(([one]) => one)), median(times.map(([, other]) => other))]
    say(`${name.padEnd(18)} DuckDB ${a.toFixed(1)} ms  ours ${b.toFixed(1)} ms  ratio ${(b / a).toFixed(2)} (bar 1.3)`)
  }
  await duck.close()
} finally {
  await rm(dir, { recursive: true, force: true })
}
