import type { Field, FieldKind, Group } from './field.ts'

/** What a field says about itself beside its place and kind. */
export interface FieldSaid {
  readonly vi: string
  readonly en: string
  readonly help?: readonly [vi: string, en: string]
  readonly closed?: boolean
  readonly aliases?: readonly string[]
  readonly maxLength?: number
}

/** Makes the fields of one group. */
export function fieldsOf(
  group: Group,
  fields: readonly (readonly [key: string, kind: FieldKind, said: FieldSaid])[],
): readonly Field[] {
  return fields.map(([key, kind, { vi, en, help, closed = false, aliases = [], maxLength }]) => ({
    ...kind,
    id: `${group}.${key}`,
    group,
    key,
    vi,
    en,
    ...(help ? { helpVi: help[0], helpEn: help[1] } : {}),
    open: !closed,
    aliases,
    ...(maxLength === undefined ? {} : { maxLength }),
  }))
}

export const text = { kind: 'text' } as const
export const long = { kind: 'long' } as const
export const lines = { kind: 'lines' } as const
export const date = { kind: 'date' } as const
export const integer = { kind: 'integer' } as const
export const number = { kind: 'number' } as const
export const yes = { kind: 'yes' } as const
