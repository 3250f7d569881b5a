import {
  Crumbs,
  EmptyState,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Pager,
  ScrollBox,
  Time,
  words,
} from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { Frame } from '../pages/plan-page.tsx'
import { planWords } from '../pages/words.ts'
import { percent } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar } from '../views/plan-bar.tsx'
import type { ForeignIssued } from './read-foreign.ts'

export const nodeWords = words(
  {
    title: 'Kế hoạch của các nút',
    lede: (plans: string, nodes: string) =>
      `${plans} kế hoạch đang có hiệu lực ở ${nodes} nút. Tiến độ do nút quản lý tính từ danh mục của mình và ký; ở đây chỉ cộng lại.`,
    none: 'Chưa có kế hoạch nào từ các nút',
    noneHelp: 'Kế hoạch hiện ở đây khi một nút được theo dõi ban hành nó.',
    computed: 'tính lúc',
    see: (plans: string, nodes: string) => `Trong đó ${plans} kế hoạch từ ${nodes} nút khác`,
  },
  {
    title: 'Plans of the nodes',
    lede: (plans: string, nodes: string) =>
      `${plans} plans in force at ${nodes} nodes. Progress is computed and signed by the node that keeps the plan; here it is only added up.`,
    none: 'No plan from any node yet',
    noneHelp: 'A plan is shown here once a node that is followed has issued it.',
    computed: 'computed',
    see: (plans: string, nodes: string) => `Of these, ${plans} plans come from ${nodes} other nodes`,
  },
)

const A_PAGE = 50

export interface NodePlansPageProps {
  readonly frame: Frame
  readonly plans: readonly ForeignIssued[]
  readonly agencies: ReadonlyMap<string, Agency>
  /** Names of kinds by id, in both languages. */
  readonly kinds: ReadonlyMap<string, Readonly<Record<Lang, string>>>
  /** From 1. */
  readonly page: number
}

/** Plans of other nodes: kind, agency, period, document, progress as its node computed it, and as of when. */
export function NodePlansPage({ frame, plans, agencies, kinds, page }: NodePlansPageProps) {
  const { lang } = frame
  const say = nodeWords(lang)
  const pages = Math.max(1, Math.ceil(plans.length / A_PAGE))
  const at = Math.min(page, pages)
  const shown = [...plans].sort(byKindAndAgency(agencies)).slice((at - 1) * A_PAGE, at * A_PAGE)
  return (
    <Layout {...frame} title={say.title}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: planWords(lang).plans }]} />
        <PageHead title={say.title} lede={plans.length > 0 ? say.lede(...sumOf(plans, lang)) : undefined} />
        {plans.length === 0 ? (
          <EmptyState title={say.none}>{say.noneHelp}</EmptyState>
        ) : (
          <PlanTable lang={lang} plans={shown} agencies={agencies} kinds={kinds} />
        )}
        {pages > 1 && <Pager lang={lang} page={at} pages={pages} href={(next) => `/ke-hoach/cac-nut?trang=${next}`} />}
      </div>
    </Layout>
  )
}

/** How many plans of how many nodes, as people write numbers. */
export function sumOf(plans: readonly ForeignIssued[], lang: Lang): readonly [plans: string, nodes: string] {
  const nodes = new Set(plans.map(({ elsewhere }) => elsewhere.node)).size
  return [formatNumber(plans.length, lang), formatNumber(nodes, lang)]
}

function byKindAndAgency(agencies: NodePlansPageProps['agencies']) {
  const nameOf = ({ agencyId, elsewhere }: ForeignIssued) => agencies.get(agencyId)?.name ?? elsewhere.agency
  return (one: ForeignIssued, other: ForeignIssued) =>
    one.kind.localeCompare(other.kind) || nameOf(one).localeCompare(nameOf(other), 'vi')
}

function PlanTable({
  lang,
  plans,
  ...named
}: Pick<NodePlansPageProps, 'plans' | 'agencies' | 'kinds'> & { readonly lang: Lang }) {
  const say = planWords(lang)
  return (
    <ScrollBox lang={lang} label={nodeWords(lang).title}>
      <table class="tb plan-items">
        <caption class="vh">{nodeWords(lang).title}</caption>
        <thead>
          <tr>
            <th scope="col">{say.agency}</th>
            <th scope="col">{say.progress}</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <Row key={plan.resourceId} lang={lang} plan={plan} {...named} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface RowProps extends Pick<NodePlansPageProps, 'agencies' | 'kinds'> {
  readonly lang: Lang
  readonly plan: ForeignIssued
}

function Row({ lang, plan, agencies, kinds }: RowProps) {
  const agency = agencies.get(plan.agencyId)
  const { elsewhere, period, counts } = plan
  const paper = [plan.number, plan.issuedOn && dayText(plan.issuedOn, lang)].filter(Boolean).join(', ')
  return (
    <tr>
      <th scope="row">
        <a href={elsewhere.url} rel="external">
          {agency ? nameIn(lang, agency) : elsewhere.agency}
        </a>
        <p>
          {kinds.get(plan.kind)?.[lang] ?? plan.title}, {dayText(period.from, lang)}–{dayText(period.to, lang)}
        </p>
        <p>
          {elsewhere.file ? (
            <a href={elsewhere.file} rel="external">
              {paper || 'PDF'}
            </a>
          ) : (
            paper
          )}
        </p>
        <p>
          {elsewhere.node}, {nodeWords(lang).computed} <Time value={elsewhere.asOf} lang={lang} form="datetime" />
        </p>
      </th>
      <td>
        {counts.items > 0 && <PlanBar lang={lang} counts={counts} />}
        {counts.items > 0 && (
          <span class="num">
            {formatNumber(counts.published, lang)}/{formatNumber(counts.items, lang)} (
            {formatNumber(percent(counts.published, counts.items), lang)}%)
          </span>
        )}
      </td>
    </tr>
  )
}
