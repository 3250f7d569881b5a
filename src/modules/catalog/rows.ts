import type { Selectable } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import type { Origin } from './foreign/origin.ts'
import type {
  Change,
  ChangeBase,
  Decision,
  Discarded,
  Draft,
  InReview,
  Published,
  Resource,
  ResourceSummary,
  Returned,
  Scheduled,
  Stamp,
} from './model.ts'
import type { ResourceRecord } from './record.ts'

type ChangeRow = Selectable<Tables['catalog.change']>
type ResourceRow = Selectable<Tables['catalog.resource']>
type StateOf<State extends Change> = Omit<State, keyof ChangeBase>

const NEVER = new Date(0)

export function resourceOf(row: ResourceRow): Resource {
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    agencyId: row.agency_id,
    state: row.state as Resource['state'],
    version: row.version,
    record: (row.record ?? undefined) as ResourceRecord | undefined,
    summary: row.summary as ResourceSummary,
    withdrawnReason: row.withdrawn_reason ?? undefined,
    correction: row.correction ?? undefined,
    createdAt: row.created_at,
    firstPublishedAt: row.first_published_at ?? undefined,
    publishedAt: row.published_at ?? undefined,
    ...(row.origin ? { origin: row.origin as Origin } : {}),
  }
}

function stamp(by: string | null, name: string | null, at: Date | null): Stamp {
  return { by: by ?? undefined, name: name ?? '', at: at ?? NEVER }
}

export function changeOf(row: ChangeRow): Change {
  const base = {
    id: row.id,
    resourceId: row.resource_id,
    agencyId: row.agency_id,
    record: row.record as ResourceRecord,
    baseVersion: row.base_version,
    revision: row.revision,
    authorId: row.author_id ?? undefined,
    authorName: row.author_name,
    savedBy: row.saved_by,
    note: row.note ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  return { ...base, ...stateOf(row) }
}

function stateOf(
  row: ChangeRow,
): StateOf<Draft> | StateOf<InReview> | StateOf<Scheduled> | StateOf<Published> | StateOf<Discarded> {
  const submitted = stamp(row.submitted_by, row.submitted_name, row.submitted_at)
  const decided = stamp(row.decided_by, row.decided_name, row.decided_at)
  const decision = (row.decision ?? {}) as Decision
  switch (row.state) {
    case 'in_review':
      return { state: 'in_review', submitted }
    case 'scheduled':
      return { state: 'scheduled', submitted, decided, decision, dueAt: row.due_at ?? NEVER }
    case 'published':
      return { state: 'published', submitted, decided, decision, ...publicationOf(row) }
    case 'discarded':
      return { state: 'discarded' }
    default:
      return { state: 'draft', returned: returnedOf(row) }
  }
}

function publicationOf(row: ChangeRow) {
  return { publishedAt: row.published_at ?? NEVER, publishedVersion: row.published_version ?? 0 }
}

function returnedOf(row: ChangeRow): Returned | undefined {
  const { returned_reason: reason, returned_by: by, returned_at: at } = row
  return reason && at ? { reason, by: by ?? '', at } : undefined
}
