import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound, badFields } from '../errors.ts'
import { isEmail } from '../people/model.ts'
import { assertCan } from '../permissions.ts'
import { AGENCIES_CHANGED } from './reader.ts'
import { saveSettings } from './store.ts'

export interface SettingsInput {
  readonly contactPhone: string
  readonly contactEmail: string
  readonly fourEyes: boolean
}

const PHONE = /^\+?[0-9 ().-]{6,30}$/

/** Sets whom the public calls, and whether officers may approve their own work (which the audit view then says publicly). */
export async function changeAgencySettings(
  deps: IdentityDeps,
  actor: Actor,
  { code, ...input }: SettingsInput & { readonly code: string },
): Promise<void> {
  const agency = await deps.agencies.byCode(code)
  if (!agency) throw agencyNotFound(code)
  const by = assertCan(actor, 'identity.agency.manage', { agencyId: agency.id })
  const settings = readSettings(input)
  await deps.db.transaction().execute(async (tx) => {
    await saveSettings(tx, agency.id, settings)
    await recordAudit(tx, {
      action: 'identity.agency.settings-changed',
      actor: by,
      agencyId: agency.id,
      resource: { kind: 'agency', id: agency.id },
      details: {
        before: { phone: agency.contactPhone, email: agency.contactEmail, fourEyes: agency.fourEyes },
        after: { phone: settings.contactPhone, email: settings.contactEmail, fourEyes: settings.fourEyes },
      },
    })
    await announce(tx, { type: AGENCIES_CHANGED, version: 1, resourceId: agency.id, payload: { codes: [agency.code] } })
  })
  deps.agencies.forget()
}

function readSettings(input: SettingsInput) {
  const contactPhone = cleanText(input.contactPhone) || undefined
  const contactEmail = cleanText(input.contactEmail) || undefined
  const problem = badFields([
    contactPhone === undefined || PHONE.test(contactPhone)
      ? undefined
      : {
          field: 'contactPhone',
          message: {
            vi: 'Số điện thoại chỉ có chữ số, dấu cách và + ( ) . -',
            en: 'Digits, spaces and + ( ) . - only.',
          },
        },
    contactEmail === undefined || isEmail(contactEmail)
      ? undefined
      : { field: 'contactEmail', message: { vi: 'Địa chỉ thư chưa đúng.', en: 'This is not an e-mail address.' } },
  ])
  if (problem) throw problem
  return { contactPhone, contactEmail, fourEyes: input.fourEyes }
}
