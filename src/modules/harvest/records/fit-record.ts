import type { Entry, Texts } from '../../../formats/model.ts'
import { cleanText } from '../../../platform/text.ts'
import { emptyRecord, type ResourceRecord } from '../../catalog/index.ts'
import type { Problem } from '../model.ts'

const TITLE_MAX = 300
const TEXT_MAX = 20_000
const KEYWORD_MAX = 80
const MOST_KEYWORDS = 30
const MOST_THEMES = 5
const MOST_AREAS = 100
const AREA_MAX = 60

const CLASSIFICATION = { public: 'open', restricted: 'shared', 'non-public': 'private' } as const

export interface Fitted {
  readonly record: ResourceRecord
  readonly problems: readonly Problem[]
}

/** The description of a foreign record as our pages and lists hold it; whatever did not fit is said. */
export function fitRecord(
  entry: Entry,
  codes: { readonly themes: readonly string[]; readonly licence: string | undefined },
): Fitted {
  const problems: Problem[] = []
  const title = localized(entry.title, TITLE_MAX)
  const description = localized(entry.description, TEXT_MAX)
  if (Object.values(entry.title).some((text) => cleanText(text).length > TITLE_MAX)) problems.push(LONG_TITLE)
  if (description.vi === '') problems.push(NO_DESCRIPTION)
  if (entry.distributions.length === 0) problems.push(NO_DATA)
  const contact = contactOf(entry)
  if (!contact.email && !contact.phone) problems.push(NO_CONTACT)
  const record: ResourceRecord = {
    ...emptyRecord(title.vi),
    title,
    description,
    keywords: unique(entry.keywords.map((word) => cleanText(word).slice(0, KEYWORD_MAX))).slice(0, MOST_KEYWORDS),
    themes: codes.themes.slice(0, MOST_THEMES),
    ...optional('licence', codes.licence),
    ...optional('frequency', entry.frequency && entry.frequency.length <= AREA_MAX ? entry.frequency : undefined),
    areas: unique(entry.areas.filter((area) => area.length <= AREA_MAX)).slice(0, MOST_AREAS),
    ...optional('temporal', temporalOf(entry)),
    contact,
    ...optional('source', entry.source && cleanText(entry.source).slice(0, 2000)),
    ...optional('legalBasis', entry.legalBasis && cleanText(entry.legalBasis).slice(0, 2000)),
    ...optional('series', seriesOf(entry)),
    classification: CLASSIFICATION[entry.accessRights],
  }
  return { record, problems }
}

const URI_MAX = 1000

// An address only: a bare id could be that of a series of ours.
function seriesOf({ inSeries }: Entry): string | undefined {
  return inSeries.find((uri) => /^https?:\/\//i.test(uri) && uri.length <= URI_MAX)
}

/** Vietnamese text, or whatever language there is in its place; English beside it when there is one of its own. */
function localized(texts: Texts, max: number): { vi: string; en?: string } {
  const clean = Object.entries(texts).map(([lang, text]) => [lang, cleanText(text).slice(0, max)] as const)
  const of = (lang: string) => clean.find(([found]) => found === lang || found.startsWith(`${lang}-`))?.[1]
  const en = of('en')
  const vi = of('vi') ?? en ?? clean.find(([, text]) => text !== '')?.[1] ?? ''
  return { vi, ...(en && en !== vi ? { en } : {}) }
}

function contactOf({ contact = {} }: Entry): ResourceRecord['contact'] {
  return {
    ...optional('name', contact.name && cleanText(contact.name).slice(0, 200)),
    ...optional('email', contact.email && cleanText(contact.email.replace(/^mailto:/i, '')).slice(0, 200)),
    ...optional('phone', contact.phone && cleanText(contact.phone.replace(/^tel:/i, '')).slice(0, 40)),
  }
}

function temporalOf({ temporal }: Entry): ResourceRecord['temporal'] {
  const from = temporal?.from?.slice(0, 20)
  const to = temporal?.to?.slice(0, 20)
  return from || to ? { ...optional('from', from), ...optional('to', to) } : undefined
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined | ''): { [Name in Key]?: Value } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { [Name in Key]?: Value })
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items.filter(Boolean))]
}

const LONG_TITLE: Problem = {
  severity: 'warning',
  code: 'title-too-long',
  at: 'title',
  vi: `Tên dài quá ${TITLE_MAX} ký tự, đã cắt bớt ở đây. Hãy rút gọn ở nơi quản lý.`,
  en: `The title has more than ${TITLE_MAX} characters and is cut here. Shorten it where it is kept.`,
}

const NO_DESCRIPTION: Problem = {
  severity: 'warning',
  code: 'description-missing',
  at: 'description',
  vi: 'Bản ghi chưa có mô tả.',
  en: 'The record has no description.',
}

const NO_DATA: Problem = {
  severity: 'warning',
  code: 'distribution-missing',
  at: 'distribution',
  vi: 'Bản ghi không có tệp hay địa chỉ nào để lấy dữ liệu.',
  en: 'The record has no file or address to get the data from.',
}

const NO_CONTACT: Problem = {
  severity: 'note',
  code: 'contact-missing',
  at: 'contactPoint',
  vi: 'Bản ghi không ghi số điện thoại hay thư điện tử để hỏi.',
  en: 'The record gives no phone number or e-mail for questions.',
}
