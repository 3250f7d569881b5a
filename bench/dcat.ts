import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataFactory, Writer } from 'n3'
import type * as ConfigModule from '../src/config.ts'
import {
  DCAT_PREFIXES,
  entryQuads,
  memberQuads,
  newDocument,
  recordLinks,
  recordQuads,
} from '../src/formats/dcat/index.ts'
import type { Quad, Term } from '../src/formats/rdf/terms.ts'
import type * as DumpModule from '../src/modules/interop/dcat/write-documents.ts'
import type { EntryReader } from '../src/modules/interop/index.ts'
import type * as ModulesModule from '../src/modules.ts'
import type * as NodeModule from '../src/node.ts'
import type { NodeResources } from '../src/node.ts'
import type * as PlatformLogModule from '../src/platform/log.ts'
import { isSmoke, numberOption, say } from './table.ts'

/** The whole catalogue as Turtle in one streamed pass from the database, against the bare N3 writer on the same statements. */
const count = numberOption('datasets', isSmoke ? 1_000 : 100_000)
const BAR = 3
const PIECE = 200

// The built program: its pages are TSX, which Node does not read by itself.
const built = async <Module>(file: string) => (await import(new URL(`../dist/${file}`, import.meta.url).href)) as Module
const { readConfig } = await built<typeof ConfigModule>('config.js')
const { createModules } = await built<typeof ModulesModule>('modules.js')
const { openNode } = await built<typeof NodeModule>('node.js')
const { createLog } = await built<typeof PlatformLogModule>('platform/log.js')
const { dumpCatalog } = await built<typeof DumpModule>('modules/interop/dcat/write-documents.js')

/** Public datasets with a table and its source file each, put in by SQL. */
async function plant({ database }: NodeResources, agencies: readonly string[]): Promise<void> {
  const { pool } = database
  await pool.query(
    `insert into catalog.resource
       (id, kind, slug, agency_id, state, version, record, summary, created_at, first_published_at, published_at)
     select gen_random_uuid(), 'dataset', 'bo-du-lieu-' || n, ($2::uuid[])[1 + n % cardinality($2::uuid[])],
       'published', 1 + n % 7, jsonb_build_object(
         'title', jsonb_build_object('vi', 'Số liệu thống kê số ' || n, 'en', 'Statistics number ' || n),
         'description', jsonb_build_object('vi', 'Mô tả "' || n || E'" của bộ dữ liệu;\\nhai dòng, có dấu tiếng Việt.'),
         'keywords', jsonb_build_array('thống kê', 'tỉnh ' || n % 34, 'năm ' || 2000 + n % 25),
         'themes', jsonb_build_array('xa-hoi'), 'licence', 'vn-mo', 'frequency', 'ANNUAL',
         'areas', jsonb_build_array('province-34/01'), 'temporal', jsonb_build_object('from', '2020', 'to', '2024'),
         'contact', jsonb_build_object('name', 'Phòng ' || n % 100, 'email', 'phong' || n % 100 || '@so.vn'),
         'classification', 'open', 'importance', 'other', 'personalData', 'none', 'tables', '{}'::jsonb),
       '{}', now(), now(), now()
     from generate_series(1, $1) as n`,
    [count, agencies],
  )
  await pool.query(
    `insert into datasets.distribution (id, resource_id, kind, name, position, created_at)
     select gen_random_uuid(), id, kind.kind, kind.kind, kind.position, now()
     from catalog.resource, (values ('table', 0), ('file', 1)) as kind (kind, position)`,
  )
  await pool.query(
    `insert into datasets.version (id, distribution_id, resource_id, change_id, state, number, resource_version, title,
       digest, bytes, media_type, format, row_count, created_at, published_at)
     select gen_random_uuid(), id, resource_id, gen_random_uuid(), 'published', 1, 1, 'Bảng số liệu',
       'sha256:' || encode(sha256(id::text::bytea), 'hex'), 12345, 'text/csv', 'CSV', 1000, now(), now()
     from datasets.distribution`,
  )
  await pool.query('analyze')
}

/** Seconds and bytes of the export. */
async function exported(entries: EntryReader): Promise<{ seconds: number; bytes: number }> {
  const catalog = await entries.catalog()
  const began = performance.now()
  let bytes = 0
  for await (const text of dumpCatalog(entries, { catalog, wish: {}, format: 'ttl' })) bytes += Buffer.byteLength(text)
  return { seconds: (performance.now() - began) / 1000, bytes }
}

/** Seconds that N3's own writer takes for the statements, made beforehand. */
async function bareWriter(entries: EntryReader): Promise<{ seconds: number; quads: number; bytes: number }> {
  let bytes = 0
  const sink = { write: (text: string) => void (bytes += Buffer.byteLength(text)), end: () => undefined }
  const writer = new Writer(sink, { prefixes: { ...DCAT_PREFIXES } })
  const document = newDocument()
  const catalog = await entries.catalog()
  let seconds = 0
  let quads = 0
  for await (const page of entries.pages({ size: PIECE })) {
    const { registrations } = await entries.around(page)
    const records = [...registrations.values()]
    const links = [
      ...memberQuads(
        catalog.uri,
        page.map(({ uri }) => uri),
      ),
      ...recordLinks(catalog.uri, records),
    ]
    const told = page.flatMap((entry) => entryQuads(entry, entries.vocabulary, document))
    const made = [...links, ...told, ...records.flatMap((record) => recordQuads(record, document))].map(ofN3)
    const began = performance.now()
    writer.addQuads(made)
    seconds += (performance.now() - began) / 1000
    quads += made.length
  }
  const began = performance.now()
  writer.end()
  return { seconds: seconds + (performance.now() - began) / 1000, quads, bytes }
}

function ofN3({ subject, predicate, object }: Quad) {
  const node = (term: Term) =>
    term.termType === 'BlankNode' ? DataFactory.blankNode(term.value) : DataFactory.namedNode(term.value)
  const value = () =>
    DataFactory.literal(object.value, object.language || DataFactory.namedNode(object.datatype?.value ?? ''))
  return DataFactory.quad(
    node(subject),
    DataFactory.namedNode(predicate.value),
    object.termType === 'Literal' ? value() : node(object),
  )
}

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-bench-dcat-'))
const config = readConfig({ NGUON_DATA: dataDir, NGUON_PUBLIC_URL: 'http://nguon.test' })
const node = await openNode(config, { log: createLog('error'), as: 'server' })
const modules = await createModules(node)
try {
  await modules.identity.syncAgencies(await modules.codes.loadSeeds())
  const { all } = await modules.identity.agencies.tree()
  await plant(
    node,
    all.map(({ id }) => id),
  )
  const { entries } = modules.interop
  // The first round warms both; the second counts.
  if (!isSmoke) await exported(entries)
  const ours = await exported(entries)
  const bare = await bareWriter(entries)
  const ratio = ours.seconds / bare.seconds
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  say(`datasets               ${count}, ${bare.quads} statements`)
  say(
    `export, from database  ${ours.seconds.toFixed(2)} s, ${Math.round(ours.bytes / 1e6)} MB, ${Math.round(count / ours.seconds)} datasets/s`,
  )
  say(`bare N3 writer         ${bare.seconds.toFixed(2)} s, ${Math.round(bare.bytes / 1e6)} MB`)
  say(`ratio                  ${ratio.toFixed(2)} (bar ${BAR})`)
  say(`memory at the end      ${memory} MB`)
  if (!isSmoke && ratio > BAR) process.exitCode = 1
} finally {
  await modules.close()
  await node.close()
  await rm(dataDir, { recursive: true, force: true })
}
