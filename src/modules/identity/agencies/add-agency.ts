import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyExists, agencyNotFound, badFields } from '../errors.ts'
import { assertCan } from '../permissions.ts'
import { type Agency, agencyIdOf, isAgencyCode, normaliseAgencyCode } from './model.ts'
import { AGENCIES_CHANGED } from './reader.ts'
import { saveAgency } from './store.ts'

export interface NewAgency {
  readonly code: string
  readonly name: string
  readonly nameEn?: string | undefined
  readonly kind: string
  /** Code of the agency above; only an operator adds one without. */
  readonly parent?: string | undefined
}

/** Adds an agency below one the actor manages, or anywhere for an operator. */
export async function addAgency(deps: IdentityDeps, actor: Actor, input: NewAgency): Promise<Agency> {
  const tree = await deps.agencies.tree()
  const parent = input.parent === undefined ? undefined : tree.byCode(input.parent)
  if (input.parent !== undefined && !parent) throw agencyNotFound(input.parent)
  const by = assertCan(actor, parent ? 'identity.agency.manage' : 'node.manage', { agencyId: parent?.id })
  const agency = agencyOf(input, parent)
  if (tree.byCode(agency.code)) throw agencyExists(agency.code)
  await deps.db.transaction().execute(async (tx) => {
    await saveAgency(tx, agency)
    const resource = { kind: 'agency', id: agency.id }
    const details = { code: agency.code, name: agency.name, parent: parent?.code }
    await recordAudit(tx, { action: 'identity.agency.added', actor: by, agencyId: agency.id, resource, details })
    await announce(tx, { type: AGENCIES_CHANGED, version: 1, resourceId: agency.id, payload: { codes: [agency.code] } })
  })
  deps.agencies.forget()
  return agency
}

function agencyOf(input: NewAgency, parent: Agency | undefined): Agency {
  const code = normaliseAgencyCode(input.code)
  const name = cleanText(input.name)
  const problem = badFields([
    isAgencyCode(code)
      ? undefined
      : {
          field: 'code',
          message: {
            vi: 'Mã gồm chữ số, chữ cái A–Z và dấu chấm, dài tối đa 35 ký tự (Quyết định 20/2020/QĐ-TTg).',
            en: 'The code has digits, letters A–Z and dots, at most 35 characters (Decision 20/2020/QĐ-TTg).',
          },
        },
    name.length > 0 && name.length <= 300
      ? undefined
      : { field: 'name', message: { vi: 'Tên cơ quan dài 1 đến 300 ký tự.', en: 'The name has 1 to 300 characters.' } },
  ])
  if (problem) throw problem
  return {
    id: agencyIdOf(code),
    code,
    name,
    nameEn: input.nameEn === undefined ? undefined : cleanText(input.nameEn) || undefined,
    kind: input.kind,
    parentId: parent?.id,
    validFrom: undefined,
    validTo: undefined,
    successorIds: [],
    aliases: [],
    verified: true,
    note: undefined,
    attributes: {},
    seeded: false,
    contactPhone: undefined,
    contactEmail: undefined,
    fourEyes: true,
  }
}
