import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  type Option,
  PageHead,
  Select,
  TextArea,
} from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import type { PlanItem } from '../content/model.ts'
import { dayText } from '../views/day-text.ts'
import { reasonWord } from '../views/words.ts'
import { draftHref } from './draft-page.tsx'
import { draftWords } from './draft-words.ts'
import type { DraftView } from './view-draft.ts'

export interface ItemPageProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly item: PlanItem
  readonly cycles: readonly Option[]
  readonly openFormats: ReadonlySet<string>
  readonly errors: readonly FormError[]
}

/** Formats most datasets come in; those of them that count as open are offered. */
const USUAL = ['CSV', 'XLSX', 'JSON', 'XML', 'ODS', 'GEOJSON', 'PARQUET', 'KML']

/** One item of the list: what, who, when, how. */
export function ItemPage(props: ItemPageProps) {
  const { request, view, item, errors } = props
  const { lang } = request
  const say = draftWords(lang)
  const { change } = view
  const above = [
    { href: '/lam-viec/ke-hoach', text: say.plans },
    { href: draftHref(change.id), text: change.record.title.vi },
  ]
  return (
    <WorkPage request={request} title={item.title || say.item}>
      <Crumbs lang={lang} items={above} />
      <PageHead title={item.title || say.item} />
      <ErrorSummary lang={lang} errors={errors} />
      <form class="form" method="post" action={`/lam-viec/ke-hoach/ban-nhap/${change.id}/muc/${item.id}`}>
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="revision" value={change.revision} />
        <ItemFields {...props} />
        <Why item={item} request={request} />
        <div class="row-acts">
          <button class="btn" type="submit">
            {say.save}
          </button>
          <a href={draftHref(change.id)}>{say.back}</a>
        </div>
      </form>
    </WorkPage>
  )
}

function ItemFields({ request, view, item, cycles, openFormats, errors }: ItemPageProps) {
  const { lang } = request
  const say = draftWords(lang)
  const { from, to } = view.content.period
  const line = (name: string, label: string, value: string | undefined) => ({
    lang,
    name,
    label,
    value,
    error: errorOf(errors, name),
  })
  const dueHelp = say.dueHelp(dayText(from, lang), dayText(to, lang))
  const formats = USUAL.filter((format) => openFormats.has(format)).map((format) => ({ value: format, text: format }))
  return (
    <>
      <Field {...line('title', say.columns.title, item.title)} help={say.titleHelp} maxLength={300} required />
      <TextArea {...line('description', say.description, item.description ?? '')} maxLength={4000} required={false} />
      <Field {...line('unit', say.columns.unit, item.unit)} maxLength={300} required />
      <Field {...line('due', say.columns.due, item.due)} help={dueHelp} type="date" width="medium" required />
      <Select {...line('frequency', say.columns.cycle, item.frequency)} options={cycles} empty={say.chooseCycle} />
      <CheckboxGroup
        name="formats"
        label={say.formatsLabel}
        options={formats}
        values={item.formats}
        error={errorOf(errors, 'formats')}
      />
      <TextArea {...line('note', say.note, item.note ?? '')} maxLength={2000} rows={3} required={false} />
    </>
  )
}

function Why({ item, request }: Pick<ItemPageProps, 'item' | 'request'>) {
  const { lang } = request
  const say = draftWords(lang)
  return (
    <dl class="plain-facts">
      <div>
        <dt>{say.why}</dt>
        <dd>
          {reasonWord(item.reason.kind, lang)}
          {item.reason.text && `: ${item.reason.text}`}
        </dd>
      </div>
      {item.source && (
        <div>
          <dt>{say.source}</dt>
          <dd>
            {[item.source.database, item.source.table].filter(Boolean).join(', ')}
            {item.source.columns.length > 0 && ` (${item.source.columns.join(', ')})`}
          </dd>
        </div>
      )}
    </dl>
  )
}
