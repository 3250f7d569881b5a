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
import { OPEN_FORMATS } from '../progress/model.ts'
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
  readonly errors: readonly FormError[]
}

const FORMATS = [...OPEN_FORMATS].filter((format) =>
  ['CSV', 'XLSX', 'JSON', 'XML', 'ODS', 'GEOJSON', 'PARQUET', 'KML'].includes(format),
)

/** One item of the list: what, who, when, how. */
export function ItemPage({ request, view, item, cycles, errors }: ItemPageProps) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const { change, content } = view
  const { from, to } = content.period
  return (
    <WorkPage request={request} title={item.title || say.item}>
      <Crumbs
        lang={lang}
        items={[
          { href: '/lam-viec/ke-hoach', text: say.plans },
          { href: draftHref(change.id), text: change.record.title.vi },
        ]}
      />
      <PageHead title={item.title || say.item} />
      <ErrorSummary lang={lang} errors={errors} />
      <form class="form" method="post" action={`/lam-viec/ke-hoach/ban-nhap/${change.id}/muc/${item.id}`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="revision" value={change.revision} />
        <Field
          lang={lang}
          name="title"
          label={say.columns.title}
          help={say.titleHelp}
          value={item.title}
          maxLength={300}
          error={errorOf(errors, 'title')}
          required
        />
        <TextArea
          lang={lang}
          name="description"
          label={say.description}
          value={item.description ?? ''}
          maxLength={4000}
          required={false}
        />
        <Field
          lang={lang}
          name="unit"
          label={say.columns.unit}
          value={item.unit}
          maxLength={300}
          error={errorOf(errors, 'unit')}
          required
        />
        <Field
          lang={lang}
          name="due"
          label={say.columns.due}
          help={say.dueHelp(dayText(from, lang), dayText(to, lang))}
          value={item.due}
          type="date"
          width="medium"
          error={errorOf(errors, 'due')}
          required
        />
        <Select
          lang={lang}
          name="frequency"
          label={say.columns.cycle}
          value={item.frequency}
          options={cycles}
          empty={say.chooseCycle}
          error={errorOf(errors, 'frequency')}
        />
        <CheckboxGroup
          name="formats"
          label={say.formatsLabel}
          options={FORMATS.map((format) => ({ value: format, text: format }))}
          values={item.formats}
          error={errorOf(errors, 'formats')}
        />
        <TextArea
          lang={lang}
          name="note"
          label={say.note}
          value={item.note ?? ''}
          maxLength={2000}
          rows={3}
          required={false}
        />
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
