import { Type } from 'typebox'
import { isAppError } from '../../../platform/errors.ts'
import type { TaskKind } from '../../../platform/jobs/index.ts'
import type { Draft } from '../../catalog/index.ts'
import { programActor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { isKnownFile, takeSource } from '../load/take-source.ts'
import { safeName } from '../uploads/uploads.ts'
import type { Link } from './model.ts'
import { findLink } from './store.ts'

const Payload = Type.Object({ distributionId: Type.String() })

export const FetchLinkKind = {
  name: 'datasets.fetch-link',
  version: 1,
  schema: Payload,
  retry: { attempts: 3 },
} satisfies TaskKind<typeof Payload>

const MAX_BYTES = 500_000_000
const TIMEOUT_MS = 10 * 60_000
const BY = programActor('Lấy theo lịch')

/** Takes the file behind a link into a draft, where an officer sees what it changes. Nothing is published by itself. */
export async function fetchLink(deps: DatasetsDeps, distributionId: string, signal: AbortSignal): Promise<void> {
  const link = await findLink(deps.db, distributionId)
  if (!link || link.fetch === 'never') return
  try {
    await takeIn(deps, link, signal)
  } catch (error) {
    // Their server, our limits, a draft in review: the next round asks again.
    if (!isAppError(error) || error.kind === 'unavailable') throw error
    deps.log.warn({ link: distributionId, code: error.code }, 'the file of a link was not fetched')
  }
}

async function takeIn(deps: DatasetsDeps, link: Link, signal: AbortSignal): Promise<void> {
  const answer = await deps.outgoing.ask(link.url, { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal })
  if (answer.status >= 400) return answer.discard()
  const stored = await deps.objects.put(answer.body, { maxBytes: MAX_BYTES })
  if (!(await isKnownFile(deps, { resourceId: link.resourceId, digest: stored.digest }))) {
    const draft = await draftFor(deps, link)
    if (!draft) return
    await takeSource(deps, { change: draft, by: BY, fileName: safeName(answer.fileName ?? 'tep'), stored })
  }
  await deps.db
    .updateTable('datasets.link')
    .set({ fetched_at: deps.clock.now() })
    .where('distribution_id', '=', link.distributionId)
    .execute()
}

async function draftFor(deps: DatasetsDeps, { resourceId }: Link): Promise<Draft | undefined> {
  const open = await deps.catalog.reader.openChange(resourceId)
  if (open) return open.state === 'draft' ? open : undefined
  return deps.catalog.startChange(BY, resourceId)
}
