import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { CsrfField, ErrorSummary, errorOf, Facts, Field, formatNumber, PageHead, Part } from '../../../ui/index.ts'
import { action, assertCan, can, type FormState, justDone, pathParam, textIn, WorkPage } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { doneWords } from '../room/words.ts'
import { approveBatch, type Batch, PER_PRESS, readBatch, submitBatch } from './batch.ts'
import { findInventoryHead, type InventoryHead } from './store.ts'
import { inventoryWords } from './words.ts'

const PATH = '/lam-viec/ban-do/nap/:id'

/** What is done with all drafts of a workbook together: sent, approved under one decision. */
export function batchRoutes(http: Http, deps: DatamapDeps): void {
  const show = async (request: FastifyRequest, state: FormState) =>
    savedPage(deps, request, { inventory: await findInventoryHead(deps.db, pathParam(request, 'id')), state })
  action(http, {
    path: `${PATH}/gui`,
    name: 'inventorySubmit',
    module: 'datamap',
    summary: 'Gửi duyệt các bản nháp đủ nội dung của một tệp',
    gate: 'catalog.change.submit',
    async run(request) {
      const inventory = await findInventoryHead(deps.db, pathParam(request, 'id'))
      await submitBatch(deps, request.actor, inventory)
      return `/lam-viec/ban-do/nap/${inventory.id}?xong=gui-nhieu`
    },
    again: show,
  })
  action(http, {
    path: `${PATH}/duyet`,
    name: 'inventoryApprove',
    module: 'datamap',
    summary: 'Duyệt các bản đang chờ của một tệp theo một quyết định',
    gate: 'catalog.change.approve',
    async run(request, form) {
      const inventory = await findInventoryHead(deps.db, pathParam(request, 'id'))
      const number = textIn(form, 'number').trim()
      const date = textIn(form, 'date').trim()
      const decision = { ...(number ? { number } : {}), ...(date ? { date } : {}) }
      await approveBatch(deps, request.actor, { inventory, decision })
      return `/lam-viec/ban-do/nap/${inventory.id}?xong=duyet-nhieu`
    },
    again: show,
  })
}

export async function savedPage(
  deps: DatamapDeps,
  request: FastifyRequest,
  { inventory, state }: { inventory: InventoryHead; state: FormState },
) {
  const { actor } = request
  assertCan(actor, 'catalog.draft.read', { agencyId: inventory.agencyId })
  const [batch, agency] = await Promise.all([readBatch(deps, inventory), deps.agencies.byId(inventory.agencyId)])
  return (
    <SavedPage
      request={request}
      state={state}
      inventory={inventory}
      batch={batch}
      agency={agency?.name ?? ''}
      maySubmit={can(actor, 'catalog.change.submit', inventory)}
      mayApprove={can(actor, 'catalog.change.approve', { agencyId: inventory.agencyId })}
      maySeeSystems={can(actor, 'datamap.system.read', { agencyId: inventory.agencyId })}
    />
  )
}

interface SavedPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly inventory: InventoryHead
  readonly batch: Batch
  readonly agency: string
  readonly maySubmit: boolean
  readonly mayApprove: boolean
  readonly maySeeSystems: boolean
}

function SavedPage(props: SavedPageProps) {
  const { request, state, inventory, batch, agency, maySubmit, mayApprove } = props
  const { lang } = request
  const say = inventoryWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const { created = 0, changed = 0, systemsAdded = 0, systemsChanged = 0 } = inventory.saved ?? {}
  const title = say.savedTitle(inventory.fileName)
  return (
    <WorkPage request={request} title={title} done={justDone(request, doneWords(lang))}>
      <PageHead title={title} by={agency} lede={say.savedLede(number(created), number(changed))} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <Facts
        items={[
          { term: say.batch.draft, value: number(batch.drafts.length) },
          { term: say.batch.ready, value: number(batch.ready.length) },
          { term: say.batch.review, value: number(batch.inReview.length) },
          { term: say.batch.published, value: number(batch.published) },
        ]}
      />
      {systemsAdded + systemsChanged > 0 && (
        <p>
          {say.savedSystems(number(systemsAdded), number(systemsChanged))}{' '}
          {props.maySeeSystems && <a href="/lam-viec/he-thong">{say.toSystems}</a>}
        </p>
      )}
      <p class="pb-h">
        <a href="/lam-viec/ban-do?tinh=nhap">{say.toList}</a>
      </p>
      {maySubmit && batch.ready.length > 0 && <SubmitForm {...props} />}
      {mayApprove && batch.inReview.length > 0 && <ApproveForm {...props} />}
    </WorkPage>
  )
}

function SubmitForm({ request, inventory, batch }: SavedPageProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  const count = Math.min(PER_PRESS, batch.ready.length)
  return (
    <form class="pb-h" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/gui`}>
      <CsrfField token={request.csrfToken} />
      {batch.ready.length > PER_PRESS && <p>{say.perPress(formatNumber(PER_PRESS, lang))}</p>}
      <button class="btn" type="submit">
        {say.submitMany(formatNumber(count, lang))}
      </button>
    </form>
  )
}

function ApproveForm({ request, state, inventory, batch }: SavedPageProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  const count = Math.min(PER_PRESS, batch.inReview.length)
  return (
    <Part id="duyet" title={say.approveMany(formatNumber(count, lang))}>
      <form class="form" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/duyet`}>
        <CsrfField token={request.csrfToken} />
        <p>{say.approveLede}</p>
        {batch.inReview.length > PER_PRESS && <p>{say.perPress(formatNumber(PER_PRESS, lang))}</p>}
        <Field
          lang={lang}
          name="number"
          label={say.number}
          error={errorOf(state.errors, 'number')}
          value={textIn(state.form, 'number')}
          width="medium"
          maxLength={200}
        />
        <Field
          lang={lang}
          name="date"
          label={say.date}
          required={false}
          value={textIn(state.form, 'date')}
          type="date"
          width="short"
        />
        <p class="acts">
          <button class="btn" type="submit">
            {say.approveMany(formatNumber(count, lang))}
          </button>
        </p>
      </form>
    </Part>
  )
}
