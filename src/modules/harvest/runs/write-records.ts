import { systemActor } from '../../../platform/actor.ts'
import { type ForeignRecord, keepForeign, moveForeign, removeForeign } from '../../catalog/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Run, Source } from '../model.ts'
import type { SourcePage } from '../port.ts'
import type { Decision } from '../records/decide.ts'
import { readPage } from '../records/read-page.ts'
import {
  forgetAliases,
  type HarvestDb,
  releaseRecords,
  renameRecords,
  replaceProblems,
  type SavedRecord,
  saveRecords,
  touchRecords,
} from '../records/record-store.ts'
import { countPage } from './count-page.ts'
import { foreignOf, resourceIdFor, savedOf } from './foreign-of.ts'
import { addLog, type Lease, saveStep } from './run-store.ts'

export interface WritingPage {
  readonly source: Source
  readonly run: Run
  readonly page: SourcePage
  readonly lease: Lease
}

export const HARVESTER = systemActor('Thu thập danh mục')

/** Takes one page in: catalogue, records, problems, position of the run and evidence in one transaction. */
export async function writePage(deps: HarvestDeps, writing: WritingPage): Promise<Run> {
  const { run, page } = writing
  const next = await deps.db.transaction().execute(async (tx) => {
    const decisions = await readPage(deps, tx, writing)
    const kept = await keep(deps, tx, { ...writing, decisions })
    await deps.step('page-kept')
    const removed = await removeGone(tx, writing)
    const left = await removeLeft(tx, { ...writing, decisions })
    const counts = countPage(run.counts, { run, page, decisions: kept, removed: removed + left })
    await saveStep(tx, writing.lease, { cursor: page.cursor, counts, total: page.total })
    await addLog(tx, { runId: run.id, at: deps.clock.now() }, page.notices ?? [])
    return { ...run, counts, cursor: page.cursor, total: page.total ?? run.total }
  })
  await deps.step('page-written')
  return next
}

type Deciding = WritingPage & { readonly decisions: readonly Decision[] }

/** Shows what is to be shown, remembers everything met; returns the decisions as they came out. */
async function keep(deps: HarvestDeps, tx: HarvestDb, writing: Deciding): Promise<readonly Decision[]> {
  const { source, run, page, decisions } = writing
  const saving = { sourceId: source.id, runId: run.id, at: deps.clock.now() }
  const shown = decisions.flatMap((decision) =>
    decision.outcome === 'created' || decision.outcome === 'changed'
      ? [{ decision, id: resourceIdFor(decision, deps.ids) }]
      : [],
  )
  const taken = shown.flatMap(({ decision }) => decision.takenFrom ?? [])
  await releaseRecords(tx, taken)
  await moveForeign(tx, { ids: taken.flatMap((record) => record.resourceId ?? []), to: source.id })
  const foreign = shown.map(({ decision, id }) => foreignOf(decision, { source, id, at: saving.at }))
  const slugs = await keepAll(tx, { writing, foreign, at: saving.at })
  await renameRecords(
    tx,
    source.id,
    shown.flatMap(({ decision: { renamedFrom, incoming } }) =>
      renamedFrom === undefined ? [] : [{ from: renamedFrom, to: incoming.mapped.entry.id }],
    ),
  )
  await forgetAliases(
    tx,
    source.id,
    shown.flatMap(({ decision }) => (decision.known ? [] : [decision.incoming.mapped.entry.id])),
  )
  const idOf = new Map<Decision, string>(shown.map(({ decision, id }) => [decision, id]))
  // Somebody else of this node has that id: what cannot be shown as itself is linked.
  const settled = decisions.map((decision) => settle(decision, { id: idOf.get(decision), slugs }))
  const written: SavedRecord[] = settled.flatMap((decision, index) => {
    const id = idOf.get(decisions[index] ?? decision)
    return stays(decision) ? [] : [savedOf(decision, { id, slug: id && slugs.get(id), source })]
  })
  await saveRecords(tx, saving, written)
  await touchRecords(
    tx,
    saving,
    settled.filter(stays).map(({ incoming }) => incoming.mapped.entry.id),
  )
  await saveProblems(tx, { saving, settled, page })
  return settled
}

// What was shown before it became unusable stays as it was.
function stays({ outcome, known }: Decision): boolean {
  return outcome === 'same' || (outcome === 'refused' && known?.state === 'kept')
}

interface Keeping {
  readonly writing: WritingPage
  readonly foreign: readonly ForeignRecord[]
  readonly at: Date
}

/** Slugs by id of what is shown now. */
async function keepAll(tx: HarvestDb, { writing, foreign, at }: Keeping): Promise<ReadonlyMap<string, string>> {
  const { source, run } = writing
  const kept = await keepForeign(tx, {
    actor: HARVESTER,
    agencyId: source.agencyId,
    sourceId: source.id,
    records: foreign,
    at,
    details: { run: run.id, source: source.name, page: run.counts.pages + 1 },
  })
  return new Map(kept.map(({ id, slug }) => [id, slug]))
}

function settle(
  decision: Decision,
  { id, slugs }: { id: string | undefined; slugs: ReadonlyMap<string, string> },
): Decision {
  if (id === undefined || slugs.has(id)) return decision
  const { incoming, known } = decision
  return { incoming, known, outcome: 'linked', resourceId: id, because: 'elsewhere' }
}

interface Problems {
  readonly saving: Parameters<typeof replaceProblems>[1]
  readonly settled: readonly Decision[]
  readonly page: SourcePage
}

async function saveProblems(tx: HarvestDb, { saving, settled, page }: Problems): Promise<void> {
  const ofRecords = settled
    .filter(({ outcome }) => outcome !== 'same')
    .map(({ incoming, outcome }) => ({
      remoteId: incoming.mapped.entry.id,
      title: incoming.mapped.record.title.vi,
      problems: outcome === 'left' || outcome === 'linked' ? [] : incoming.problems,
    }))
  const unread = (page.unread ?? []).map(({ id, title, problem }) => ({ remoteId: id, title, problems: [problem] }))
  await replaceProblems(tx, saving, [...ofRecords, ...unread])
  // A record that cannot be read today is not missing.
  await touchRecords(
    tx,
    saving,
    unread.map((record) => record.remoteId),
  )
}

/** What the source itself says is gone goes at once. */
async function removeGone(tx: HarvestDb, { source, run, page }: WritingPage): Promise<number> {
  const gone = page.gone ?? []
  if (gone.length === 0) return 0
  const rows = await tx
    .updateTable('harvest.record')
    .set({ state: 'gone', seen_run: run.id, digest: '' })
    .where('source_id', '=', source.id)
    .where('remote_id', 'in', [...gone])
    .where('state', '=', 'kept')
    .returning('resource_id')
    .execute()
  const removed = await removeForeign(tx, {
    actor: HARVESTER,
    agencyId: source.agencyId,
    sourceId: source.id,
    ids: rows.flatMap((row) => row.resource_id ?? []),
    reason: `Nơi quản lý (${source.name}) đã gỡ bộ dữ liệu này.`,
    details: { run: run.id },
  })
  return removed.length
}

/** What was shown until its organisation was left out. */
async function removeLeft(tx: HarvestDb, { source, run, decisions }: Deciding): Promise<number> {
  const ids = decisions.flatMap(({ outcome, known }) =>
    outcome === 'left' && known?.state === 'kept' ? (known.resourceId ?? []) : [],
  )
  const removed = await removeForeign(tx, {
    actor: HARVESTER,
    agencyId: source.agencyId,
    sourceId: source.id,
    ids,
    reason: `Tổ chức này của ${source.name} không còn được thu thập.`,
    details: { run: run.id },
  })
  return removed.length
}
