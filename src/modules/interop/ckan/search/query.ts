/** A query of the Lucene subset CKAN clients send, as a tree; words and values are still text. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | { readonly kind: 'term'; readonly field: string | undefined; readonly term: Term }

export type Term =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string }
  /** `*` stands for any run of signs, `?` for one. */
  | { readonly kind: 'glob'; readonly pattern: string }
  /** The field is there at all: `field:*`. */
  | { readonly kind: 'any' }
  | { readonly kind: 'range'; readonly from: Bound; readonly to: Bound }

/** End of a range; undefined text is open (`*`). */
export interface Bound {
  readonly text: string | undefined
  readonly inclusive: boolean
}

export const ALL: Query = { kind: 'all' }

/** Both, without needless nesting. */
export function allOf(parts: readonly Query[]): Query {
  const real = parts.filter((part) => part.kind !== 'all')
  const [only] = real
  if (only === undefined) return ALL
  return real.length === 1 ? only : { kind: 'and', parts: real }
}
