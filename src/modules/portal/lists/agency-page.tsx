import type { SearchResult } from '../../../platform/search/index.ts'
import {
  Crumbs,
  type Fact,
  Facts,
  formatDate,
  formatNumber,
  type Lang,
  Layout,
  type LayoutProps,
  LeaderList,
  Message,
  PageHead,
  Part,
} from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { Labels } from '../labels.ts'
import { agencyHref } from './agencies-page.tsx'
import { FoundList } from './found-list.tsx'
import { listWords } from './words.ts'

export interface AgencyPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly agency: Agency
  /** From the root down, without the agency itself. */
  readonly above: readonly Agency[]
  /** Who carries its duties now; undefined while it is at work. */
  readonly successor: Agency | undefined
  readonly predecessors: readonly Agency[]
  readonly below: readonly { readonly agency: Agency; readonly count: number }[]
  readonly result: SearchResult
  readonly labels: Labels
  readonly page: number
  readonly now: Date
}

/** An agency: who it is, whom to ask, whose duties it carries, and its datasets. */
export function AgencyPage(props: AgencyPageProps) {
  const { frame, agency, above } = props
  const { lang } = frame
  const say = listWords(lang)
  const name = nameIn(lang, agency)
  const all = new URLSearchParams([agency, ...props.predecessors].map((one) => ['agency', one.code])).toString()
  const feed = `/bo-du-lieu.atom?${all}`
  const other = lang === 'en' ? agency.name : agency.nameEn
  return (
    <Layout
      {...frame}
      title={name}
      description={[name, other].filter(Boolean).join(' · ')}
      head={<link rel="alternate" type="application/atom+xml" href={feed} title={say.feed} />}
    >
      <div class="wrap ds list-page">
        <Crumbs
          lang={lang}
          items={[
            { href: '/co-quan', text: say.agencies },
            ...above.map((one) => ({ href: agencyHref(one), text: nameIn(lang, one) })),
          ]}
        />
        <PageHead
          title={name}
          by={
            other && (
              <span lang={lang === 'en' ? 'vi' : 'en'} class="muted">
                {other}
              </span>
            )
          }
        />
        <Ended {...props} />
        <Facts items={factsOf(agency, lang)} />
        <Predecessors {...props} />
        <Datasets {...props} all={all} feed={feed} />
        <Below {...props} />
      </div>
    </Layout>
  )
}

function Below({ frame, below }: AgencyPageProps) {
  const { lang } = frame
  const say = listWords(lang)
  if (below.length === 0) return null
  return (
    <Part id="truc-thuoc" title={say.below}>
      <LeaderList
        lang={lang}
        items={below.map((one) => ({
          href: agencyHref(one.agency),
          text: nameIn(lang, one.agency),
          count: one.count,
        }))}
      />
    </Part>
  )
}

function Datasets({
  frame,
  agency,
  result,
  labels,
  page,
  now,
  all,
  feed,
}: AgencyPageProps & { all: string; feed: string }) {
  const { lang } = frame
  const say = listWords(lang)
  return (
    <Part id="bo-du-lieu" title={say.datasets}>
      <div>
        {result.total > 0 && (
          <p>
            {say.count(formatNumber(result.total, lang))}. {say.withBelow}{' '}
            <a href={`/bo-du-lieu?${all}`}>{say.narrow}</a>
            {' · '}
            <a href={feed}>{say.feed}</a>
          </p>
        )}
        <FoundList
          lang={lang}
          result={result}
          labels={labels}
          page={page}
          now={now}
          href={(next) => (next > 1 ? `${agencyHref(agency)}?page=${next}` : agencyHref(agency))}
        />
      </div>
    </Part>
  )
}

function Ended({ frame, agency, successor }: AgencyPageProps) {
  const { lang } = frame
  const say = listWords(lang)
  if (!successor) return null
  const name = nameIn(lang, agency)
  return (
    <Message kind="note">
      <p>
        {agency.validTo ? say.endedOn(name, formatDate(agency.validTo, lang)) : say.ended(name)} {say.successor}{' '}
        <a href={agencyHref(successor)}>{nameIn(lang, successor)}</a>.
      </p>
    </Message>
  )
}

function Predecessors({ frame, agency, predecessors }: AgencyPageProps) {
  const { lang } = frame
  const say = listWords(lang)
  return (
    <>
      {predecessors.length > 0 && (
        <p class="took-over">
          {say.takesOver}{' '}
          {predecessors.map((former, index) => (
            <span key={former.id}>
              {index > 0 && '; '}
              <a href={`${agencyHref(former)}?cu=1`}>{nameIn(lang, former)}</a>
            </span>
          ))}
          .
        </p>
      )}
      {!agency.verified && <p class="small muted">{say.unverified}</p>}
    </>
  )
}

function factsOf(agency: Agency, lang: Lang): readonly Fact[] {
  const say = listWords(lang)
  const { contactEmail: email, contactPhone: phone } = agency
  return [
    { term: say.code, value: <code>{agency.code}</code> },
    ...(agency.validFrom
      ? [{ term: say.since, value: <span class="num">{formatDate(agency.validFrom, lang)}</span> }]
      : []),
    ...(agency.validTo
      ? [{ term: say.until, value: <span class="num">{formatDate(agency.validTo, lang)}</span> }]
      : []),
    ...(email ? [{ term: say.email, value: <a href={`mailto:${email}`}>{email}</a> }] : []),
    ...(phone ? [{ term: say.phone, value: <a href={`tel:${phone.replace(/\s/g, '')}`}>{phone}</a> }] : []),
  ]
}
