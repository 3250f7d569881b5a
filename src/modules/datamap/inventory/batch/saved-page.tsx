import { CsrfField, ErrorSummary, errorOf, Facts, Field, formatNumber, PageHead, Part } from '../../../../ui/index.ts'
import { justDone, textIn, WorkPage } from '../../../identity/index.ts'
import { doneWords } from '../../room/words.ts'
import { DraftList } from './draft-list.tsx'
import { isOpen } from './model.ts'
import type { SavedPageProps } from './page-props.tsx'
import { RunPart } from './run-part.tsx'
import { batchWords } from './words.ts'

/** What became of a workbook: progress, counts, the steps for all drafts together, and the drafts one by one. */
export function SavedPage(props: SavedPageProps) {
  const { request, state, inventory, batch, agency, maySubmit, mayApprove } = props
  const { lang } = request
  const say = batchWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const { created = 0, changed = 0 } = inventory.saved ?? {}
  const title = say.savedTitle(inventory.fileName)
  const { du, thieu, cho, bo } = batch.parts
  const isIdle = !batch.run || !isOpen(batch.run)
  return (
    <WorkPage request={request} title={title} done={justDone(request, doneWords(lang))}>
      <PageHead title={title} by={agency} lede={say.savedLede(number(created), number(changed))} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {batch.run && (
        <RunPart request={request} run={batch.run} mayStop={batch.run.step === 'submit' ? maySubmit : mayApprove} />
      )}
      <Facts
        items={[
          { term: say.ready, value: number(du.length) },
          { term: say.gaps, value: number(thieu.length) },
          { term: say.review, value: number(cho.length) },
          { term: say.published, value: number(batch.published) },
          ...(bo.length > 0 ? [{ term: say.leftOut, value: number(bo.length) }] : []),
        ]}
      />
      <Systems {...props} />
      {isIdle && <Steps {...props} />}
      {du.length + thieu.length + cho.length + bo.length > 0 && (
        <Part id="tung-ban" title={say.list}>
          <DraftList {...props} mayChange={isIdle && maySubmit} />
        </Part>
      )}
    </WorkPage>
  )
}

function Steps(props: SavedPageProps) {
  const { batch, maySubmit, mayApprove } = props
  return (
    <>
      {maySubmit && batch.parts.du.length > 0 && <SubmitForm {...props} />}
      {mayApprove && batch.parts.cho.length > 0 && <ApproveForm {...props} />}
    </>
  )
}

function Systems({ request, inventory, maySeeSystems }: SavedPageProps) {
  const { lang } = request
  const say = batchWords(lang)
  const { systemsAdded = 0, systemsChanged = 0 } = inventory.saved ?? {}
  if (systemsAdded + systemsChanged === 0) return null
  return (
    <p class="pb-h">
      {say.savedSystems(formatNumber(systemsAdded, lang), formatNumber(systemsChanged, lang))}{' '}
      {maySeeSystems && <a href="/lam-viec/he-thong">{say.toSystems}</a>}
    </p>
  )
}

function SubmitForm({ request, inventory, batch }: SavedPageProps) {
  const { lang } = request
  const say = batchWords(lang)
  return (
    <form class="pb-h" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/gui`}>
      <CsrfField token={request.csrfToken} />
      <p>{say.submitLede}</p>
      <button class="btn" type="submit">
        {say.submitMany(formatNumber(batch.parts.du.length, lang))}
      </button>
    </form>
  )
}

function ApproveForm({ request, state, inventory, batch }: SavedPageProps) {
  const { lang } = request
  const say = batchWords(lang)
  const text = say.approveMany(formatNumber(batch.parts.cho.length, lang))
  return (
    <Part id="duyet" title={text}>
      <form class="form" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/duyet`}>
        <CsrfField token={request.csrfToken} />
        <p>{say.approveLede}</p>
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
          error={errorOf(state.errors, 'date')}
          required={false}
          value={textIn(state.form, 'date')}
          type="date"
          width="short"
        />
        <p class="acts">
          <button class="btn" type="submit">
            {text}
          </button>
        </p>
      </form>
    </Part>
  )
}
