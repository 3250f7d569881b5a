import { sameTransaction } from '../../platform/db/index.ts'
import type { Kind } from '../catalog/index.ts'
import { dayInVietnam } from '../catalog/index.ts'
import { checkDatabase, plainFacts } from './checks/check-database.ts'
import type { DatamapDeps } from './deps.ts'
import { isHidden, summaryOf } from './describe.ts'
import { errors } from './errors.ts'
import type { DatabaseRecord } from './record.ts'
import { contentOf, dropDraft, keepPublished, markWithdrawn } from './store.ts'

const DATABASE_PAGES = {
  shown: '/ban-do-du-lieu/',
  draft: '/lam-viec/ban-do/thay-doi/',
  owned: '/lam-viec/ban-do/',
} as const

/** What review and publication mean for a database of the map. */
export function databaseKind(deps: DatamapDeps): Kind {
  return {
    name: 'database',
    pages: DATABASE_PAGES,
    write: 'datamap.database.write',
    // The rules in force say what is missing; they need the whole record, which `checkForReview` has.
    missingForReview: () => [],
    checkForReview: async (tx, change) => requireReady(deps, await contentOf(sameTransaction(tx), change)),
    checkForPublication: async (tx, change) => requireReady(deps, await contentOf(sameTransaction(tx), change)),
    async publish(tx, change, { at, version, slug }) {
      const record = await contentOf(sameTransaction(tx), change)
      await keepPublished(tx, {
        resourceId: change.resourceId,
        agencyId: change.agencyId,
        slug,
        version,
        at,
        listed: !isHidden(record.classification),
        record,
      })
      await dropDraft(tx, change.id)
      return summaryOf(record)
    },
    discard: (tx, change) => dropDraft(tx, change.id),
    withdraw: (tx, resource) => markWithdrawn(tx, resource.id),
  }
}

function requireReady(deps: DatamapDeps, record: DatabaseRecord): void {
  const facts = plainFacts(dayInVietnam(deps.clock.now()))
  const stops = checkDatabase(record, facts, deps.rules).filter(({ severity }) => severity === 'stop')
  if (stops.length > 0) throw errors.notReady(stops.map(({ field, said }) => ({ field, message: said })))
}
