import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readColumnWords } from '../src/modules/datamap/live/column-words.ts'
import { driftBetween } from '../src/modules/datamap/live/drift.ts'
import { offerItems } from '../src/modules/datamap/live/offer-items.ts'
import { suggestColumns } from '../src/modules/datamap/live/suggest.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { silentLog } from '../src/platform/log.ts'
import { type ConnectTo, createSchemaReader, type FoundSchema } from '../src/platform/schema-reader/index.ts'
import { isSmoke, median, numberOption, say } from './table.ts'

/** Reading the structure of a large PostgreSQL database, against asking its catalogue for the bare rows. */
const tables = numberOption('tables', isSmoke ? 100 : 2000)
const rounds = numberOption('rounds', isSmoke ? 1 : 7)
const COLUMNS = 20
const BAR_MS = 10_000
const LIMITS = { connectTimeoutMs: 5000, statementTimeoutMs: 60_000, mostTables: 20_000 }

/** What a program would ask that wanted the rows of the catalogue and nothing made of them. */
const BARE = [
  'select oid, relname, relnamespace, reltuples, pg_total_relation_size(oid) from pg_class where relkind = $$r$$',
  'select attrelid, attname, attnum, format_type(atttypid, atttypmod), attnotnull from pg_attribute where attnum > 0',
  'select objoid, objsubid, description from pg_description where classoid = $$pg_class$$::regclass',
  'select conrelid, conname, contype, conkey, confrelid, confkey from pg_constraint',
  'select indrelid, indexrelid, indisunique, indkey from pg_index',
]

function tableSql(at: number): string {
  const columns = Array.from(
    { length: COLUMNS - 4 },
    (_, column) => `cot_${column} ${column % 3 === 0 ? 'numeric(12,2)' : 'text'}`,
  )
  const parent = at === 0 ? '' : ` references bang_${Math.floor((at - 1) / 2)}`
  return `create table bang_${at} (id bigint primary key, cha bigint${parent}, ho_ten text, so_cccd varchar(12), ${columns.join(', ')});
    create index on bang_${at} (ho_ten); comment on table bang_${at} is 'Bảng số ${at}';
    comment on column bang_${at}.so_cccd is 'Số định danh cá nhân';`
}

async function timed<Value>(work: () => Promise<Value> | Value): Promise<readonly [ms: number, value: Value]> {
  const start = performance.now()
  const value = await work()
  return [performance.now() - start, value]
}

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-read-schema-'))
const server = await startEmbedded({ dataDir, log: silentLog, durable: false })
const to: ConnectTo = {
  engine: 'postgresql',
  host: server.socketDir,
  database: 'postgres',
  user: 'nguon',
  password: '',
  transport: 'plain',
}
try {
  const client = new pg.Client({ host: server.socketDir, user: 'nguon', database: 'postgres' })
  await client.connect()
  for (let at = 0; at < tables; at += 100) {
    await client.query(Array.from({ length: Math.min(100, tables - at) }, (_, more) => tableSql(at + more)).join('\n'))
  }
  await client.query('analyze')
  const reader = createSchemaReader()
  const bare: number[] = []
  const ours: number[] = []
  let found: FoundSchema | undefined
  for (let round = 0; round < rounds; round++) {
    bare.push(
      (
        await timed(async () => {
          for (const text of BARE) await client.query(text)
        })
      )[0],
    )
    const [ms, schema] = await timed(() => reader.read(to, LIMITS))
    ours.push(ms)
    found = schema
  }
  await client.end()
  if (found?.tables.length !== tables) throw new Error(`${found?.tables.length} tables were found, not ${tables}`)
  const words = await readColumnWords()
  const schema = found
  const [suggestMs, suggestions] = await timed(() => suggestColumns(schema, { words }))
  const [driftMs] = await timed(() => driftBetween(schema, schema))
  const [offerMs, offer] = await timed(() => offerItems([], suggestions))
  if (offer.added !== tables * COLUMNS) throw new Error(`${offer.added} items, not ${tables * COLUMNS}`)
  say(`structure of ${tables} tables × ${COLUMNS} columns, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`)
  say(`  bare catalogue queries   ${median(bare).toFixed(0).padStart(6)} ms`)
  say(
    `  read, connection included ${median(ours).toFixed(0).padStart(5)} ms (bar ${BAR_MS} ms), ${(median(ours) / median(bare)).toFixed(2)} × bare`,
  )
  say(`  suggestions ${suggestMs.toFixed(0)} ms, drift ${driftMs.toFixed(0)} ms, items ${offerMs.toFixed(0)} ms`)
  if (!isSmoke && median(ours) > BAR_MS) process.exitCode = 1
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
  const home = join(server.socketDir, '..')
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
}
