import { sql } from 'kysely'
import type { ModuleDb } from '../../../platform/db/index.ts'
import type { Problem } from '../model.ts'

export type HarvestDb = ModuleDb<'harvest'>

export type RecordState = 'kept' | 'linked' | 'refused' | 'left' | 'gone'

/** What is known of a record of a source. */
export interface KnownRecord {
  readonly sourceId: string
  readonly remoteId: string
  readonly uri: string
  readonly state: RecordState
  readonly resourceId: string | null
  readonly title: string
  readonly digest: string
  readonly contentDigest: string
  readonly seenRun: number
}

/** A record as it stands after a page. */
export interface SavedRecord {
  readonly remoteId: string
  readonly uri: string
  readonly state: RecordState
  readonly resourceId: string | undefined
  readonly title: string
  readonly digest: string
  readonly contentDigest: string
  /** JSON of the record given out again; undefined where nothing is shown. */
  readonly entry: string | undefined
}

export interface Asked {
  readonly ids: readonly string[]
  readonly uris: readonly string[]
  /** Only looked for when ids changed. */
  readonly contents: readonly string[]
}

export interface Known {
  /** Records of the source by id, former id, URI or content. */
  readonly here: readonly KnownRecord[]
  readonly aliases: ReadonlyMap<string, string>
  /** Records with one of these URIs that another source shows here. */
  readonly elsewhere: readonly (KnownRecord & { readonly sourceUrl: string })[]
}

const COLUMNS = sql`r.source_id as "sourceId", r.remote_id as "remoteId", r.uri, r.state, r.resource_id as "resourceId",
  r.title, r.digest, r.content_digest as "contentDigest", r.seen_run as "seenRun"`

/** Everything known about the records of a page, in three queries. */
export async function readKnown(db: HarvestDb, sourceId: string, asked: Asked): Promise<Known> {
  const aliases = await sql<{ alias: string; remoteId: string }>`
    select alias, remote_id as "remoteId" from harvest.alias
    where source_id = ${sourceId} and alias = any(${asked.ids})`.execute(db)
  const ids = [...asked.ids, ...aliases.rows.map((row) => row.remoteId)]
  const here = await sql<KnownRecord>`
    select ${COLUMNS} from harvest.record r where source_id = ${sourceId} and remote_id = any(${ids})
    union
    select ${COLUMNS} from harvest.record r where uri = any(${asked.uris}) and source_id = ${sourceId}
    union
    select ${COLUMNS} from harvest.record r
    where source_id = ${sourceId} and content_digest = any(${asked.contents}) and state = 'kept'`.execute(db)
  const elsewhere = await sql<KnownRecord & { sourceUrl: string }>`
    select ${COLUMNS}, s.url as "sourceUrl" from harvest.record r join harvest.source s on s.id = r.source_id
    where r.uri = any(${asked.uris}) and r.source_id <> ${sourceId} and r.state = 'kept'`.execute(db)
  return {
    here: here.rows,
    aliases: new Map(aliases.rows.map((row) => [row.alias, row.remoteId])),
    elsewhere: elsewhere.rows,
  }
}

export interface Saving {
  readonly sourceId: string
  readonly runId: number
  readonly at: Date
}

/** Writes records of a page as they are now. */
export async function saveRecords(
  tx: HarvestDb,
  { sourceId, runId, at }: Saving,
  records: readonly SavedRecord[],
): Promise<void> {
  if (records.length === 0) return
  const column = <Value>(pick: (record: SavedRecord) => Value) => records.map(pick)
  await sql`
    insert into harvest.record as mine (source_id, remote_id, uri, state, resource_id, title, digest, content_digest,
      entry, first_run, seen_run, seen_at)
    select ${sourceId}::uuid, remote_id, uri, state, resource_id, title, digest, content_digest, entry,
      ${runId}::bigint, ${runId}::bigint, ${at}::timestamptz
    from unnest(${column((r) => r.remoteId)}::text[], ${column((r) => r.uri)}::text[], ${column((r) => r.state)}::text[],
      ${column((r) => r.resourceId ?? null)}::uuid[], ${column((r) => r.title)}::text[], ${column((r) => r.digest)}::text[],
      ${column((r) => r.contentDigest)}::text[], ${column((r) => r.entry ?? null)}::jsonb[])
      as given (remote_id, uri, state, resource_id, title, digest, content_digest, entry)
    on conflict (source_id, remote_id) do update set uri = excluded.uri, state = excluded.state,
      resource_id = excluded.resource_id, title = excluded.title, digest = excluded.digest,
      content_digest = excluded.content_digest, entry = excluded.entry, absences = 0, seen_run = excluded.seen_run,
      seen_at = excluded.seen_at`.execute(tx)
}

/** Notes that records were met again, unchanged. */
export async function touchRecords(
  tx: HarvestDb,
  { sourceId, runId, at }: Saving,
  remoteIds: readonly string[],
): Promise<void> {
  if (remoteIds.length === 0) return
  await sql`
    update harvest.record set seen_run = ${runId}, seen_at = ${at}, absences = 0
    where source_id = ${sourceId} and remote_id = any(${remoteIds})`.execute(tx)
}

/** The source calls records differently now; the old ids stay known. */
export async function renameRecords(
  tx: HarvestDb,
  sourceId: string,
  names: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  for (const { from, to } of names) {
    // The new name was a former one: they swapped, or went back.
    await sql`delete from harvest.alias where source_id = ${sourceId} and alias = ${to}`.execute(tx)
    await sql`update harvest.record set remote_id = ${to} where source_id = ${sourceId} and remote_id = ${from}`.execute(
      tx,
    )
    await sql`update harvest.alias set remote_id = ${to} where source_id = ${sourceId} and remote_id = ${from}`.execute(
      tx,
    )
    await sql`update harvest.problem set remote_id = ${to} where source_id = ${sourceId} and remote_id = ${from}`.execute(
      tx,
    )
    await sql`
      insert into harvest.alias (source_id, alias, remote_id) values (${sourceId}, ${from}, ${to})
      on conflict (source_id, alias) do update set remote_id = excluded.remote_id`.execute(tx)
  }
}

/** A former id that means a record of its own again. */
export async function forgetAliases(tx: HarvestDb, sourceId: string, aliases: readonly string[]): Promise<void> {
  if (aliases.length === 0) return
  await sql`delete from harvest.alias where source_id = ${sourceId} and alias = any(${aliases})`.execute(tx)
}

/** Another source gave these up: it relays what is now read from the owner. */
export async function releaseRecords(
  tx: HarvestDb,
  records: readonly Pick<KnownRecord, 'sourceId' | 'remoteId'>[],
): Promise<void> {
  for (const { sourceId, remoteId } of records) {
    await sql`
      update harvest.record set state = 'linked', digest = '' where source_id = ${sourceId} and remote_id = ${remoteId}`.execute(
      tx,
    )
  }
}

export interface RecordProblems {
  readonly remoteId: string
  readonly title: string
  readonly problems: readonly Problem[]
}

const MOST_PROBLEMS = 20

/** What is wrong with these records now, in place of what was wrong before. */
export async function replaceProblems(
  tx: HarvestDb,
  { sourceId, runId }: Saving,
  records: readonly RecordProblems[],
): Promise<void> {
  if (records.length === 0) return
  await sql`
    delete from harvest.problem where source_id = ${sourceId}
      and remote_id = any(${records.map((record) => record.remoteId)})`.execute(tx)
  const rows = records.flatMap(({ remoteId, title, problems }) =>
    problems.slice(0, MOST_PROBLEMS).map((problem) => ({ remoteId, title, ...problem })),
  )
  if (rows.length === 0) return
  const column = (pick: (row: (typeof rows)[number]) => string) => rows.map((row) => pick(row).slice(0, 2_000))
  await sql`
    insert into harvest.problem (source_id, run_id, remote_id, title, severity, code, place, said_vi, said_en)
    select ${sourceId}::uuid, ${runId}::bigint, * from unnest(${rows.map((r) => r.remoteId)}::text[],
      ${column((r) => r.title)}::text[], ${column((r) => r.severity)}::text[], ${column((r) => r.code)}::text[],
      ${column((r) => r.at)}::text[], ${column((r) => r.vi)}::text[], ${column((r) => r.en)}::text[])`.execute(tx)
}
