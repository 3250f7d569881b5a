import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  EmptyState,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  formatNumber,
  type Lang,
  type Option,
  PageHead,
  Part,
  Select,
  StateMark,
  TodoList,
  TodoRow,
} from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import { draftPath } from '../edit/draft-page.tsx'
import { draftWords } from '../edit/draft-words.ts'
import type { ItemProgress } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import { stageMark } from '../views/words.ts'
import type { OwnDraft, OwnPlan } from './read-own.ts'
import { planWords } from './words.ts'

const MOST_WAITING = 20

export interface OwnPlansProps {
  readonly request: FastifyRequest
  readonly plans: readonly OwnPlan[]
  readonly drafts: readonly OwnDraft[]
  readonly create: CreateChoices | undefined
  readonly errors: readonly FormError[]
  readonly done: string | undefined
}

export interface CreateChoices {
  readonly agencies: readonly Option[]
  readonly kinds: readonly Option[]
  readonly from: string
  readonly to: string
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
      {create && <Create request={request} create={create} errors={errors} />}
    </WorkPage>
  )
}

function Waiting({ lang, plans }: { lang: Lang; plans: readonly OwnPlan[] }) {
  const say = planWords(lang)
  const rows = plans.flatMap((plan) =>
    plan.progress.items
      .filter(({ stage }) => stage === 'late' || stage === 'due-soon' || stage === 'withdrawn')
      .map((progress) => ({ plan, progress })),
  )
  if (rows.length === 0) return plans.length > 0 ? <p class="muted">{say.nothingWaits}</p> : null
  const first = rows.sort((a, b) => a.progress.item.due.localeCompare(b.progress.item.due)).slice(0, MOST_WAITING)
  return (
    <TodoList title={say.waits}>
      {first.map(({ plan, progress }, index) => {
        const mark = stageMark(progress.stage, lang)
        return (
          <TodoRow
            key={progress.item.id}
            state={mark}
            when={say.dueOn(dayText(progress.item.due, lang))}
            href={`/lam-viec/ke-hoach/${plan.slug}#muc-${progress.item.id}`}
            title={progress.item.title}
            verb={say.seeItem}
            first={index === 0}
          >
            {progress.item.unit}
          </TodoRow>
        )
      })}
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
      {plan.reviewDue && counts.items > 0 && <p class="small muted">{say.review(dayText(plan.reviewDue, lang))}</p>}
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

function Create({
  request,
  create,
  errors,
}: {
  request: FastifyRequest
  create: CreateChoices
  errors: readonly FormError[]
}) {
  const { lang, csrfToken } = request
  const say = planWords(lang)
  if (create.agencies.length === 0) return <EmptyState title={say.noPlans} />
  return (
    <Part id="lap" title={say.create}>
      <form class="form" method="post" action="/lam-viec/ke-hoach">
        <CsrfField token={csrfToken} />
        <ErrorSummary lang={lang} errors={errors} />
        <Select
          lang={lang}
          name="kind"
          label={say.kind}
          options={create.kinds}
          value="open-data"
          error={errorOf(errors, 'kind')}
        />
        <Select
          lang={lang}
          name="agency"
          label={say.agency}
          options={create.agencies}
          error={errorOf(errors, 'agency')}
        />
        <Field
          lang={lang}
          name="from"
          label={say.from}
          type="date"
          width="medium"
          value={create.from}
          error={errorOf(errors, 'from')}
          required
        />
        <Field
          lang={lang}
          name="to"
          label={say.to}
          type="date"
          width="medium"
          value={create.to}
          error={errorOf(errors, 'to')}
          required
        />
        <button class="btn" type="submit">
          {say.open}
        </button>
      </form>
    </Part>
  )
}

/** What an officer may do with an item: say which dataset it is, or that it is not. */
export function ItemActs({
  request,
  progress,
  suggested,
  base,
}: {
  request: FastifyRequest
  progress: ItemProgress
  suggested: readonly { readonly id: string; readonly title: string }[]
  base: string
}) {
  const { lang, csrfToken } = request
  const say = planWords(lang)
  const { item, dataset } = progress
  const form = (values: Readonly<Record<string, string>>, text: string, plain = true) => (
    <form method="post" action={`${base}/noi`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="item" value={item.id} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class={plain ? 'quiet' : 'btn plain'} type="submit">
        {text}
        <span class="vh">: {item.title}</span>
      </button>
    </form>
  )
  if (dataset)
    return (
      <>
        {!dataset.isPublic && <span>{dataset.title}</span>}
        {form({ dataset: dataset.id, bo: '1' }, say.unlink)}
      </>
    )
  const [first] = suggested
  return (
    <>
      {first && (
        <div>
          <p>{say.isIt(first.title)}</p>
          {form({ dataset: first.id }, say.yes, false)}
          {form({ dataset: first.id, bo: '1' }, say.no)}
        </div>
      )}
      <details class="more">
        <summary>{say.link}</summary>
        <form class="form" method="post" action={`${base}/noi`}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="item" value={item.id} />
          <label for={`noi-${item.id}`} class="small">
            {say.linkHelp}
          </label>
          <span class="field">
            <input id={`noi-${item.id}`} name="dataset" required maxLength={300} />
          </span>
          <button class="btn plain" type="submit">
            {say.yes}
            <span class="vh">: {item.title}</span>
          </button>
        </form>
      </details>
    </>
  )
}

export function workCrumbs(lang: Lang) {
  return <Crumbs lang={lang} items={[{ href: '/lam-viec/ke-hoach', text: planWords(lang).own }]} />
}
