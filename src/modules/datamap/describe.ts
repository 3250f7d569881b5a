import { emptyRecord, type ResourceRecord, type ResourceSummary } from '../catalog/index.ts'
import type { DatabaseRecord } from './record.ts'

const TITLE_MAX = 300
const MOST_KEYWORDS = 12
const MOST_WORDS = 300

/**
 * The description in the catalogue that follows from what the map says. No contact of a person and nothing of security
 * goes into it: the catalogue shows its records to everybody.
 */
export function describe(database: DatabaseRecord, agency: string): ResourceRecord {
  const { identity, content, update, legal } = database
  const name = (identity.name ?? '').slice(0, TITLE_MAX)
  const bases = (legal.bases ?? []).map(({ number, article }) => (article ? `${number}, ${article}` : number))
  return {
    ...emptyRecord(name),
    title: { vi: name, ...(identity.nameEn ? { en: identity.nameEn } : {}) },
    description: { vi: [content.purpose, content.content].filter(Boolean).join('\n\n').slice(0, 20_000) },
    keywords: (content.entities ?? []).filter((text) => text.length <= 80).slice(0, MOST_KEYWORDS),
    themes: identity.sector ? [identity.sector] : [],
    ...(update.frequency ? { frequency: update.frequency } : {}),
    contact: { name: agency },
    ...(bases.length > 0 ? { legalBasis: bases.join('\n').slice(0, 2000) } : {}),
    ...classesOf(database),
  }
}

function classesOf({
  classification,
}: DatabaseRecord): Pick<ResourceRecord, 'classification' | 'importance' | 'personalData'> {
  const { sharing, importance = 'other', personalData = 'none' } = classification
  // Who has not said how the data are shared has closed nothing; what is hidden is closed whatever else is said.
  return { classification: isHidden(classification) ? 'private' : (sharing ?? 'open'), importance, personalData }
}

/** State secrets never show, and neither does what its owner hides. */
export function isHidden({ hidden, stateSecret }: DatabaseRecord['classification']): boolean {
  return hidden === true || stateSecret === true
}

/** What lists and search know of a published database. */
export function summaryOf(database: DatabaseRecord): ResourceSummary {
  const { identity, content, items, classification } = database
  const words = [identity.system, content.scope, ...(content.entities ?? []), ...items.map((item) => item.title)]
  return {
    listed: !isHidden(classification),
    tables: new Set(items.flatMap((item) => item.table ?? [])).size,
    words: [...new Set(words.filter((word) => word !== undefined && word !== ''))].slice(0, MOST_WORDS) as string[],
  }
}
