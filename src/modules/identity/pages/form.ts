import { Type } from 'typebox'
import { isAppError } from '../../../platform/errors.ts'
import type { FormError, Lang } from '../../../ui/index.ts'

/** Body of a form as browsers send it: every field is text, or several texts. */
export const FormBody = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([Type.String({ maxLength: 4000 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 30 })]),
)

export type Form = Readonly<Record<string, string | readonly string[] | undefined>>

/** The text of one field; empty when absent. */
export function textIn(form: Form, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** All texts of one field: ticked boxes. */
export function listIn(form: Form, name: string): readonly string[] {
  const value = form[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

export type Attempt<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly errors: readonly FormError[] }

const MENDABLE: ReadonlySet<string> = new Set(['invalid', 'too-many', 'conflict', 'forbidden', 'unauthenticated'])

/** Does what a form asks. What the person can mend comes back as sentences for the form; the rest is thrown on. */
export function attempt<Value>(lang: Lang, action: () => Promise<Value>): Promise<Attempt<Value>> {
  return attemptWith(MENDABLE, lang, action)
}

/** The same where other kinds of errors are the person's to mend. */
export async function attemptWith<Value>(
  mendable: ReadonlySet<string>,
  lang: Lang,
  action: () => Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    return { done: true, value: await action() }
  } catch (error) {
    if (!isAppError(error) || !mendable.has(error.kind)) throw error
    const fields = error.details.fields ?? []
    if (fields.length === 0) return { done: false, errors: [{ field: 'bieu-mau', message: error.said[lang] }] }
    return { done: false, errors: fields.map(({ field, message }) => ({ field, message: message[lang] })) }
  }
}

/** Where to go after signing in: an address of this node only, never another site. */
export function localTarget(target: string | undefined): string {
  return target && /^\/(?![/\\])[^\s\\]*$/.test(target) && !target.startsWith('/dang-') ? target : '/lam-viec'
}
