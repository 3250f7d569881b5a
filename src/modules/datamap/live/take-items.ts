import { recordAudit } from '../../../platform/audit/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { saveDatabaseIn } from '../edit/create-database.ts'
import { contentOf, keepDrafts } from '../store.ts'
import { databaseOf } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import { liveErrors } from './errors.ts'
import { type Offer, offerItems } from './offer-items.ts'
import { clearDrift } from './schedule.ts'
import { findFound } from './store.ts'
import { suggestColumns } from './suggest.ts'

export interface Taken extends Omit<Offer, 'items'> {
  readonly changeId: string
}

/** Puts what was read beside what the draft says; opens the draft when there is none. All of it or nothing. */
export async function takeItems(deps: LiveDeps, actor: Actor, resourceId: string): Promise<Taken> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, 'datamap.database.write', resource)
  const found = await findFound(deps.db, resourceId)
  if (!found) throw liveErrors.nothingRead()
  const suggestions = suggestColumns(found.schema, { words: deps.live.words, counts: found.counts })
  const agency = (await deps.agencies.byId(resource.agencyId))?.name ?? ''
  const open = await deps.catalog.reader.openChange(resourceId)
  if (open && open.state !== 'draft') throw catalogErrors.wrongState(open.state)
  return deps.db.transaction().execute(async (tx) => {
    const draft = open ?? (await deps.catalog.inside(tx).startChange(actor, resourceId))
    const content = await contentOf(tx, draft)
    const { items, ...counts } = offerItems(content.items, suggestions)
    const edit = { changeId: draft.id, revision: draft.revision, record: { ...content, items: [...items] } }
    const saved = await saveDatabaseIn(deps, deps.catalog.inside(tx), { actor, edit, agency })
    await keepDrafts(tx, [saved])
    await clearDrift(tx, resourceId)
    await recordAudit(tx, {
      action: 'datamap.live.taken',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { change: draft.id, ...counts },
    })
    return { changeId: draft.id, ...counts }
  })
}
