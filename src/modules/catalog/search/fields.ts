import type { SearchFields } from '../../../platform/search/index.ts'

/** Facets and sort keys of the catalogue's index. */
export const catalogFields = {
  facets: ['kind', 'agency', 'theme', 'format', 'licence', 'area', 'fresh', 'keyword'],
  numbers: ['updatedAt', 'issuedAt', 'quality', 'rows'],
  keywords: 'keyword',
} satisfies SearchFields

/** What a hit carries for the result list. */
export interface StoredHit {
  readonly slug: string
  readonly kind: string
  /** Address of its page; a snapshot of an older program has none. */
  readonly href?: string
  readonly titleEn?: string | undefined
  readonly agencyCode: string
  readonly agency: string
  readonly publishedAt: string
  readonly dueOn?: string | undefined
  readonly formats: readonly string[]
  readonly rows?: number | undefined
  readonly quality?: number | undefined
  readonly licence?: string | undefined
}

export type Freshness = 'on-time' | 'late' | 'no-promise'

/** Whether the promised update came: a dataset is on time through the day its cycle ends. */
export function freshnessOf(dueOn: string | undefined, today: string): Freshness {
  if (dueOn === undefined) return 'no-promise'
  return dueOn >= today ? 'on-time' : 'late'
}
