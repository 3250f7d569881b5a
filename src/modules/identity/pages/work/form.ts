import { Type } from 'typebox'
import type { Lang } from '../../../../ui/index.ts'
import { type Attempt, attemptWith } from '../form.ts'

export { type Attempt, type Form, listIn, textIn } from '../form.ts'

const TEXT_MAX = 20_000
const MOST_TICKED = 500

/** Body of a form of officers: every field is text, or several texts; longer and more of them than an account needs. */
export const FormBody = Type.Record(
  Type.String({ maxLength: 300 }),
  Type.Union([
    Type.String({ maxLength: TEXT_MAX }),
    Type.Array(Type.String({ maxLength: 2000 }), { maxItems: MOST_TICKED }),
  ]),
)

const MENDABLE: ReadonlySet<string> = new Set(['invalid', 'conflict', 'forbidden', 'too-large'])

/** Does what a form asks. What the person can mend comes back as sentences; the rest is thrown on. */
export function attempt<Value>(lang: Lang, action: () => Promise<Value>): Promise<Attempt<Value>> {
  return attemptWith(MENDABLE, lang, action)
}
