import { readPackage } from '../../../../formats/ckan/index.ts'
import type { Entry, Vocabulary } from '../../../../formats/model.ts'
import { emptyRecord, type ResourceRecord } from '../../../catalog/index.ts'
import { booleanOf, type Params, textOf } from '../action.ts'
import { ckanErrors } from '../errors.ts'

export interface RecordContext {
  readonly publicUrl: string
  readonly vocabulary: Vocabulary
}

type Mutable = { -readonly [Name in keyof ResourceRecord]: ResourceRecord[Name] }

/** Parts of a record, and the parameters of a CKAN dataset that say them. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'title_translated'],
  description: ['notes', 'notes_translated'],
  keywords: ['tags', 'tag_string'],
  themes: ['groups', 'theme', 'themes'],
  licence: ['license_id', 'license'],
  frequency: ['frequency', 'accrual_periodicity'],
  areas: ['areas', 'spatial_uri', 'spatial-uri', 'spatial_text', 'spatial-text', 'spatial_coverage'],
  temporal: ['temporal_start', 'temporal_end', 'temporal_coverage'],
  contact: ['maintainer', 'maintainer_email', 'contact', 'contact_name', 'contact_email', 'contact_phone'],
  source: ['provenance'],
  legalBasis: ['legal_basis'],
  series: ['in_series'],
}

/** The record a dataset's parameters describe; what they do not mention stays as it is in `base`. */
export function recordOf(params: Params, base: ResourceRecord, context: RecordContext): ResourceRecord {
  const said = saidNames(params)
  const mentions = (part: string) => SAID_BY[part]?.some((name) => said.has(name)) === true
  const entry = entryOf(params, context)
  const record: Mutable = { ...base }
  const values = partsOf(entry, { base, publicUrl: context.publicUrl })
  for (const [part, value] of Object.entries(values)) if (mentions(part)) Object.assign(record, { [part]: value })
  for (const part of ['licence', 'frequency', 'temporal', 'source', 'legalBasis', 'series'] as const) {
    if (record[part] === undefined) delete record[part]
  }
  if (said.has('private')) record.classification = booleanOf(params, 'private', false) ? 'private' : 'open'
  checkCodes(record, context.vocabulary)
  return record
}

/** A whole dataset: only what its parameters cannot say is kept from the one before. */
export function wholeRecordOf(params: Params, base: ResourceRecord, context: RecordContext): ResourceRecord {
  const { tables, importance, personalData, classification, securityLevel, contact } = base
  const kept = { tables, importance, personalData, classification, contact }
  const level = securityLevel === undefined ? {} : { securityLevel }
  return recordOf(params, { ...emptyRecord(base.title.vi), ...kept, ...level }, context)
}

function saidNames(params: Params): ReadonlySet<string> {
  const extras = Array.isArray(params['extras']) ? (params['extras'] as readonly unknown[]) : []
  const keys = extras.flatMap((extra) =>
    typeof extra === 'object' && extra !== null && 'key' in extra ? [String(extra.key)] : [],
  )
  return new Set([...Object.keys(params), ...keys])
}

function entryOf(params: Params, { publicUrl, vocabulary }: RecordContext): Entry {
  // What is read here is no record yet: it gets its id when it is made.
  const read = readPackage({ id: 'new', ...params, resources: [] }, { site: publicUrl, vocabulary })
  if (!read) throw ckanErrors.invalid({ message: 'Not a dataset' })
  return read.entry
}

function partsOf(
  entry: Entry,
  { base, publicUrl }: { readonly base: ResourceRecord; readonly publicUrl: string },
): Readonly<Record<string, unknown>> {
  return {
    title: localized(entry.title, base.title.vi),
    description: localized(entry.description, ''),
    keywords: entry.keywords.slice(0, 30).map((word) => word.slice(0, 80)),
    themes: [...entry.themes],
    licence: entry.licence,
    frequency: entry.frequency,
    areas: [...entry.areas],
    temporal: entry.temporal,
    contact: { ...base.contact, ...entry.contact },
    source: entry.source,
    legalBasis: entry.legalBasis,
    // Given as we give it, by URI, or by its id alone; the review says of any other that it is not here.
    series: entry.inSeries[0]?.replace(`${publicUrl}/id/series/`, '').slice(0, SERIES_MAX),
  }
}

const SERIES_MAX = 1000

function localized(texts: Entry['title'], fallback: string): { vi: string; en?: string } {
  const { vi, en, ...others } = texts
  const main = vi ?? Object.values(others)[0] ?? en ?? fallback
  return { vi: main, ...(vi !== undefined && en !== undefined ? { en } : {}) }
}

/** Codes nobody here knows are refused by name, as CKAN refuses a licence or a group it does not have. */
function checkCodes(record: ResourceRecord, vocabulary: Vocabulary): void {
  const faults: Record<string, string[]> = {}
  const check = (field: string, list: Parameters<Vocabulary['labelOf']>[0], codes: readonly string[]) => {
    const unknown = codes.filter((code) => vocabulary.labelOf(list, code) === undefined)
    if (unknown.length > 0) faults[field] = unknown.map((code) => `Not known here: ${code}`)
  }
  check('groups', 'theme', record.themes)
  check('license_id', 'licence', record.licence === undefined ? [] : [record.licence])
  check('frequency', 'frequency', record.frequency === undefined ? [] : [record.frequency])
  check('areas', 'area', record.areas)
  if (Object.keys(faults).length > 0) throw ckanErrors.invalid(faults)
}

/** The name asked for; 409 when it is missing or no name. CKAN's underscores become hyphens. */
export function requireName(params: Params): string {
  const name = textOf(params, 'name')
  if (name === undefined) throw ckanErrors.missing('name')
  if (!/^[a-z0-9_-]{2,90}$/.test(name)) {
    throw ckanErrors.invalid({
      name: ['Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_ (2 to 90 of them)'],
    })
  }
  const slug = name.replace(/[_-]+/g, '-').replace(/^-|-$/g, '')
  if (slug.length < 2) throw ckanErrors.invalid({ name: ['Must be at least 2 characters long'] })
  return slug
}
