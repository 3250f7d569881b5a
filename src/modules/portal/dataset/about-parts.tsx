import {
  CodeSample,
  FixList,
  formatCell,
  formatDate,
  formatNumber,
  type Lang,
  Part,
  Quality,
  ScrollBox,
  VersionList,
  ViewTabs,
} from '../../../ui/index.ts'
import type { Labels } from '../labels.ts'
import { SAMPLE_LANGUAGES, sampleFor } from './code-samples.ts'
import { labelledColumns } from './column-labels.ts'
import { type DatasetQuery, datasetHref } from './query.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { datasetWords, typeName } from './words.ts'

interface PartProps {
  readonly lang: Lang
  readonly dataset: DatasetOnPage
}

/** Every column with its type, unit, meaning and what the table holds. */
export function ColumnsPart({ lang, dataset, table }: PartProps & { table: TableOnPage }) {
  const say = datasetWords(lang)
  const notes = dataset.record.tables[table.held.distribution.id]?.columns ?? {}
  const profiles = new Map(table.held.version.profile.map((profile) => [profile.name, profile]))
  return (
    <Part id="cot" title={say.columns}>
      <ScrollBox lang={lang} label={say.columns}>
        <table class="tb cols">
          <caption class="vh">{say.columns}</caption>
          <thead>
            <tr>
              <th scope="col">{say.columnName}</th>
              <th scope="col">{say.columnType}</th>
              <th scope="col">{say.columnMeaning}</th>
              <th scope="col">{say.columnSeen}</th>
            </tr>
          </thead>
          <tbody>
            {labelledColumns(table.held, dataset.record).map((column) => (
              <tr key={column.name}>
                <th scope="row">
                  {column.title}
                  <code class="id">{column.name}</code>
                </th>
                <td class="nw">{[typeName(column.type, lang), column.unit].filter(Boolean).join(', ')}</td>
                <td>{notes[column.name]?.meaning}</td>
                <td class="nw num">{seen(column, profiles.get(column.name), lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}

type Profile = TableOnPage['held']['version']['profile'][number]

function seen(column: ReturnType<typeof labelledColumns>[number], profile: Profile | undefined, lang: Lang): string {
  const say = datasetWords(lang)
  if (!profile) return ''
  const holes = profile.nulls === 0 ? say.noEmpty : say.someEmpty(formatNumber(profile.nulls, lang))
  if (column.role !== 'measure' || profile.min === null) return holes
  const bounds = [profile.min, profile.max].map((value) => formatCell(value, column, { lang })).join(' – ')
  return profile.nulls === 0 ? bounds : `${bounds}; ${holes}`
}

export function QualityPart({ lang, dataset }: PartProps) {
  const say = datasetWords(lang)
  const { score, mends } = dataset.quality
  return (
    <Part id="chat-luong" title={say.quality}>
      <Quality lang={lang} score={score}>
        <p>{mends.length > 0 ? say.qualityText : say.qualityFull}</p>
        <FixList
          items={mends
            .slice(0, 6)
            .map((mend) => ({ key: mend.code, points: `+${mend.points}`, text: mend.said[lang] }))}
        />
      </Quality>
    </Part>
  )
}

export function ApiPart({
  lang,
  dataset,
  table,
  query,
  publicUrl,
}: PartProps & { table: TableOnPage; query: DatasetQuery; publicUrl: string }) {
  const say = datasetWords(lang)
  const url = `${publicUrl}/api/v1/tables/${table.held.distribution.id}/rows`
  const tabs = SAMPLE_LANGUAGES.map(({ code, name }) => ({
    href: `${datasetHref(dataset.resource.slug, query, { ma: code })}#api`,
    text: name,
    current: code === query.ma,
  }))
  return (
    <Part id="api" title={say.api}>
      <p>
        {say.apiText} <a href="/tai-lieu">{say.apiDocs}</a>
      </p>
      <ViewTabs lang={lang} small tabs={tabs} label={say.language} />
      <CodeSample lang={lang} label={query.ma} code={sampleFor(query.ma, url)} />
    </Part>
  )
}

export function VersionsPart({ lang, dataset, table }: PartProps & { table: TableOnPage }) {
  const say = datasetWords(lang)
  const id = table.held.distribution.id
  const items = dataset.versions.map((version) => ({
    number: version.number ?? 0,
    date: version.publishedAt ?? version.createdAt,
    text: say.rows(formatNumber(version.rows ?? 0, lang)),
    note: version.erasure ? say.erased(version.erasure.reason) : undefined,
    links: version.erasure
      ? []
      : [
          {
            href: `/api/v1/tables/${id}/download?format=csv&version=${version.number ?? 0}`,
            text: say.versionFile(version.number ?? 0),
          },
        ],
  }))
  return (
    <Part id="phien-ban" title={say.versions}>
      <VersionList lang={lang} items={items} />
    </Part>
  )
}

export function AboutPart({ lang, dataset, labels, publicUrl }: PartProps & { labels: Labels; publicUrl: string }) {
  const say = datasetWords(lang)
  const { record, resource, agencies } = dataset
  const year = resource.publishedAt ? formatDate(resource.publishedAt, lang) : ''
  const uri = resource.origin?.uri ?? `${publicUrl}/id/dataset/${resource.id}`
  const facts = [
    [say.source, record.source],
    [say.legalBasis, record.legalBasis],
    [say.period, [record.temporal?.from, record.temporal?.to].filter(Boolean).join(' – ')],
    [say.area, record.areas.map((code) => labels.area(code)).join(', ')],
    [say.frequency, record.frequency && labels.frequency(record.frequency)],
    [say.licence, record.licence && labels.licence(record.licence)],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  return (
    <Part id="tu-dau" title={say.about}>
      <dl class="plain-facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {say.cite} “{agencies.at(-1)?.name}, {record.title.vi}, {say.version.toLowerCase()} {resource.version}, {year},{' '}
        {uri}”
      </p>
      <p>
        <a href={`/bo-du-lieu/${resource.slug}.atom`}>{say.follow}</a>
      </p>
      <ForMachines lang={lang} slug={resource.slug} />
    </Part>
  )
}

/** The description of the dataset in the forms that programs read. */
function ForMachines({ lang, slug }: { lang: 'vi' | 'en'; slug: string }) {
  const forms = [
    ['Turtle', `/bo-du-lieu/${slug}.ttl`],
    ['JSON-LD', `/bo-du-lieu/${slug}.jsonld`],
    ['RDF/XML', `/bo-du-lieu/${slug}.rdf`],
    ['Croissant', `/dataset/${slug}/croissant.jsonld`],
  ] as const
  return (
    <p>
      {datasetWords(lang).forMachines}{' '}
      {forms.map(([name, href], index) => (
        <span key={href}>
          {index > 0 && ' · '}
          <a href={href}>{name}</a>
        </span>
      ))}
    </p>
  )
}
