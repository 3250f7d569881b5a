import type { FastifyRequest } from 'fastify'
import {
  type FormError,
  formatNumber,
  type Lang,
  PageHead,
  Part,
  StateMark,
  TodoList,
  TodoRow,
} from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import { draftPath } from '../edit/draft-page.tsx'
import { draftWords } from '../edit/draft-words.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import { type CreateChoices, CreateForm } from './create-form.tsx'
import { itemRows } from './item-rows.ts'
import type { OwnDraft, OwnPlan } from './read-own.ts'
import { planWords } from './words.ts'

export interface OwnPlansProps {
  readonly request: FastifyRequest
  readonly plans: readonly OwnPlan[]
  readonly drafts: readonly OwnDraft[]
  readonly create: CreateChoices | undefined
  readonly errors: readonly FormError[]
  readonly done: string | undefined
}

/** Plans of one's agencies: what is due, how far each has come, what is being drafted, and the way to a new one. */
export function OwnPlansPage({ request, plans, drafts, create, errors, done }: OwnPlansProps) {
  const { lang } = request
  const say = planWords(lang)
  return (
    <WorkPage request={request} title={say.own} room="desk" done={done}>
      <PageHead title={say.own} lede={say.ownLede} />
      <Waiting lang={lang} plans={plans} />
      {plans.map((plan) => (
        <PlanSum key={plan.resourceId} lang={lang} plan={plan} />
      ))}
      {drafts.length > 0 && <Drafts lang={lang} drafts={drafts} />}
      {create && create.agencies.length > 0 && <CreateForm request={request} create={create} errors={errors} />}
    </WorkPage>
  )
}

function Waiting({ lang, plans }: { lang: Lang; plans: readonly OwnPlan[] }) {
  const say = planWords(lang)
  const rows = itemRows(plans, lang)
  if (rows.length === 0) return plans.length > 0 ? <p class="muted">{say.nothingWaits}</p> : null
  return (
    <TodoList title={say.waits}>
      {rows.map(({ row }, index) => (
        <TodoRow key={row.href} {...row} first={index === 0} />
      ))}
    </TodoList>
  )
}

function PlanSum({ lang, plan }: { lang: Lang; plan: OwnPlan }) {
  const say = planWords(lang)
  const { counts } = plan.progress
  return (
    <section class="plan-sum" aria-label={plan.title}>
      <h2>
        <a href={`/lam-viec/ke-hoach/${plan.slug}`}>{plan.title}</a>
      </h2>
      {counts.items > 0 && (
        <>
          <PlanBar lang={lang} counts={counts} />
          <PlanBarKey lang={lang} counts={counts} />
        </>
      )}
      {plan.review && counts.items > 0 && (
        <p class="small muted">
          {say.review(dayText(plan.review.due, lang))}: {plan.review.said[lang]} {plan.review.rule.said[lang]}
        </p>
      )}
    </section>
  )
}

function Drafts({ lang, drafts }: { lang: Lang; drafts: readonly OwnDraft[] }) {
  const say = planWords(lang)
  const states = draftWords(lang).states
  return (
    <Part id="dang-soan" title={say.drafts}>
      <ul class="plain">
        {drafts.map(({ changeId, title, state, items }) => (
          <li key={changeId}>
            <a href={draftPath(changeId)}>{title}</a>{' '}
            <StateMark kind={state === 'in_review' ? 'warn' : 'idle'}>{states[state] ?? state}</StateMark>{' '}
            <span class="small muted">{draftWords(lang).listed(formatNumber(items, lang))}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
