import { Type } from 'typebox'
import { ROLES } from './actor.ts'

const RoleName = Type.Enum([...ROLES])

export const AgencyLine = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  name_en: Type.Optional(Type.String()),
  kind: Type.String(),
  parent: Type.Optional(Type.String()),
  valid_from: Type.Optional(Type.String()),
  valid_to: Type.Optional(Type.String()),
  successors: Type.Array(Type.String()),
})

export const AgencyView = Type.Object({
  ...AgencyLine.properties,
  path: Type.Array(Type.String()),
  children: Type.Array(Type.String()),
  /** Code of the agency that carries its duties now; its own code while it exists. */
  current: Type.String(),
  contact_phone: Type.Optional(Type.String()),
  contact_email: Type.Optional(Type.String()),
  four_eyes: Type.Boolean(),
  verified: Type.Boolean(),
  note: Type.Optional(Type.String()),
})

export const AgencyListQuery = Type.Object({
  at: Type.Optional(Type.String({ format: 'date' })),
  all: Type.Boolean({ default: false }),
})

export const AgencyListView = Type.Object({ agencies: Type.Array(AgencyLine) })

export const CodeParams = Type.Object({ code: Type.String({ maxLength: 60 }) })

export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const NewAgencyBody = Type.Object({
  code: Type.String({ maxLength: 60 }),
  name: Type.String({ maxLength: 400 }),
  name_en: Type.Optional(Type.String({ maxLength: 400 })),
  kind: Type.String({ maxLength: 60, pattern: '^[a-z-]+$', default: 'agency' }),
  parent: Type.Optional(Type.String({ maxLength: 60 })),
})

export const MeView = Type.Object({
  id: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  name: Type.String(),
  via: Type.String(),
  roles: Type.Array(
    Type.Object({ role: RoleName, agency: Type.String(), stands_in_for: Type.Optional(Type.String()) }),
  ),
})

const KeyView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  roles: Type.Array(RoleName),
  created_at: Type.String(),
  expires_at: Type.Optional(Type.String()),
  used_at: Type.Optional(Type.String()),
})

export const KeysView = Type.Object({ keys: Type.Array(KeyView) })

export const NewKeyBody = Type.Object({
  name: Type.String({ maxLength: 200 }),
  roles: Type.Array(RoleName, { default: [], maxItems: 6 }),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 1095 })),
})

export const NewKeyView = Type.Object({ ...KeyView.properties, key: Type.String() })

export const PeopleQuery = Type.Object({ agency: Type.String({ maxLength: 60 }) })

const PersonView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  invited: Type.Boolean(),
  closed: Type.Boolean(),
  roles: Type.Array(Type.Object({ id: Type.String(), role: RoleName, agency: Type.String() })),
})

export const PeopleView = Type.Object({ people: Type.Array(PersonView) })

export const NewPersonBody = Type.Object({
  email: Type.String({ maxLength: 254 }),
  name: Type.String({ maxLength: 200 }),
  agency: Type.String({ maxLength: 60 }),
  roles: Type.Array(RoleName, { minItems: 1, maxItems: 6 }),
})

export const LinkView = Type.Object({ url: Type.String(), expires_at: Type.String() })

export const AddedPersonView = Type.Object({ id: Type.String(), invitation: Type.Optional(LinkView) })

export const NewRoleBody = Type.Object({ role: RoleName, agency: Type.String({ maxLength: 60 }) })

export const GrantParams = Type.Object({
  id: Type.String({ format: 'uuid' }),
  grant: Type.String({ format: 'uuid' }),
})

export const Nothing = Type.Null()
