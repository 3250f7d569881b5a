import {
  Crumbs,
  Downloads,
  Facts,
  formatDate,
  formatNumber,
  formatTime,
  type Lang,
  Layout,
  type LayoutProps,
  PageHead,
  Part,
  ViewTabs,
} from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import { type ItemStage, percent } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { PagedItems } from '../views/item-finder.tsx'
import { ItemsTable } from '../views/items-table.tsx'
import { type ItemLook, pickItems } from '../views/pick-items.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import { stageMark } from '../views/words.ts'
import { PhaseTable } from './phase-table.tsx'
import { ProgressLine } from './progress-line.tsx'
import type { ShownPlan } from './read-plan.ts'
import { planWords } from './words.ts'

export type Frame = Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>

/** Parts of the address that choose items by their state. */
export const STAGES: Readonly<Record<ItemStage, string>> = {
  published: 'da-cong-bo',
  late: 'qua-han',
  'due-soon': 'sap-den-han',
  planned: 'chua-den-han',
  withdrawn: 'thu-hoi',
}

export interface PlanPageProps {
  readonly frame: Frame
  readonly shown: ShownPlan
  readonly stage: ItemStage | undefined
  readonly look: ItemLook
  readonly now: Date
  cycle(code: string): string
}

/** A plan in force: how far it has come, what is due, what it says. */
export function PlanPage(props: PlanPageProps) {
  const { frame, shown } = props
  const { lang } = frame
  const say = planWords(lang)
  const { resource, plan, agency, kind } = shown
  const title = resource.record?.title[lang] ?? resource.record?.title.vi ?? resource.slug
  return (
    <Layout {...frame} title={title} description={resource.record?.description.vi}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: say.plans }]} />
        <PageHead title={title} by={<a href={`/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>} />
        <Facts items={factsOf(shown, lang)} />
        {kind.form === 'items' ? <Progress {...props} /> : <p class="took-over">{say.registered}</p>}
        {plan.content.purpose && (
          <Part id="muc-dich" title={say.purpose}>
            <p>{plan.content.purpose}</p>
          </Part>
        )}
        {plan.content.measures && (
          <Part id="an-toan" title={say.measures}>
            <p>{plan.content.measures}</p>
          </Part>
        )}
        <Part id="tai-ve" title={say.files}>
          <Files shown={shown} lang={lang} />
        </Part>
        <Part id="gop-y" title={say.contact}>
          <Contact shown={shown} lang={lang} />
        </Part>
      </div>
    </Layout>
  )
}

function factsOf({ plan, progress, kind }: ShownPlan, lang: Lang) {
  const say = planWords(lang)
  const { content, decision } = plan
  const number = content.document?.number ?? decision.number
  const date = content.document?.date ?? decision.date
  return [
    { term: say.period, value: `${dayText(content.period.from, lang)}–${dayText(content.period.to, lang)}` },
    ...(number
      ? [{ term: say.decision, value: [number, date && dayText(date, lang)].filter(Boolean).join(', ') }]
      : []),
    ...(kind.form === 'items' ? [{ term: say.items, value: formatNumber(progress.counts.items, lang) }] : []),
  ]
}

function Progress(props: PlanPageProps) {
  const { frame, shown, now } = props
  const { lang } = frame
  const say = planWords(lang)
  const { progress } = shown
  const { counts } = progress
  return (
    <>
      <div class="plan-sum">
        <p class="big">
          {formatNumber(percent(counts.published, counts.items), lang)}
          <small>%</small> <small>{say.published.toLowerCase()}</small>
        </p>
        <PlanBar lang={lang} counts={counts} />
        <PlanBarKey lang={lang} counts={counts} />
        <p class="small muted">
          {say.onTime}: {formatNumber(counts.onTime, lang)}. {say.fresh}: {formatNumber(counts.fresh, lang)}. {say.good}
          : {formatNumber(counts.goodEnough, lang)}. {say.computed(formatTime(now))}
        </p>
      </div>
      <Part id="giai-doan" title={say.phases}>
        <PhaseTable lang={lang} phases={progress.phases} />
      </Part>
      <ProgressLine lang={lang} days={shown.days} />
      <TheList {...props} />
    </>
  )
}

/** The list, by state, by words, a page at a time. */
function TheList({ frame, shown, stage, look, cycle }: PlanPageProps) {
  const { lang } = frame
  const say = planWords(lang)
  const { progress, resource } = shown
  const items = stage ? progress.items.filter((item) => item.stage === stage) : progress.items
  const picked = pickItems(items, look, ({ item }) => item)
  const keep = stage ? { xem: STAGES[stage] } : {}
  const href = (name?: ItemStage) => `/ke-hoach/${resource.slug}${name ? `?xem=${STAGES[name]}` : ''}#danh-muc`
  const present = (Object.keys(STAGES) as ItemStage[]).filter((name) =>
    progress.items.some((item) => item.stage === name),
  )
  const count = (name: ItemStage) => formatNumber(progress.items.filter((item) => item.stage === name).length, lang)
  return (
    <Part id="danh-muc" title={say.theList}>
      <ViewTabs
        lang={lang}
        small
        label={say.shown}
        tabs={[
          {
            href: href(),
            text: `${say.all} ${formatNumber(progress.counts.items, lang)}`,
            current: stage === undefined,
          },
          ...present.map((name) => ({
            href: href(name),
            text: `${stageMark(name, lang).text} ${count(name)}`,
            current: name === stage,
          })),
        ]}
      />
      <PagedItems
        lang={lang}
        path={`/ke-hoach/${resource.slug}`}
        q={look.q}
        keep={keep}
        picked={picked}
        all={items.length}
      >
        <ItemsTable lang={lang} caption={say.theList} items={picked.shown} cycle={cycle} />
      </PagedItems>
    </Part>
  )
}

function Files({ shown, lang }: { shown: ShownPlan; lang: Lang }) {
  const say = planWords(lang)
  const { resource, kind, plan } = shown
  const base = `/ke-hoach/${resource.slug}`
  if (kind.form !== 'items') {
    const url = plan.content.document?.url
    return url && /^https?:\/\//.test(url) ? (
      <p>
        <a href={url} rel="nofollow">
          {url}
        </a>
      </p>
    ) : (
      <p class="muted">{plan.content.document?.number ?? say.registered}</p>
    )
  }
  return (
    <Downloads
      lang={lang}
      label={say.files}
      items={[
        { href: `${base}/van-ban.docx`, text: say.docx },
        { href: `${base}/van-ban.pdf`, text: say.pdf },
        { href: `${base}/danh-muc.xlsx`, text: say.xlsx },
        { href: `/api/v1/plans/${resource.slug}`, text: say.json },
      ]}
    />
  )
}

function Contact({ shown, lang }: { shown: ShownPlan; lang: Lang }) {
  const say = planWords(lang)
  const contact = shown.resource.record?.contact ?? {}
  const said = [contact.name, contact.phone].filter(Boolean).join(', ')
  const shownOn = shown.plan.publishedAt && formatDate(shown.plan.publishedAt, lang)
  return (
    <>
      <p>
        {said}
        {said && contact.email && ', '}
        {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
      </p>
      {shown.kind.form === 'items' && (
        <p>
          <a href={`/yeu-cau-du-lieu?co-quan=${shown.agency.code}`}>{say.ask}</a>
        </p>
      )}
      {shownOn && (
        <p class="small muted">
          {say.publicSince} {shownOn}
        </p>
      )}
    </>
  )
}
