import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$' })

/** Letters, digits and a few signs (OAI-PMH 2.0 §2.6). */
export const SET_SPEC = "^[\\w.!~*'()-]+(:[\\w.!~*'()-]+)*$"

const Token = Type.Object(
  {
    verb: Type.Union([Type.Literal('ListIdentifiers'), Type.Literal('ListRecords')]),
    prefix: Type.String({ pattern: '^[a-z_]{1,20}$' }),
    from: Type.Optional(Moment),
    before: Type.Optional(Moment),
    set: Type.Optional(Type.String({ pattern: SET_SPEC, maxLength: 500 })),
    /** The last record given. */
    stamp: Moment,
    id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
    /** Records given so far, and all there were at the beginning. */
    cursor: Type.Integer({ minimum: 1, maximum: 1e9 }),
    total: Type.Integer({ minimum: 1, maximum: 1e9 }),
  },
  { additionalProperties: false },
)

/** Where a list goes on: everything that is needed is in it, so that it stays good after a restart. */
export type ListToken = Static<typeof Token>

export function writeToken(token: ListToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

/** Undefined for what this program never wrote. */
export function readToken(text: string): ListToken | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Value.Check(Token, value) && isMoment(value) && writeToken(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function isMoment({ from, before, stamp }: ListToken): boolean {
  return [from, before, stamp].every((each) => each === undefined || isOfCalendar(each))
}

// 2026-02-30 would be read as a day of March, and break the question to the database.
function isOfCalendar(moment: string): boolean {
  const at = new Date(moment)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === moment.slice(0, 19)
}
