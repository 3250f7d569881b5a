import { CsrfField, Field, type Lang, SavedForm, Select } from '../../../ui/index.ts'
import { type Form, textIn } from '../../identity/index.ts'
import { type DatabaseRecord, MILESTONE_STATES, type Milestone } from '../record.ts'
import { choicesOf } from '../words.ts'
import { DraftFrame, type DraftFrameProps } from './draft-page.tsx'
import { draftWords } from './words.ts'

const NEW_ROWS = 2
const MOST_ROWS = 100

/** The milestones a form names; a row without a name is left out. */
export function roadmapFromForm(form: Form): Milestone[] {
  const rows = Math.min(MOST_ROWS, Number(textIn(form, 'so-dong')) || 0)
  return Array.from({ length: rows }, (_, index) => milestoneOf(form, `lt-${index}`)).filter((row) => row !== undefined)
}

function milestoneOf(form: Form, row: string): Milestone | undefined {
  const text = (key: string) => textIn(form, `${row}.${key}`).trim()
  if (text('name') === '' || text('bo') !== '') return undefined
  const state = MILESTONE_STATES.find((one) => one === text('state'))
  const progress = Number(text('progress').replace(',', '.'))
  const known = text('progress') !== '' && progress >= 0 && progress <= 100
  return {
    name: text('name').slice(0, 300),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(text('due')) ? { due: text('due') } : {}),
    ...(state ? { state } : {}),
    ...(text('budget') ? { budget: text('budget').slice(0, 300) } : {}),
    ...(known ? { progress } : {}),
  }
}

/** The roadmap of a draft: one step a row. */
export function RoadmapSection(props: Omit<DraftFrameProps, 'children'>) {
  const { request, view } = props
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const { id, revision, updatedAt } = view.change
  const saveTo = `/lam-viec/ban-do/thay-doi/${id}/luu`
  const rows: readonly (Milestone | undefined)[] = [
    ...view.record.roadmap,
    ...Array.from({ length: view.mayWrite ? NEW_ROWS : 0 }, () => undefined),
  ]
  return (
    <DraftFrame {...props}>
      <p>{say.roadmapLede}</p>
      <SavedForm lang={lang} saveTo={saveTo} savedAt={updatedAt}>
        <form class="form" method="post" action={saveTo}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="version" value={revision} />
          <input type="hidden" name="phan" value="lo-trinh" />
          <input type="hidden" name="so-dong" value={rows.length} />
          {rows.map((row, index) => (
            <MilestoneRow key={index} lang={lang} row={`lt-${index}`} step={row} />
          ))}
          {view.mayWrite && (
            <p class="acts">
              <button class="btn" type="submit">
                {say.save}
              </button>
            </p>
          )}
        </form>
      </SavedForm>
    </DraftFrame>
  )
}

function MilestoneRow({
  lang,
  row,
  step,
}: {
  lang: Lang
  row: string
  step: DatabaseRecord['roadmap'][number] | undefined
}) {
  const say = draftWords(lang)
  const control = (key: string) => ({ lang, name: `${row}.${key}` })
  return (
    <fieldset class="item-row">
      <legend>{step?.name ?? say.newRow}</legend>
      <Field {...control('name')} label={say.step} value={step?.name} maxLength={300} />
      <Field {...control('due')} label={say.due} value={step?.due} type="date" width="short" />
      <Select
        {...control('state')}
        label={say.state}
        value={step?.state ?? ''}
        empty={say.notSaid}
        options={choicesOf('milestone', lang)}
      />
      <Field {...control('progress')} label={say.progress} value={step?.progress} inputMode="decimal" width="short" />
      <Field {...control('budget')} label={say.budget} value={step?.budget} maxLength={300} />
      {step && (
        <div class="choice">
          <input id={`${row}.bo`} type="checkbox" name={`${row}.bo`} value="1" />
          <label for={`${row}.bo`}>{say.remove}</label>
        </div>
      )}
    </fieldset>
  )
}
