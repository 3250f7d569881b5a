import type { Said } from '../../../platform/errors.ts'
import type { FieldValue } from '../fields/field.ts'

/** What was written in a field: a value, nothing, a mistake, or a word to ask about. */
export type ReadValue =
  | { readonly kind: 'value'; readonly value: FieldValue; readonly note?: Said }
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong'; readonly said: Said }
  /** An unknown code: asked, never guessed. */
  | { readonly kind: 'unknown'; readonly word: string; readonly near: readonly string[] }
