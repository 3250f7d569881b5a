import type { ChoiceName } from '../words.ts'

/** Groups of a record that hold single fields; items, roadmap and relations are lists with editors of their own. */
export const GROUPS = [
  'identity',
  'ownership',
  'legal',
  'content',
  'update',
  'classification',
  'sharing',
  'security',
  'quality',
  'cost',
] as const
export type Group = (typeof GROUPS)[number]

/** How a field is read, written and shown. */
export type FieldKind =
  | { readonly kind: 'text' | 'long' | 'lines' | 'date' | 'integer' | 'number' | 'yes' | 'bases' }
  | { readonly kind: 'choice' | 'choices'; readonly of: ChoiceName }
  /** A code of a built-in list. */
  | { readonly kind: 'code'; readonly list: string }
  /** A whole number with a name for each value. */
  | { readonly kind: 'grade'; readonly from: number; readonly to: number }

export type Field = FieldKind & {
  /** `group.key`, in the record and in forms. */
  readonly id: string
  readonly group: Group
  readonly key: string
  readonly vi: string
  readonly en: string
  readonly helpVi?: string
  readonly helpEn?: string
  /** The public sees it; everything else stays among officers. */
  readonly open: boolean
  /** Other headings under which inventories carry it. */
  readonly aliases: readonly string[]
  readonly maxLength?: number
}

export type FieldValue = string | number | boolean | readonly unknown[] | undefined
