import { type Agency, agencyIdOf } from './model.ts'

/** An agency for tests; everything but its code has a plain default. */
export function anAgency(code: string, facts: Partial<Agency> = {}): Agency {
  return {
    id: agencyIdOf(code),
    code,
    name: `Cơ quan ${code}`,
    nameEn: undefined,
    kind: 'ministry',
    parentId: undefined,
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
    ...facts,
  }
}
