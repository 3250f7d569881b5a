import { CodeSample, Crumbs, Facts, formatNumber, Layout, type LayoutProps, PageHead, Part } from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import { SHOWN } from './kind.ts'
import { MemberTable } from './member-table.tsx'
import type { ShownSeries } from './read-shown.ts'
import { seriesWords } from './words.ts'

export interface SeriesPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly shown: ShownSeries
  readonly agencies: readonly Agency[]
  readonly publicUrl: string
}

/** A series: what it is, its datasets by period, and the same for programs. */
export function SeriesPage({ frame, shown, agencies, publicUrl }: SeriesPageProps) {
  const { lang } = frame
  const say = seriesWords(lang)
  const { resource, record, members } = shown
  const { slug, id, origin } = resource
  const title = record.title[lang] ?? record.title.vi
  const description = record.description[lang] ?? record.description.vi
  const uri = origin?.uri ?? `${publicUrl}/id/series/${id}`
  const [first, last] = [members[0], members.at(-1)]
  return (
    <Layout
      {...frame}
      title={title}
      description={description.slice(0, 300)}
      islands={['sao-chep']}
      head={<Head slug={slug} uri={uri} publicUrl={publicUrl} />}
    >
      <div class="wrap ds">
        <Crumbs lang={lang} items={[{ href: '/bo-du-lieu', text: say.datasets }]} />
        <PageHead title={title} by={<Agencies agencies={agencies} lang={lang} />} lede={description} />
        {origin && (
          <p>
            {say.origin(origin.source)} <a href={origin.landingPage}>{say.originLink}</a>
          </p>
        )}
        <Facts
          items={[
            { term: say.membersTitle, value: formatNumber(members.length, lang) },
            ...(last ? [{ term: say.last, value: linkTo(last, lang) }] : []),
            ...(first && first !== last ? [{ term: say.first, value: linkTo(first, lang) }] : []),
          ]}
        />
        <Part id="cac-bo" title={say.memberPart}>
          <MemberTable lang={lang} members={members} />
        </Part>
        <Part id="may-doc" title={say.machine}>
          <h3>{say.permanent}</h3>
          <CodeSample lang={lang} code={uri} />
          <p>
            {say.rdf}: <a href={`${SHOWN}${slug}.ttl`}>Turtle</a>, <a href={`${SHOWN}${slug}.jsonld`}>JSON-LD</a>,{' '}
            <a href={`${SHOWN}${slug}.rdf`}>RDF/XML</a>
          </p>
        </Part>
      </div>
    </Layout>
  )
}

function Head({ slug, uri, publicUrl }: { slug: string; uri: string; publicUrl: string }) {
  return (
    <>
      <link rel="canonical" href={`${publicUrl}${SHOWN}${slug}`} />
      <link rel="alternate" type="text/turtle" href={`${SHOWN}${slug}.ttl`} />
      <link rel="alternate" type="application/ld+json" href={`${SHOWN}${slug}.jsonld`} />
      <link rel="bookmark" href={uri} />
    </>
  )
}

function linkTo({ slug, title }: ShownSeries['members'][number], lang: 'vi' | 'en') {
  return <a href={`/bo-du-lieu/${slug}`}>{title[lang] ?? title.vi}</a>
}

function Agencies({ agencies, lang }: { agencies: readonly Agency[]; lang: 'vi' | 'en' }) {
  return (
    <>
      {agencies.toReversed().map((agency, index) => (
        <span key={agency.id}>
          {index > 0 && ', '}
          <a href={`/co-quan/${encodeURIComponent(agency.code)}`}>{nameIn(lang, agency)}</a>
        </span>
      ))}
    </>
  )
}
