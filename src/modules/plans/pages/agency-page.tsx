import { Crumbs, EmptyState, formatNumber, type Lang, Layout, PageHead, Part, ScrollBox } from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { IssuedPlan } from '../coverage/model.ts'
import type { TreeRow } from '../coverage/read-coverage.ts'
import { type Counts, percent } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import type { Frame } from './plan-page.tsx'
import { planWords } from './words.ts'

export interface AgencyPlansProps {
  readonly frame: Frame
  readonly agency: Agency
  readonly total: Counts
  readonly below: readonly TreeRow[]
  readonly plans: readonly IssuedPlan[]
}

/** Plans of an agency: its own, and the sum with all units below it. */
export function AgencyPlansPage({ frame, agency, total, below, plans }: AgencyPlansProps) {
  const { lang } = frame
  const say = planWords(lang)
  const name = nameIn(lang, agency)
  return (
    <Layout {...frame} title={`${say.plans}: ${name}`}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: say.plans }]} />
        <PageHead title={name} by={<a href={`/co-quan/${agency.code}`}>{agency.code}</a>} />
        {total.items === 0 && plans.length === 0 && (
          <EmptyState title={say.noPlans}>
            <p>{say.noPlansHint}</p>
          </EmptyState>
        )}
        {total.items > 0 && (
          <div class="plan-sum">
            <p class="big">
              {formatNumber(percent(total.published, total.items), lang)}
              <small>%</small> <small>{say.published.toLowerCase()}</small>
            </p>
            <PlanBar lang={lang} counts={total} />
            <PlanBarKey lang={lang} counts={total} />
            <p class="small muted">{say.withUnits}</p>
          </div>
        )}
        {plans.length > 0 && (
          <Part id="ke-hoach" title={say.plans}>
            <ul class="plain">
              {plans.map((plan) => (
                <li key={plan.resourceId}>
                  <a href={`/ke-hoach/${plan.slug}`}>{plan.title}</a>{' '}
                  <span class="small muted">
                    {[plan.number, plan.issuedOn && dayText(plan.issuedOn, lang)].filter(Boolean).join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {below.length > 0 && <Units lang={lang} below={below} />}
      </div>
    </Layout>
  )
}

function Units({ lang, below }: { lang: Lang; below: readonly TreeRow[] }) {
  const say = planWords(lang)
  return (
    <Part id="don-vi" title={say.units}>
      <ScrollBox lang={lang} label={say.units}>
        <table class="tb plan-items">
          <caption class="vh">{say.units}</caption>
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
            {below.map(({ agency, counts }) => (
              <tr key={agency.id}>
                <th scope="row">
                  <a href={`/ke-hoach/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>
                </th>
                <td>
                  <PlanBar lang={lang} counts={counts} />
                </td>
                <td class="n">{formatNumber(counts.items, lang)}</td>
                <td class="n">{formatNumber(counts.late, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}
