import { DataTable, Facts, formatNumber, type Lang, type Option, words } from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../../datasets/index.ts'
import { type Choices, labelIn } from '../labels.ts'
import type { TableSample } from './read-data-step.ts'
import { recordWords, seriesLabel } from './record-words.ts'

const previewWords = words(
  { rows: 'Số dòng', downloads: 'Tệp tải về', columns: 'Các cột', none: 'chưa ghi', untitled: '(chưa đặt tên)' },
  { rows: 'Rows', downloads: 'Downloads', columns: 'Columns', none: 'not given', untitled: '(without a title)' },
)

export interface PublicPreviewProps {
  readonly lang: Lang
  readonly record: ResourceRecord
  readonly agency: string
  readonly held: readonly Held[]
  readonly samples: readonly (TableSample & { readonly distributionId: string })[]
  readonly choices: Choices
  readonly series: readonly Option[]
}

/** The dataset as the public will meet it: title, who, what, the data itself, then the columns. */
export function PublicPreview({ lang, record, agency, held, samples, choices, series }: PublicPreviewProps) {
  const say = previewWords(lang)
  const name = recordWords(lang)
  const none = <span class="muted">{say.none}</span>
  const rows = samples.reduce((sum, sample) => sum + sample.total, 0)
  const files = held.filter(({ distribution }) => distribution.kind === 'file').map(({ version }) => version.format)
  return (
    <article aria-label={record.title.vi}>
      <h2>{(lang === 'en' ? record.title.en : undefined) ?? (record.title.vi || say.untitled)}</h2>
      <p class="ds-by">{agency}</p>
      <p class="lede">{record.description.vi || none}</p>
      <Facts
        items={[
          { term: say.rows, value: formatNumber(rows, lang) },
          { term: name.frequency, value: labelIn(choices.frequencies, record.frequency) ?? none },
          { term: name.licence, value: labelIn(choices.licences, record.licence) ?? none },
          {
            term: say.downloads,
            value: [...new Set([...files, ...(samples.length > 0 ? ['CSV', 'XLSX', 'JSON'] : [])])].join(', '),
          },
        ]}
      />
      {samples.map((sample) => (
        <SampleTable key={sample.distributionId} lang={lang} sample={sample} record={record} />
      ))}
      <MoreFacts lang={lang} record={record} choices={choices} series={series} />
    </article>
  )
}

function MoreFacts({
  lang,
  record,
  choices,
  series,
}: Pick<PublicPreviewProps, 'lang' | 'record' | 'choices' | 'series'>) {
  const { none } = previewWords(lang)
  const name = recordWords(lang)
  const labels = (options: Choices['themes'], codes: readonly string[]) =>
    codes.map((code) => labelIn(options, code)).join(', ')
  const { contact, temporal } = record
  const rows: readonly (readonly [string, string | undefined])[] = [
    [name.themes, labels(choices.themes, record.themes)],
    [name.keywords, record.keywords.join(', ')],
    [name.areas, labels(choices.areas, record.areas)],
    [name['temporal.from'], [temporal?.from, temporal?.to].filter(Boolean).join(' – ')],
    [name.source, record.source],
    [name.legalBasis, record.legalBasis],
    [name['contact.name'], [contact.name, contact.phone, contact.email].filter(Boolean).join(', ')],
  ]
  // Most datasets are in no series: that is nothing to ask for.
  const inSeries = record.series === undefined ? [] : [[name.series, seriesLabel(series, record.series, lang)] as const]
  const items = [...rows, ...inSeries].map(([term, value]) => ({
    term,
    value: value || <span class="muted">{none}</span>,
  }))
  return <Facts items={items} />
}

function SampleTable({
  lang,
  sample,
  record,
}: {
  lang: Lang
  sample: PublicPreviewProps['samples'][number]
  record: ResourceRecord
}) {
  const note = record.tables[sample.distributionId]
  const columns = sample.columns.map((column) => {
    const own = note?.columns[column.name]
    const unit = own?.unit ?? column.unit
    return { ...column, title: own?.title ?? column.title, ...(unit === undefined ? {} : { unit }) }
  })
  const meanings = columns.flatMap((column) => {
    const meaning = note?.columns[column.name]?.meaning
    return meaning ? [{ title: column.title, meaning }] : []
  })
  return (
    <>
      <h3>{note?.title ?? sample.title}</h3>
      <DataTable
        lang={lang}
        caption={note?.title ?? sample.title}
        columns={columns}
        rows={sample.rows}
        rowCount={sample.total}
      />
      {meanings.length > 0 && (
        <ul>
          {meanings.map(({ title, meaning }) => (
            <li key={title}>
              <b>{title}</b>: {meaning}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
