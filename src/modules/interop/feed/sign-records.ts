import type { AnswerRecord, GoneRecord, PutRecord, Signed, WireRecord } from '../../../formats/nguon/wire.ts'
import { prove } from '../../../platform/http-sig/index.ts'
import { type AnsweredElsewhere, type FeedResource, type Resource, readAnswersForNodes } from '../../catalog/index.ts'
import { entryOf } from '../entries/entry-of.ts'
import type { FeedDeps } from './deps.ts'

/** Whose words they are, and what they are signed with. */
export interface Speaker {
  readonly deps: FeedDeps
  readonly nodeId: string
}

/** What is to be said of these resources, in their order; each signed by its origin. */
export async function sayResources(speaker: Speaker, found: readonly FeedResource[]): Promise<readonly Signed[]> {
  const { deps } = speaker
  const shown = found.filter(({ isPublic }) => isPublic).map(({ resource }) => resource)
  const elsewhere = found.filter(({ resource }) => resource.origin?.nodeId).map(({ resource }) => resource.id)
  const [relayed, puts] = await Promise.all([
    deps.relayed(elsewhere),
    putRecords(
      speaker,
      shown.filter(({ origin }) => !origin?.nodeId),
    ),
  ])
  return found.flatMap(({ resource, isPublic, wasPublic }) => {
    const theirs = relayed.get(resource.id)
    // What another node signed under its id is no word of its owner.
    if (theirs && isPublic) return theirs.record.node === resource.origin?.nodeId ? theirs : []
    const put = isPublic ? puts.get(resource.id) : undefined
    if (put) return signed(deps, put)
    return wasPublic ? signed(deps, goneRecord(speaker, resource)) : []
  })
}

/** Answers to questions that other nodes handed on. */
export async function sayAnswers(speaker: Speaker, feedbackIds: readonly string[]): Promise<readonly Signed[]> {
  const answers = await readAnswersForNodes(speaker.deps.catalog.db, feedbackIds)
  return answers.map((answer) => signed(speaker.deps, answerRecord(speaker, answer)))
}

function signed({ keys }: FeedDeps, record: WireRecord): Signed {
  return { record, proof: prove(keys, record) }
}

async function putRecords(
  { deps, nodeId }: Speaker,
  resources: readonly Resource[],
): Promise<ReadonlyMap<string, PutRecord>> {
  const ids = resources.map(({ id }) => id)
  const own = resources.filter(({ origin }) => !origin).map(({ id }) => id)
  const [entries, tree, held, details] = await Promise.all([
    deps.entries.many(ids),
    deps.agencies.tree(),
    deps.datasets.reader.currentOf(own),
    detailsOf(deps, resources),
  ])
  const entryById = new Map(entries.map((entry) => [entry.id, entry]))
  const records = resources.flatMap((resource): readonly [string, PutRecord][] => {
    const kind = deps.kinds.find(({ name }) => name === resource.kind)
    const other = kind && entryOf(resource, { publicUrl: deps.publicUrl, tree, held: new Map() })
    const uri = uriOf(deps, resource)
    const entry = other
      ? { ...other, uri, landingPage: `${deps.publicUrl}${kind.page}${resource.slug}`, distributions: [] }
      : entryById.get(resource.id)
    if (!entry) return []
    const more = details.get(resource.id)
    const tables = (held.get(resource.id) ?? []).filter(({ kind: what }) => what === 'table')
    const record: PutRecord = {
      ...headOf({ deps, nodeId }, resource),
      format: 'nguon-record/1',
      version: resource.version,
      entry: structuredClone(entry) as PutRecord['entry'],
      ...(resource.correction ? { notice: resource.correction } : {}),
      ...(tables.length > 0 ? { tables: tables.map(tableOf) } : {}),
      ...(more === undefined ? {} : { details: more }),
    }
    return [[resource.id, record]]
  })
  return new Map(records)
}

function tableOf({ id, digest, bytes, rows }: { id: string; digest: string; bytes: number; rows: number | undefined }) {
  return { id, digest: digest.replace('sha256:', ''), bytes, ...(rows === undefined ? {} : { rows }) }
}

async function detailsOf({ kinds }: FeedDeps, resources: readonly Resource[]) {
  const maps = await Promise.all(
    kinds.map((kind) => kind.details(resources.filter((resource) => resource.kind === kind.name).map(({ id }) => id))),
  )
  return new Map(maps.flatMap((map) => [...map]))
}

function goneRecord(speaker: Speaker, resource: Resource): GoneRecord {
  const reason = resource.withdrawnReason ?? ''
  return { ...headOf(speaker, resource), format: 'nguon-gone/1', reason, at: speaker.deps.clock.now().toISOString() }
}

function headOf({ deps, nodeId }: Speaker, resource: Resource) {
  const { id, kind } = resource
  return {
    node: nodeId,
    id,
    kind,
    uri: uriOf(deps, resource),
    at: (resource.publishedAt ?? resource.createdAt).toISOString(),
  }
}

function uriOf({ publicUrl }: FeedDeps, { id, kind }: Resource): string {
  return `${publicUrl}/id/${kind}/${id}`
}

function answerRecord({ nodeId }: Speaker, given: AnsweredElsewhere): AnswerRecord {
  return {
    format: 'nguon-answer/1',
    node: nodeId,
    to: given.nodeId,
    question: given.question,
    at: given.at.toISOString(),
    // What was hidden was abuse or somebody's personal data: that it was is all the other side needs.
    answer: given.hidden ? '' : given.answer,
    answeredBy: given.answeredBy,
    hidden: given.hidden,
  }
}
