import { sql } from 'kysely'
import type { Vocabulary } from '../../../formats/model.ts'
import { type Problem, type Run, type Severity, type Source, type SourceMapping } from '../model.ts'
import { mappedTo } from '../records/map-record.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { findRun } from '../runs/run-store.ts'
import { listSources } from '../source-store.ts'

/** A source with its last run and how much of it is shown here. */
export interface SourceLine {
  readonly source: Source
  readonly last: Run | undefined
  readonly kept: number
  readonly problems: number
}

/** Every source, those that need somebody first. */
export async function readSourceLines(db: HarvestDb): Promise<readonly SourceLine[]> {
  const sources = await listSources(db)
  const { rows } = await sql<{ id: string; kept: number; problems: number; run: number | null }>`
    select s.id, (select count(*)::int from harvest.record r where r.source_id = s.id and r.state = 'kept') as kept,
      (select count(distinct remote_id)::int from harvest.problem p
        where p.source_id = s.id and p.severity <> 'note') as problems,
      (select max(id) from harvest.run u where u.source_id = s.id and u.mode <> 'preview') as run
    from harvest.source s`.execute(db)
  const facts = new Map(rows.map((row) => [row.id, row]))
  const lines = await Promise.all(
    sources.map(async (source) => {
      const found = facts.get(source.id)
      const last = found?.run ? await findRun(db, found.run) : undefined
      return { source, last, kept: found?.kept ?? 0, problems: found?.problems ?? 0 }
    }),
  )
  return lines.toSorted((a, b) => harm(b) - harm(a))
}

function harm({ source, last }: SourceLine): number {
  if (source.state === 'asking') return 3
  if (last?.state === 'failed') return 2
  return source.state === 'new' ? 1 : 0
}

/** How many records of a source are in each state. */
export async function readStates(db: HarvestDb, sourceId: string): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from harvest.record where source_id = ${sourceId} group by state`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** How many records of a source have something to mend. */
export async function countProblemRecords(db: HarvestDb, sourceId: string): Promise<number> {
  const { rows } = await sql<{ records: number }>`
    select count(distinct remote_id)::int as records from harvest.problem
    where source_id = ${sourceId} and severity <> 'note'`.execute(db)
  return rows[0]?.records ?? 0
}

/** A kind of fault of a source: how many records have it, and its first sentence. */
export interface ProblemKind {
  readonly code: string
  readonly severity: Severity
  readonly records: number
  readonly vi: string
  readonly en: string
}

/** Kinds of faults, gravest and most frequent first. */
export async function readProblemKinds(db: HarvestDb, sourceId: string): Promise<readonly ProblemKind[]> {
  const { rows } = await sql<ProblemKind>`
    select code, severity, count(distinct remote_id)::int as records, min(said_vi) as vi, min(said_en) as en
    from harvest.problem where source_id = ${sourceId} group by code, severity
    order by array_position(array['error', 'warning', 'note'], severity), 3 desc limit 100`.execute(db)
  return rows
}

export interface ProblemLine extends Problem {
  readonly remoteId: string
  readonly title: string
  readonly resourceId: string | null
}

export interface ProblemWish {
  readonly code?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Faults one by one, in the order of records. */
export async function readProblems(
  db: HarvestDb,
  sourceId: string,
  { code, limit, offset }: ProblemWish,
): Promise<readonly ProblemLine[]> {
  const { rows } = await sql<ProblemLine>`
    select p.remote_id as "remoteId", p.title, p.severity, p.code, p.place as at, p.said_vi as vi, p.said_en as en,
      r.resource_id as "resourceId"
    from harvest.problem p left join harvest.record r on r.source_id = p.source_id and r.remote_id = p.remote_id
    where p.source_id = ${sourceId} and (${code ?? null}::text is null or p.code = ${code ?? null})
    order by p.remote_id, p.id limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** A word of theirs, how many records say it, and what it is mapped to. */
export interface SourceWord {
  readonly word: string
  readonly records: number
  readonly to: string
}

export type SourceWords = Readonly<Record<keyof SourceMapping, readonly SourceWord[]>>

const MOST_WORDS = 150

/** Words that a mapping can say in our codes: those mapped already, and those no list knows, most frequent first. */
export async function readWords(db: HarvestDb, source: Source, vocabulary: Vocabulary): Promise<SourceWords> {
  const [{ rows: organisations }, { rows: themes }, { rows: licences }, { rows: previews }] = await Promise.all([
    sql<Count>`select entry -> 'publisher' ->> 'name' as word, count(*)::int as records from harvest.record
      where source_id = ${source.id} and entry is not null group by 1`.execute(db),
    sql<Count>`select theme as word, count(*)::int as records
      from harvest.record, jsonb_array_elements_text(entry -> 'themes') theme
      where source_id = ${source.id} and entry is not null group by 1`.execute(db),
    sql<Count>`select entry ->> 'licence' as word, count(*)::int as records from harvest.record
      where source_id = ${source.id} and entry is not null group by 1`.execute(db),
    sql<{ unmapped: Record<keyof SourceMapping, Record<string, number>> | null }>`
      select findings -> 'unmapped' as unmapped from harvest.run
      where source_id = ${source.id} and mode = 'preview' and findings is not null order by id desc limit 1`.execute(
      db,
    ),
  ])
  const tried = previews[0]?.unmapped
  const { mapping } = source
  return {
    organisations: words(mapping.organisations, organisations, tried?.organisations),
    themes: words(mapping.themes, themes.filter(isUnknown('theme', vocabulary)), tried?.themes),
    licences: words(mapping.licences, licences.filter(isUnknown('licence', vocabulary)), tried?.licences),
  }
}

interface Count {
  readonly word: string | null
  readonly records: number
}

function isUnknown(list: 'theme' | 'licence', vocabulary: Vocabulary) {
  return ({ word }: Count): boolean => word !== null && vocabulary.codeOf(list, word) === undefined
}

function words(
  mapping: Readonly<Record<string, string>>,
  counts: readonly Count[],
  tried: Readonly<Record<string, number>> = {},
): readonly SourceWord[] {
  const known = new Map<string, number>(Object.keys(mapping).map((word) => [word, 0]))
  for (const [word, records] of Object.entries(tried)) known.set(word, records)
  for (const { word, records } of counts) if (word) known.set(word, records)
  return [...known]
    .map(([word, records]) => ({ word, records, to: mappedTo(mapping, [word]) ?? '' }))
    .toSorted((a, b) => Number(a.to !== '') - Number(b.to !== '') || b.records - a.records)
    .slice(0, MOST_WORDS)
}
