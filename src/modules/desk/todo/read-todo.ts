import type { FastifyRequest } from 'fastify'
import type { WaitingWork } from '../../../ui/index.ts'
import {
  type Change,
  dayInVietnam,
  freshnessOf,
  type OpenFeedback,
  type Resource,
  readAgencyResources,
  readOpenFeedback,
  readOpenWork,
  type WorkRow,
} from '../../catalog/index.ts'
import type { PersonalHit } from '../../datasets/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { isOfPersons } from '../draft/personal-notice.tsx'
import { mayApprove } from '../review/routes.tsx'

/** Drafts whose content is looked into; the rest is listed without. */
const MOST_LOOKED_INTO = 40
const MOST_DUE = 5
const SOON_MS = 60 * 86_400_000

/** An open change as the desk shows it. */
export interface WorkItem {
  readonly change: Change
  readonly resource: Resource
  readonly personal: readonly PersonalHit[]
  /** The actor may approve it. */
  readonly toDecide: boolean
  /** The actor sent it and may take it back. */
  readonly ownSent: boolean
  /** Where the draft of a kind beside datasets is worked on. */
  readonly draftHref: string | undefined
}

export interface Todo {
  readonly work: readonly WorkItem[]
  readonly feedback: readonly OpenFeedback[]
  /** Published and overdue, without an open draft. */
  readonly late: readonly Resource[]
  readonly dueSoon: readonly Resource[]
  /** Work of the other rooms. */
  readonly elsewhere: readonly WaitingWork[]
  readonly facts: {
    readonly published: number
    readonly promised: number
    readonly onTime: number
    readonly quality: number | undefined
  }
  readonly unread: number
}

/** Everything that waits for this person. */
export async function readTodo(deps: DeskDeps, request: FastifyRequest): Promise<Todo> {
  const { actor, lang } = request
  const { db } = deps.catalog
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const [rows, feedback, resources, unread, elsewhere] = await Promise.all([
    readOpenWork(db, actor),
    readOpenFeedback(db, actor),
    readAgencyResources(db, where === 'all' ? [] : where),
    deps.messages.unread(actor.id ?? ''),
    Promise.all(deps.rooms.map((readWaiting) => readWaiting({ actor, lang }))),
  ])
  const work = await Promise.all(
    rows.map((row, index) => itemOf(deps, actor, { row, lookInto: index < MOST_LOOKED_INTO })),
  )
  const now = deps.clock.now()
  const today = dayInVietnam(now)
  const soon = dayInVietnam(new Date(now.getTime() + SOON_MS))
  const published = resources.filter(({ state }) => state === 'published')
  const open = new Set(rows.map(({ change }) => change.resourceId))
  const byDue = published
    .filter(({ summary }) => summary.dueOn !== undefined)
    .sort((a, b) => (a.summary.dueOn ?? '').localeCompare(b.summary.dueOn ?? ''))
  const isLate = (resource: Resource) => freshnessOf(resource.summary.dueOn, today) === 'late'
  return {
    work,
    feedback,
    elsewhere,
    late: byDue.filter((resource) => isLate(resource) && !open.has(resource.id)),
    dueSoon: byDue.filter((resource) => !isLate(resource) && (resource.summary.dueOn ?? '') <= soon).slice(0, MOST_DUE),
    facts: {
      published: published.length,
      promised: byDue.length,
      onTime: byDue.filter((resource) => !isLate(resource)).length,
      quality: median(published.flatMap(({ summary }) => summary.quality ?? [])),
    },
    unread,
  }
}

async function itemOf(
  deps: DeskDeps,
  actor: Actor,
  { row, lookInto }: { row: WorkRow; lookInto: boolean },
): Promise<WorkItem> {
  const { change, resource } = row
  const view = lookInto && resource.kind === 'dataset' ? await deps.datasets.viewDraft(actor, change.id) : undefined
  const hits = view?.proposed.flatMap(({ version }) => version.findings.personal ?? []) ?? []
  const ownSent = change.state === 'in_review' && actor.id !== undefined && change.submitted.by === actor.id
  return {
    change,
    resource,
    personal: change.record.classification === 'open' ? hits.filter(isOfPersons) : [],
    toDecide: change.state === 'in_review' && (await mayApprove(deps, { actor }, change)),
    ownSent,
    draftHref: resource.kind === 'dataset' ? undefined : deps.catalog.pages(resource.kind).draft(change.id),
  }
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
