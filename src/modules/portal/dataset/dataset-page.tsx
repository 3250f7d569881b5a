import { Crumbs, Layout, type LayoutProps, Message, PageHead } from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { Labels } from '../labels.ts'
import { AboutPart, ApiPart, ColumnsPart, QualityPart, VersionsPart } from './about-parts.tsx'
import { AskPart, type AskPartProps } from './ask-part.tsx'
import { DataPart } from './data-part.tsx'
import { ForeignPart } from './foreign-part.tsx'
import type { DatasetQuery } from './query.ts'
import type { DatasetOnPage } from './read-dataset.ts'
import { StateLine } from './state-line.tsx'
import { TakeAway } from './take-away.tsx'
import type { MapOnPage } from './views.tsx'
import { datasetWords } from './words.ts'

export interface DatasetPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly dataset: DatasetOnPage
  readonly query: DatasetQuery
  readonly labels: Labels
  readonly map: MapOnPage | undefined
  readonly hasMap: boolean
  readonly now: Date
  readonly publicUrl: string
  readonly csrf: string
  readonly form?: AskPartProps['form']
}

/** A dataset: what it is in two sentences, its state, then the data themselves, then everything about them. */
export function DatasetPage(props: DatasetPageProps) {
  const { frame, dataset, query, labels } = props
  const { lang } = frame
  const say = datasetWords(lang)
  const { record, resource } = dataset
  const title = record.title[lang] ?? record.title.vi
  const theme = record.themes[0]
  return (
    <Layout
      {...frame}
      title={title}
      description={(record.description[lang] ?? record.description.vi).slice(0, 300)}
      dublinCore={dublinCore(props)}
      islands={['sao-chep']}
      head={<Head {...props} />}
    >
      <div class="wrap ds">
        <Crumbs
          lang={lang}
          items={[
            { href: '/bo-du-lieu', text: say.datasets },
            ...(theme ? [{ href: `/chu-de/${theme}`, text: labels.theme(theme) }] : []),
          ]}
        />
        <PageHead
          title={title}
          by={<By dataset={dataset} lang={lang} />}
          lede={record.description[lang] ?? record.description.vi}
        />
        {resource.correction && (
          <Message kind="note" title={say.correction}>
            {resource.correction}
          </Message>
        )}
        <StateLine {...props} />
        <Content {...props} />
        <AskPart
          lang={lang}
          slug={resource.slug}
          csrf={props.csrf}
          feedback={dataset.feedback}
          sent={query['da-gui'] === '1'}
          form={props.form}
        />
      </div>
    </Layout>
  )
}

function Content({ frame, dataset, query, labels, map, hasMap, publicUrl }: DatasetPageProps) {
  const { lang } = frame
  const say = datasetWords(lang)
  const { table } = dataset
  return (
    <>
      {dataset.resource.origin ? (
        <ForeignPart
          lang={lang}
          origin={dataset.resource.origin}
          foreign={dataset.foreign}
          distributions={dataset.distributions}
        />
      ) : table ? (
        <DataPart lang={lang} dataset={dataset} table={table} query={query} map={map} hasMap={hasMap} />
      ) : (
        <section class="data" aria-label={say.data}>
          <p>{say.noTable}</p>
          <TakeAway lang={lang} dataset={dataset} table={undefined} />
        </section>
      )}
      {table && <ColumnsPart lang={lang} dataset={dataset} table={table} />}
      {!dataset.resource.origin && <QualityPart lang={lang} dataset={dataset} />}
      {table && <ApiPart lang={lang} dataset={dataset} table={table} query={query} publicUrl={publicUrl} />}
      {table && <VersionsPart lang={lang} dataset={dataset} table={table} />}
      <AboutPart lang={lang} dataset={dataset} labels={labels} publicUrl={publicUrl} />
    </>
  )
}

function By(props: { dataset: DatasetOnPage; lang: 'vi' | 'en' }) {
  return (
    <>
      <Agencies {...props} />
      <InSeries {...props} />
    </>
  )
}

function InSeries({ dataset: { series }, lang }: { dataset: DatasetOnPage; lang: 'vi' | 'en' }) {
  if (!series) return null
  return (
    <>
      {'. '}
      {datasetWords(lang).inSeries} <a href={series.href}>{series.title[lang] ?? series.title.vi}</a>
    </>
  )
}

function Agencies({ dataset, lang }: { dataset: DatasetOnPage; lang: 'vi' | 'en' }) {
  const path = dataset.agencies.toReversed()
  return (
    <>
      {path.map((agency, index) => (
        <span key={agency.id}>
          {index > 0 && ', '}
          <a href={`/co-quan/${encodeURIComponent(agency.code)}`}>{nameIn(lang, agency)}</a>
        </span>
      ))}
    </>
  )
}

function dublinCore({ dataset, publicUrl, labels }: DatasetPageProps) {
  const { record, resource, agencies } = dataset
  return {
    identifier: `${publicUrl}/id/dataset/${resource.id}`,
    creator: agencies.at(-1)?.name,
    date: resource.publishedAt?.toISOString(),
    subject: record.keywords.join('; '),
    type: 'Dataset',
    rights: record.licence && labels.licence(record.licence),
  }
}

function Head({ dataset, publicUrl, frame }: DatasetPageProps) {
  const { slug, id } = dataset.resource
  return (
    <>
      <link rel="canonical" href={`${publicUrl}/bo-du-lieu/${slug}`} />
      <link rel="alternate" type="application/atom+xml" href={`/bo-du-lieu/${slug}.atom`} />
      <link rel="alternate" type="text/turtle" href={`/bo-du-lieu/${slug}.ttl`} />
      <link rel="alternate" type="application/ld+json" href={`/bo-du-lieu/${slug}.jsonld`} />
      <link rel="alternate" type="application/rdf+xml" href={`/bo-du-lieu/${slug}.rdf`} />
      <link rel="alternate" type="application/ld+json" href={`/dataset/${slug}/croissant.jsonld`} title="Croissant" />
      <link rel="bookmark" href={`${publicUrl}/id/dataset/${id}`} />
      {dataset.jsonLd && (
        <script type="application/ld+json" nonce={frame.nonce} dangerouslySetInnerHTML={{ __html: dataset.jsonLd }} />
      )}
    </>
  )
}
