import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import type { CodeItem, CodeList } from '../../../tabular/codes/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { type Agency, agencyIdOf, normaliseAgencyCode } from './model.ts'
import { AGENCIES_CHANGED } from './reader.ts'
import { readAgencies, saveAgency, saveSuccessors } from './store.ts'

/** Facts of an agency as a seed list states them; what the agency itself decides gets its default. */
function agencyOfItem(item: CodeItem): Agency {
  const code = normaliseAgencyCode(item.code)
  return {
    id: agencyIdOf(code),
    code,
    name: item.name,
    nameEn: item.nameEn,
    kind: item.kind ?? 'agency',
    parentId: item.broader === undefined ? undefined : agencyIdOf(normaliseAgencyCode(item.broader)),
    validFrom: item.validFrom,
    validTo: item.validTo,
    successorIds: (item.successors ?? []).map((successor) => agencyIdOf(normaliseAgencyCode(successor))),
    aliases: item.aliases ?? [],
    verified: item.verified ?? true,
    note: item.note,
    attributes: item.attributes ?? {},
    seeded: true,
    contactPhone: undefined,
    contactEmail: undefined,
    fourEyes: true,
  }
}

function seededFacts({ contactPhone: _phone, contactEmail: _email, fourEyes: _eyes, ...facts }: Agency): string {
  return JSON.stringify({ ...facts, attributes: Object.entries(facts.attributes).sort(([a], [b]) => (a < b ? -1 : 1)) })
}

/** Parents before children, so that every reference finds its row. */
function parentsFirst(agencies: readonly Agency[]): readonly Agency[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const sorted = new Set<Agency>()
  const visiting = new Set<Agency>()
  function visit(agency: Agency): void {
    if (sorted.has(agency) || visiting.has(agency)) return
    visiting.add(agency)
    const parent = byId.get(agency.parentId ?? '')
    if (parent) visit(parent)
    sorted.add(agency)
  }
  for (const agency of agencies) visit(agency)
  return [...sorted]
}

/**
 * Brings the agencies of the built-in lists into the register: new ones and changed facts only, so that a second
 * start writes nothing. Agencies are never removed: their codes stay in old records. Returns how many were written.
 */
export async function syncAgencies(deps: IdentityDeps, lists: readonly CodeList[]): Promise<number> {
  const wanted = lists.flatMap((list) => list.items.map(agencyOfItem))
  const written = await deps.db.transaction().execute(async (tx) => {
    const known = new Map((await readAgencies(tx)).map((agency) => [agency.id, agency]))
    const changed = wanted.filter((agency) => {
      const before = known.get(agency.id)
      return before === undefined || seededFacts(before) !== seededFacts(agency)
    })
    for (const agency of parentsFirst(changed)) await saveAgency(tx, agency)
    for (const agency of changed) await saveSuccessors(tx, agency.id, agency.successorIds)
    if (changed.length > 0) {
      const codes = changed.map(({ code }) => code)
      await recordAudit(tx, {
        action: 'identity.agency.synced',
        actor: systemActor('Danh mục kèm chương trình'),
        details: { codes },
      })
      await announce(tx, { type: AGENCIES_CHANGED, version: 1, resourceId: undefined, payload: { codes } })
    }
    return changed.length
  })
  if (written > 0) deps.agencies.forget()
  return written
}
