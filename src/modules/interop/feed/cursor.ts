import { Type } from 'typebox'
import { Value } from 'typebox/value'

/** An event of the outbox, with its time: after a restore the same numbers may come again, but not at the same microsecond. */
export interface EventMark {
  readonly xid: string
  readonly id: number
  readonly us: string
}

/** Before the first event. */
export const BEGINNING: EventMark = { xid: '0', id: 0, us: '0' }

/** How far a reader of the feed has come: still in the list, or following changes. */
export type FeedCursor =
  | { readonly phase: 'list'; readonly mark: EventMark; readonly after: string }
  | { readonly phase: 'changes'; readonly mark: EventMark }

const Mark = Type.Object({
  xid: Type.String({ pattern: '^\\d{1,20}$' }),
  id: Type.Integer({ minimum: 0 }),
  us: Type.String({ pattern: '^\\d{1,18}$' }),
})
const Shape = Type.Union([
  Type.Object({ phase: Type.Literal('changes'), mark: Mark }),
  Type.Object({ phase: Type.Literal('list'), mark: Mark, after: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }),
])

export function writeCursor(cursor: FeedCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Undefined for what this program never wrote. */
export function readCursor(text: string): FeedCursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Value.Check(Shape, value) ? value : undefined
  } catch {
    return undefined
  }
}
