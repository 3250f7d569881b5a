import type { DiffRow, Lang, Option } from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../../datasets/index.ts'
import { recordWords, seriesLabel } from '../draft/record-words.ts'
import { type Choices, labelIn } from '../labels.ts'

export interface RecordPair {
  readonly before: ResourceRecord | undefined
  readonly after: ResourceRecord
  readonly choices: Choices
  readonly held: readonly Held[]
  readonly series: readonly Option[]
  readonly lang: Lang
}

/** The parts of the description that a change alters, in words; nothing for a new dataset, which is read as a whole. */
export function recordDifference(pair: RecordPair): readonly DiffRow[] {
  if (!pair.before) return []
  const before = flat(pair.before, pair)
  const after = flat(pair.after, pair)
  const fields = [...new Set([...after.keys(), ...before.keys()])]
  return fields
    .filter((field) => (before.get(field) ?? '') !== (after.get(field) ?? ''))
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }))
}

function flat(record: ResourceRecord, { choices, held, series, lang }: RecordPair): Map<string, string> {
  const name = recordWords(lang)
  const labels = (options: Choices['themes'], codes: readonly string[]) =>
    codes.map((code) => labelIn(options, code)).join(', ')
  const texts: readonly (readonly [string, string | undefined])[] = [
    [name['title.vi'], record.title.vi],
    [name['title.en'], record.title.en],
    [name['description.vi'], record.description.vi],
    [name['description.en'], record.description.en],
    [name.themes, labels(choices.themes, record.themes)],
    [name.keywords, record.keywords.join(', ')],
    [name.licence, labelIn(choices.licences, record.licence)],
    [name.frequency, labelIn(choices.frequencies, record.frequency)],
    [name.areas, labels(choices.areas, record.areas)],
    [name['temporal.from'], record.temporal?.from],
    [name['temporal.to'], record.temporal?.to],
    [name.series, seriesLabel(series, record.series, lang)],
    [name['contact.name'], record.contact.name],
    [name['contact.phone'], record.contact.phone],
    [name['contact.email'], record.contact.email],
    [name.source, record.source],
    [name.legalBasis, record.legalBasis],
    [name.classification, name.options[record.classification]],
    [name.importance, name.options[record.importance]],
    [name.personalData, name.options[record.personalData]],
    ...columnTexts(record, { held, lang }),
  ]
  return new Map(texts.flatMap(([field, text]) => (text ? [[field, text] as const] : [])))
}

function columnTexts(
  record: ResourceRecord,
  { held, lang }: Pick<RecordPair, 'held' | 'lang'>,
): readonly (readonly [string, string])[] {
  const name = recordWords(lang)
  return Object.entries(record.tables).flatMap(([table, note]) => {
    const version = held.find(({ distribution }) => distribution.id === table)?.version
    return Object.entries(note.columns).map(([column, own]) => {
      const title = version?.columns.find((item) => item.name === column)?.title ?? column
      const text = [own.title !== title && own.title, own.unit && `${name.columnUnit}: ${own.unit}`, own.meaning]
      return [`${version?.title ?? table} · ${title}`, text.filter(Boolean).join('. ')] as const
    })
  })
}
