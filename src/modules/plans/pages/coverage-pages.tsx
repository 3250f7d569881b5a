import {
  EmptyState,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Pager,
  Part,
  ProvinceMap,
  ScrollBox,
} from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { Coverage, IssuedPlan } from '../coverage/model.ts'
import { nodeWords, sumOf } from '../nation/nation-page.tsx'
import type { ForeignIssued } from '../nation/read-foreign.ts'
import { addCounts, type Counts, NO_COUNTS, percent } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import { CoverageFiles } from './coverage-files.tsx'
import { dueSaid } from './due-said.ts'
import type { Frame } from './plan-page.tsx'
import { planWords } from './words.ts'

const PLANS_PER_PAGE = 20

export interface CoveragePageProps {
  readonly frame: Frame
  readonly coverage: readonly Coverage[]
  readonly issued: readonly IssuedPlan[]
  readonly agencies: ReadonlyMap<string, Agency>
  /** Page of the list of plans, from 1. */
  readonly page: number
}

/** All kinds of plans with how many agencies have issued one, and how far open data plans have come. */
export function CoveragePage({ frame, coverage, issued, agencies, page }: CoveragePageProps) {
  const { lang } = frame
  const say = planWords(lang)
  const open = issued.filter(({ counts }) => counts.items > 0)
  return (
    <Layout {...frame} title={say.title} description={say.lede}>
      <div class="wrap ds list-page">
        <PageHead title={say.title} lede={say.lede} />
        <Part id="loai" title={say.kinds}>
          <ol class="plan-kinds">
            {coverage.map((one) => (
              <KindRow key={one.kind.id} lang={lang} coverage={one} />
            ))}
          </ol>
        </Part>
        <Part id="tien-do" title={say.openData}>
          {open.length === 0 ? (
            <EmptyState title={say.noPlans}>
              <p>{say.noPlansHint}</p>
            </EmptyState>
          ) : (
            <OpenPlans lang={lang} plans={open} agencies={agencies} page={page} />
          )}
        </Part>
        <PlanMap lang={lang} plans={open} agencies={agencies} />
        <NodePart lang={lang} plans={issued} />
        <CoverageFiles lang={lang} base="/ke-hoach/tinh-hinh" label={say.coverageFiles} />
        <p>
          <a href="/ke-hoach/quy-tac">{say.rules}</a>
        </p>
      </div>
    </Layout>
  )
}

/** That some of the plans are of other nodes, with the way to them. */
function NodePart({ lang, plans }: { lang: Lang; plans: readonly IssuedPlan[] }) {
  const foreign = plans.filter((plan): plan is ForeignIssued => plan.elsewhere !== undefined)
  if (foreign.length === 0) return null
  return (
    <p>
      <a href="/ke-hoach/cac-nut">{nodeWords(lang).see(...sumOf(foreign, lang))}</a>
    </p>
  )
}

function KindRow({ lang, coverage }: { lang: Lang; coverage: Coverage }) {
  const say = planWords(lang)
  const { kind, duty, issued, wanted } = coverage
  const number = (value: number) => formatNumber(value, lang)
  const share = Math.round((issued / Math.max(1, wanted)) * 1000) / 10
  return (
    <li>
      <div>
        <h3>
          <a href={`/ke-hoach/loai/${kind.id}`}>{kind.name[lang]}</a>
        </h3>
        {duty && <p class="small muted">{say.target(number(duty.share), dueSaid(coverage, lang))}</p>}
      </div>
      <div>
        <svg class="plan-bar" aria-hidden="true">
          <rect class="pb-planned" width="100%" height="100%" />
          <rect class="pb-onTime" width={`${share}%`} height="100%" />
        </svg>
        <p class="of">
          <b>{number(issued)}</b> {say.issued('', number(wanted)).trim()}
        </p>
      </div>
    </li>
  )
}

interface OpenPlansProps {
  readonly lang: Lang
  readonly plans: readonly IssuedPlan[]
  readonly agencies: ReadonlyMap<string, Agency>
}

function OpenPlans({ lang, plans, agencies, page }: OpenPlansProps & { page: number }) {
  const say = planWords(lang)
  const pages = Math.ceil(plans.length / PLANS_PER_PAGE)
  const at = Math.min(page, pages)
  const shown = [...plans].sort(byLate).slice((at - 1) * PLANS_PER_PAGE, at * PLANS_PER_PAGE)
  const total = plans.reduce<Counts>((sum, { counts }) => addCounts(sum, counts), NO_COUNTS)
  return (
    <>
      <div class="plan-sum">
        <PlanBar lang={lang} counts={total} />
        <PlanBarKey lang={lang} counts={total} />
      </div>
      <ScrollBox lang={lang} label={say.newest}>
        <table class="tb plan-items">
          <caption class="vh">{say.newest}</caption>
          <thead>
            <tr>
              <th scope="col">{say.agency}</th>
              <th scope="col">{say.progress}</th>
              <th scope="col" class="n">
                {say.items}
              </th>
              <th scope="col" class="n">
                {say.late}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((plan) => (
              <PlanRow key={plan.resourceId} lang={lang} plan={plan} agency={agencies.get(plan.agencyId)} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {pages > 1 && <Pager lang={lang} page={at} pages={pages} href={(next) => `/ke-hoach?trang=${next}#tien-do`} />}
    </>
  )
}

/** What is overdue stands first: that is what somebody has to act on. */
function byLate(a: IssuedPlan, b: IssuedPlan): number {
  return (
    b.counts.late - a.counts.late ||
    percent(a.counts.published, a.counts.items) - percent(b.counts.published, b.counts.items)
  )
}

function PlanRow({ lang, plan, agency }: { lang: Lang; plan: IssuedPlan; agency: Agency | undefined }) {
  const { counts } = plan
  return (
    <tr>
      <th scope="row">
        <a href={`/ke-hoach/${plan.slug}`}>{agency ? nameIn(lang, agency) : plan.title}</a>
        <p>
          {dayText(plan.period.from, lang)}–{dayText(plan.period.to, lang)}
        </p>
      </th>
      <td>
        <span class="num">{formatNumber(percent(counts.published, counts.items), lang)}%</span>
        <PlanBar lang={lang} counts={counts} />
      </td>
      <td class="n">{formatNumber(counts.items, lang)}</td>
      <td class="n">{formatNumber(counts.late, lang)}</td>
    </tr>
  )
}

/** Provinces by how much of their list is public; nothing until a province has a plan. */
function PlanMap({ lang, plans, agencies }: OpenPlansProps) {
  const say = planWords(lang)
  const byProvince = new Map<string, Counts>()
  for (const { agencyId, counts } of plans) {
    const code = agencies.get(agencyId)?.attributes['province34']
    if (typeof code === 'string') byProvince.set(code, addCounts(byProvince.get(code) ?? NO_COUNTS, counts))
  }
  if (byProvince.size === 0) return null
  const values = [...byProvince].map(([code, counts]) => ({ code, value: percent(counts.published, counts.items) }))
  return (
    <Part id="ban-do" title={say.mapTitle}>
      <ProvinceMap
        lang={lang}
        title={say.mapTitle}
        level="34"
        values={values}
        unit="%"
        breaks={[20, 40, 60, 80, 100]}
        decimals={0}
        source={say.mapSource}
      />
    </Part>
  )
}
