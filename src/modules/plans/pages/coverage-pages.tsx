import {
  Crumbs,
  EmptyState,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Part,
  ProvinceMap,
  ScrollBox,
  StateMark,
} from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { Coverage, CoverageRow, IssuedPlan } from '../coverage/model.ts'
import { addCounts, type Counts, NO_COUNTS, percent } from '../progress/model.ts'
import type { LegalBasis } from '../rules/model.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import type { Frame } from './plan-page.tsx'
import { planWords } from './words.ts'

const STATE_KINDS = { 'in-force': 'good', ended: 'warn', missing: 'idle' } as const

export interface CoveragePageProps {
  readonly frame: Frame
  readonly coverage: readonly Coverage[]
  readonly issued: readonly IssuedPlan[]
  readonly agencies: ReadonlyMap<string, Agency>
}

/** All kinds of plans with how many agencies have issued one, and how far open data plans have come. */
export function CoveragePage({ frame, coverage, issued, agencies }: CoveragePageProps) {
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
            <OpenPlans lang={lang} plans={open} agencies={agencies} />
          )}
        </Part>
        <PlanMap lang={lang} plans={open} agencies={agencies} />
        <p>
          <a href="/ke-hoach/quy-tac">{say.rules}</a>
        </p>
      </div>
    </Layout>
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
        {duty && <p class="small muted">{say.target(number(duty.share), duty.due ? dayText(duty.due, lang) : '')}</p>}
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

function OpenPlans({ lang, plans, agencies }: OpenPlansProps) {
  const say = planWords(lang)
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
              <th scope="col">{say.plan}</th>
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
            {plans.map((plan) => (
              <PlanRow key={plan.resourceId} lang={lang} plan={plan} agency={agencies.get(plan.agencyId)} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

function PlanRow({ lang, plan, agency }: { lang: Lang; plan: IssuedPlan; agency: Agency | undefined }) {
  const { counts } = plan
  return (
    <tr>
      <th scope="row">
        <a href={`/ke-hoach/${plan.slug}`}>{plan.title}</a>
        <p>
          {dayText(plan.period.from, lang)}–{dayText(plan.period.to, lang)}
        </p>
      </th>
      <td>{agency && <a href={`/ke-hoach/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>}</td>
      <td>
        <PlanBar lang={lang} counts={counts} />
        <span class="num">{formatNumber(percent(counts.published, counts.items), lang)}%</span>
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

export interface KindPageProps {
  readonly frame: Frame
  readonly coverage: Coverage
  readonly basis: readonly (LegalBasis & { readonly inForce: boolean })[]
  readonly missingOnly: boolean
}

/** One kind of plan: who must issue it on what basis, and which agency has. */
export function KindPage({ frame, coverage, basis, missingOnly }: KindPageProps) {
  const { lang } = frame
  const say = planWords(lang)
  const { kind, rows, issued, wanted } = coverage
  const number = (value: number) => formatNumber(value, lang)
  const shown = missingOnly ? rows.filter(({ state }) => state !== 'in-force') : rows
  const base = `/ke-hoach/loai/${kind.id}`
  return (
    <Layout {...frame} title={kind.name[lang]}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: say.plans }]} />
        <PageHead title={kind.name[lang]} lede={`${say.issued(number(issued), number(wanted))}.`} />
        <Basis lang={lang} coverage={coverage} basis={basis} />
        <div class="row-acts">
          {missingOnly ? <a href={base}>{say.all}</a> : <a href={`${base}?xem=chua`}>{say.missingOnly}</a>}
          <a href={`${base}/danh-sach.xlsx`}>{say.export}</a>
        </div>
        <ScrollBox lang={lang} label={kind.name[lang]}>
          <table class="tb plan-items">
            <caption class="vh">{kind.name[lang]}</caption>
            <thead>
              <tr>
                {[say.agency, say.state, say.plan, say.number, say.issuedOn, say.progress].map((text) => (
                  <th key={text} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <AgencyRow key={row.agency.id} lang={lang} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </Layout>
  )
}

function AgencyRow({ lang, row }: { lang: Lang; row: CoverageRow }) {
  const say = planWords(lang)
  const { agency, state, plan } = row
  return (
    <tr>
      <th scope="row">
        <a href={`/ke-hoach/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>
      </th>
      <td>
        <StateMark kind={STATE_KINDS[state]}>{say.states[state]}</StateMark>
      </td>
      <td>{plan && <a href={`/ke-hoach/${plan.slug}`}>{plan.title}</a>}</td>
      <td>{plan?.number}</td>
      <td class="num nw">{plan?.issuedOn && dayText(plan.issuedOn, lang)}</td>
      <td>
        {plan && plan.counts.items > 0 && (
          <span class="num">
            {formatNumber(plan.counts.published, lang)}/{formatNumber(plan.counts.items, lang)}
          </span>
        )}
      </td>
    </tr>
  )
}

function Basis({ lang, coverage, basis }: Pick<KindPageProps, 'coverage' | 'basis'> & { lang: Lang }) {
  const say = planWords(lang)
  const note = coverage.duty?.note?.[lang]
  return (
    <Part id="can-cu" title={say.basis}>
      <ul class="plain">
        {basis.map((item) => (
          <li key={item.id}>
            {item.document}, {item.article}: {item.said[lang]}{' '}
            <span class="small muted">
              (
              {item.inForce
                ? say.inForce
                : say.ended(
                    item.validTo ? dayText(item.validTo, lang) : '',
                    item.endedBy ? say.endedBy(item.endedBy) : '',
                  )}
              {item.evidence === 'secondary' && `; ${say.secondary}`})
            </span>
          </li>
        ))}
      </ul>
      {note && <p class="small muted">{note}</p>}
    </Part>
  )
}
