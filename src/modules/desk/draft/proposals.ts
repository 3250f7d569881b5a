import { fold } from '../../../platform/text.ts'
import type { Lang } from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import { prefill } from '../../datasets/index.ts'
import type { DeskDeps } from '../deps.ts'
import { titleOfFile } from '../upload/title-of-file.ts'

/** Words for the help of a field: what similar published datasets use. */
export interface Proposals {
  readonly themes: readonly string[]
  readonly keywords: readonly string[]
}

const MOST_THEMES = 3
const MOST_KEYWORDS = 6

/** What published datasets with such a title are filed under, and themes whose name stands in the title. */
export async function proposalsFor(deps: DeskDeps, title: string, lang: Lang): Promise<Proposals> {
  const labels = await deps.codes.labels('theme', lang)
  const found = await deps.catalog.engine.search({
    q: title,
    filters: { kind: ['dataset'] },
    facets: ['theme', 'keyword'],
    limit: 1,
  })
  const words = ` ${fold(title)} `
  const named = [...labels].filter(([, label]) => words.includes(` ${fold(label)} `)).map(([code]) => code)
  const used = (found.facets['theme'] ?? []).map(({ value }) => value)
  const themes = [...new Set([...named, ...used])].slice(0, MOST_THEMES)
  return {
    themes: themes.map((code) => labels.get(code) ?? code),
    keywords: (found.facets['keyword'] ?? []).slice(0, MOST_KEYWORDS).map(({ value }) => value),
  }
}

/** The description with what the file tells put into the empty places; a title that is only a file name counts as empty. */
export function proposedRecord(view: DraftView): ResourceRecord {
  const { change, sources, suggestions } = view
  const record = neverSaved(view) ? withGuesses(view) : change.record
  const onlyFileName = sources.some((source) => titleOfFile(source.fileName) === record.title.vi)
  // A table without a printed title is called after its file too: nothing better than what stands there.
  const better = suggestions.title !== undefined && titleOfFile(suggestions.title) !== record.title.vi
  if (!onlyFileName || !better) return prefill(record, suggestions)
  return prefill({ ...record, title: { ...record.title, vi: '' } }, suggestions)
}

// What an officer has taken out again must not come back.
function neverSaved({ change }: DraftView): boolean {
  return change.baseVersion === 0 && change.revision === 1
}

/** Guesses of a new dataset, for the officer to correct; the update cycle is a promise only a person can give. */
function withGuesses({ change, completed, sources }: DraftView): ResourceRecord {
  const { record } = change
  if (sources.length === 0) return record
  const { themes, keywords, licence } = completed
  return { ...record, themes, keywords, ...(licence === undefined ? {} : { licence }) }
}

/** The parts that datasets of one agency usually share, taken from a sister. */
export function withSister(record: ResourceRecord, sister: ResourceRecord): ResourceRecord {
  const { themes, keywords, contact, licence, frequency, legalBasis, source, series } = sister
  return {
    ...record,
    themes,
    keywords,
    contact,
    ...(licence === undefined ? {} : { licence }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(source === undefined ? {} : { source }),
    ...(series === undefined ? {} : { series }),
  }
}
