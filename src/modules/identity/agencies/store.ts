import { sql } from 'kysely'
import type { IdentityDb } from '../db.ts'
import type { Agency } from './model.ts'

interface AgencyRow {
  id: string
  code: string
  name: string
  name_en: string | null
  kind: string
  parent_id: string | null
  valid_from: string | null
  valid_to: string | null
  successor_ids: string[]
  aliases: string[]
  verified: boolean
  note: string | null
  attributes: Readonly<Record<string, string | number | boolean>>
  seeded: boolean
  contact_phone: string | null
  contact_email: string | null
  four_eyes: boolean
}

/** Reads every agency, by code. A node has hundreds of them, or some ten thousand with the communes. */
export async function readAgencies(db: IdentityDb): Promise<readonly Agency[]> {
  const { rows } = await sql<AgencyRow>`
    select a.id, a.code, a.name, a.name_en, a.kind, a.parent_id, a.valid_from::text as valid_from,
      (a.valid_until - 1)::text as valid_to, a.aliases, a.verified, a.note, a.attributes, a.seeded,
      a.contact_phone, a.contact_email, a.four_eyes,
      array(select s.successor_id from identity.agency_successor s where s.agency_id = a.id order by s.position) as successor_ids
    from identity.agency a order by a.code`.execute(db)
  return rows.map(toAgency)
}

function toAgency(row: AgencyRow): Agency {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en ?? undefined,
    kind: row.kind,
    parentId: row.parent_id ?? undefined,
    validFrom: row.valid_from ?? undefined,
    validTo: row.valid_to ?? undefined,
    successorIds: row.successor_ids,
    aliases: row.aliases,
    verified: row.verified,
    note: row.note ?? undefined,
    attributes: row.attributes,
    seeded: row.seeded,
    contactPhone: row.contact_phone ?? undefined,
    contactEmail: row.contact_email ?? undefined,
    fourEyes: row.four_eyes,
  }
}

/** Writes the facts of an agency; what belongs to the agency itself (contact, four eyes) stays as it is on an update. */
export async function saveAgency(tx: IdentityDb, agency: Agency): Promise<void> {
  await sql`
    insert into identity.agency (id, code, name, name_en, kind, parent_id, valid_from, valid_until, aliases, verified,
      note, attributes, seeded, contact_phone, contact_email, four_eyes)
    values (${agency.id}, ${agency.code}, ${agency.name}, ${agency.nameEn}, ${agency.kind}, ${agency.parentId},
      ${agency.validFrom}::date, ${agency.validTo}::date + 1, ${agency.aliases}, ${agency.verified}, ${agency.note},
      ${JSON.stringify(agency.attributes)}, ${agency.seeded}, ${agency.contactPhone}, ${agency.contactEmail}, ${agency.fourEyes})
    on conflict (id) do update set code = excluded.code, name = excluded.name, name_en = excluded.name_en,
      kind = excluded.kind, parent_id = excluded.parent_id, valid_from = excluded.valid_from,
      valid_until = excluded.valid_until, aliases = excluded.aliases, verified = excluded.verified,
      note = excluded.note, attributes = excluded.attributes, seeded = excluded.seeded, updated_at = now()`.execute(tx)
}

export async function saveSuccessors(tx: IdentityDb, agencyId: string, successorIds: readonly string[]): Promise<void> {
  await sql`delete from identity.agency_successor where agency_id = ${agencyId}`.execute(tx)
  if (successorIds.length === 0) return
  await sql`
    insert into identity.agency_successor (agency_id, position, successor_id)
    select ${agencyId}, ordinality - 1, id from unnest(${successorIds}::uuid[]) with ordinality as s (id, ordinality)`.execute(
    tx,
  )
}

/** Contact and four-eyes setting, which the agency itself decides. */
export interface AgencySettings {
  readonly contactPhone: string | undefined
  readonly contactEmail: string | undefined
  readonly fourEyes: boolean
}

export async function saveSettings(tx: IdentityDb, agencyId: string, settings: AgencySettings): Promise<void> {
  await sql`
    update identity.agency set contact_phone = ${settings.contactPhone}, contact_email = ${settings.contactEmail},
      four_eyes = ${settings.fourEyes}, updated_at = now() where id = ${agencyId}`.execute(tx)
}
