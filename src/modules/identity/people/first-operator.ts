import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { type IssuedLink, issueLink } from './links.ts'
import { operatorExists } from './store.ts'

/** A one-time link that makes the first operator; undefined once there is one. Each call ends the link before. */
export async function firstOperatorLink(deps: IdentityDeps): Promise<IssuedLink | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    if (await operatorExists(tx)) return undefined
    const link = await issueLink(tx, deps, { kind: 'first-operator', personId: undefined, createdBy: undefined })
    const actor = systemActor('Lần khởi động đầu')
    await recordAudit(tx, {
      action: 'identity.link.issued',
      actor,
      details: { kind: 'first-operator', until: link.expiresAt },
    })
    return link
  })
}
