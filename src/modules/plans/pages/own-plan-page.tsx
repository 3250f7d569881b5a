import type { FastifyRequest } from 'fastify'
import { Crumbs, CsrfField, ErrorSummary, type FormError, PageHead, Part } from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import { draftPath } from '../edit/draft-page.tsx'
import type { ItemProgress } from '../progress/model.ts'
import { PagedItems } from '../views/item-finder.tsx'
import { ItemsTable } from '../views/items-table.tsx'
import { type ItemLook, pickItems } from '../views/pick-items.ts'
import { PlanBar, PlanBarKey } from '../views/plan-bar.tsx'
import { ItemActs, MatchActs, type SuggestedDataset } from './item-acts.tsx'
import { PhaseTable } from './phase-table.tsx'
import { ProgressLine } from './progress-line.tsx'
import type { ShownPlan } from './read-plan.ts'
import { planWords } from './words.ts'

export interface OwnPlanProps {
  readonly request: FastifyRequest
  readonly shown: ShownPlan
  readonly errors: readonly FormError[]
  readonly done: string | undefined
  /** Open draft of the plan. */
  readonly draftId: string | undefined
  readonly mayWrite: boolean
  readonly look: ItemLook
  /** By item. */
  readonly suggested: ReadonlyMap<string, readonly SuggestedDataset[]>
  cycle(code: string): string
}

/** A plan in force as its officers see it: progress, what is due, and the way from an item to its dataset. */
export function OwnPlanPage(props: OwnPlanProps) {
  const { request, shown, errors, done } = props
  const { lang } = request
  const say = planWords(lang)
  const title = shown.resource.record?.title.vi ?? shown.resource.slug
  return (
    <WorkPage request={request} title={title} wide done={done}>
      <Crumbs lang={lang} items={[{ href: '/lam-viec/ke-hoach', text: say.own }]} />
      <PageHead title={title} />
      <ErrorSummary lang={lang} errors={errors} />
      <Ways {...props} />
      <Matches {...props} />
      {shown.kind.form === 'items' && <Progress {...props} />}
    </WorkPage>
  )
}

function Ways({ request, shown, draftId, mayWrite }: OwnPlanProps) {
  const say = planWords(request.lang)
  const { slug } = shown.resource
  return (
    <div class="row-acts">
      {draftId && (
        <a class="btn" href={draftPath(draftId)}>
          {say.goOn}
        </a>
      )}
      {!draftId && mayWrite && (
        <form method="post" action={`/lam-viec/ke-hoach/${slug}/sua-doi`}>
          <CsrfField token={request.csrfToken} />
          <button class="btn plain" type="submit">
            {say.revise}
          </button>
        </form>
      )}
      <a href={`/ke-hoach/${slug}`}>{say.publicPage}</a>
      {shown.kind.form === 'items' && <a href="/lam-viec/tai-len">{say.makeDataset}</a>}
    </div>
  )
}

/** What waits for the officer's word stands first: which new dataset fulfils which item. */
function Matches({ request, shown, mayWrite, suggested }: OwnPlanProps) {
  const { progress, resource } = shown
  const base = `/lam-viec/ke-hoach/${resource.slug}`
  const rows = progress.items.flatMap((item) => {
    const [dataset] = item.dataset ? [] : (suggested.get(item.item.id) ?? [])
    return dataset ? [{ item, dataset }] : []
  })
  if (!mayWrite || rows.length === 0) return null
  return (
    <Part id="goi-y" title={planWords(request.lang).matches}>
      <ul class="plain">
        {rows.map(({ item, dataset }) => (
          <li key={item.item.id}>
            <MatchActs request={request} progress={item} dataset={dataset} base={base} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Progress({ request, shown, mayWrite, look, cycle }: OwnPlanProps) {
  const { lang } = request
  const say = planWords(lang)
  const { progress, resource, days } = shown
  const base = `/lam-viec/ke-hoach/${resource.slug}`
  const picked = pickItems(progress.items, look, ({ item }) => item)
  const acts = (item: ItemProgress) => <ItemActs request={request} progress={item} base={base} />
  return (
    <>
      <div class="plan-sum">
        <PlanBar lang={lang} counts={progress.counts} />
        <PlanBarKey lang={lang} counts={progress.counts} />
      </div>
      <Part id="giai-doan" title={say.phases}>
        <PhaseTable lang={lang} phases={progress.phases} />
      </Part>
      <h2 id="danh-muc">{say.theList}</h2>
      <PagedItems lang={lang} path={base} q={look.q} picked={picked} all={progress.items.length}>
        <ItemsTable
          lang={lang}
          caption={say.theList}
          items={picked.shown}
          cycle={cycle}
          {...(mayWrite ? { acts } : {})}
        />
      </PagedItems>
      <ProgressLine lang={lang} days={days} />
    </>
  )
}
