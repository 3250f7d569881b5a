import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Name = Type.String({ pattern: '^[a-z]+:[A-Za-z]+$' })

const Rule = Type.Object(
  {
    /** Class the rule speaks of, `dcat:Dataset`. */
    on: Name,
    /** Property, or a way of several: `["dct:publisher", "dct:identifier"]`. */
    path: Type.Union([Name, Type.Array(Name, { minItems: 2, maxItems: 4 })]),
    min: Type.Optional(Type.Integer({ minimum: 0 })),
    max: Type.Optional(Type.Integer({ minimum: 1 })),
    /** At least one value in this language. */
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}$' })),
    kind: Type.Optional(Type.Union([Type.Literal('iri'), Type.Literal('literal'), Type.Literal('node')])),
    class: Type.Optional(Name),
    datatypes: Type.Optional(Type.Array(Name, { minItems: 1 })),
    /** Regular expression that every value must match. */
    pattern: Type.Optional(Type.String({ maxLength: 500 })),
    /** Every value must be a code of this list. */
    codes: Type.Optional(
      Type.Union([
        Type.Literal('theme'),
        Type.Literal('licence'),
        Type.Literal('format'),
        Type.Literal('frequency'),
        Type.Literal('area'),
      ]),
    ),
    /** A violation keeps a draft from review; a warning is told. */
    severity: Type.Union([Type.Literal('violation'), Type.Literal('warning')]),
    /** Field of the officer's form that mends it. */
    field: Type.String({ minLength: 1, maxLength: 60 }),
    vi: Type.String({ minLength: 1, maxLength: 500 }),
    en: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
)
export type ProfileRule = Static<typeof Rule>

const Profile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{2,40}$' }),
    title: Type.Object({ vi: Type.String(), en: Type.String() }),
    /** Where the rules come from, in Vietnamese. */
    source: Type.String(),
    rules: Type.Array(Rule, { maxItems: 500 }),
  },
  { additionalProperties: false },
)

/** What a record must say, as data: a file of `seeds/profiles`, or one that an operator adds. */
export type Profile = Static<typeof Profile>

/** Reads a profile file; says where it is wrong. */
export function readProfile(json: unknown): { readonly profile: Profile } | { readonly error: string } {
  if (Value.Check(Profile, json)) {
    const bad = json.rules.findIndex(({ pattern }) => pattern !== undefined && !isPattern(pattern))
    return bad < 0 ? { profile: json } : { error: `/rules/${bad}/pattern is no regular expression` }
  }
  const [first] = Value.Errors(Profile, json)
  return { error: `${first?.instancePath || '/'}: ${first?.message ?? 'wrong'}` }
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== ''
  } catch {
    return false
  }
}
