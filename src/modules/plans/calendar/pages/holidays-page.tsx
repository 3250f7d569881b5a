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
  PageHead,
  Part,
  ScrollBox,
  TextArea,
  Time,
} from '../../../../ui/index.ts'
import { WorkPage } from '../../../identity/index.ts'
import type { HolidayYear } from '../model.ts'
import { holidayWords } from './words.ts'

export const HOLIDAYS = '/quan-tri/lich-nghi'

export interface HolidaysProps {
  readonly request: FastifyRequest
  readonly years: readonly HolidayYear[]
  /** What the form holds. */
  readonly entry: {
    readonly year: string
    readonly document: string
    readonly issuedOn: string
    readonly off: string
    readonly work: string
    readonly revision: number
  }
  readonly errors: readonly FormError[]
  readonly done: string | undefined
}

/** The years whose holidays are known, and the form to enter or change one. */
export function HolidaysPage(props: HolidaysProps) {
  const { request, years, entry, done } = props
  const { lang } = request
  const say = holidayWords(lang)
  return (
    <WorkPage request={request} title={say.title} done={done}>
      <Crumbs lang={lang} items={[{ href: '/quan-tri', text: say.admin }]} />
      <PageHead title={say.title} lede={say.lede} />
      {years.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <Years request={request} years={years} />
      )}
      <Part id="nhap" title={entry.revision === 0 ? say.enter(entry.year) : say.edit(entry.year)}>
        <Entry {...props} />
      </Part>
      <Part id="nam-khac" title={say.other}>
        <form class="form" method="get" action={`${HOLIDAYS}#nhap`}>
          <Field lang={lang} name="nam" label={say.year} inputMode="numeric" maxLength={4} width="short" />
          <button class="btn plain" type="submit">
            {say.choose}
          </button>
        </form>
      </Part>
      <p>
        <a href="/ke-hoach/quy-tac">{say.rules}</a>
      </p>
    </WorkPage>
  )
}

function Years({ request, years }: Pick<HolidaysProps, 'request' | 'years'>) {
  const { lang } = request
  const say = holidayWords(lang)
  return (
    <ScrollBox lang={lang} label={say.years}>
      <table class="tb">
        <caption>{say.years}</caption>
        <thead>
          <tr>
            <th scope="col">{say.year}</th>
            <th scope="col">{say.document}</th>
            <th scope="col" class="n">
              {say.days}
            </th>
            <th scope="col">{say.by}</th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, document, days, enteredBy, enteredAt }) => (
            <tr key={year}>
              <th scope="row">
                <a href={`${HOLIDAYS}?nam=${year}#nhap`}>{year}</a>
              </th>
              <td>{document}</td>
              <td class="n">{formatNumber(days.filter(({ kind }) => kind === 'off').length, lang)}</td>
              <td>
                {enteredBy}, <Time lang={lang} value={enteredAt} form="date" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Entry({ request, entry, errors }: HolidaysProps) {
  const { lang, csrfToken } = request
  const say = holidayWords(lang)
  const at = (name: string) => ({ lang, name, error: errorOf(errors, name) })
  return (
    <form class="form" method="post" action={HOLIDAYS}>
      <CsrfField token={csrfToken} />
      <ErrorSummary lang={lang} errors={errors} />
      <input type="hidden" name="year" value={entry.year} />
      <input type="hidden" name="revision" value={entry.revision} />
      <Field
        {...at('document')}
        label={say.document}
        help={say.documentHelp}
        value={entry.document}
        maxLength={300}
        required
      />
      <Field
        {...at('issued-on')}
        label={say.issued}
        type="date"
        value={entry.issuedOn}
        width="medium"
        required={false}
      />
      <TextArea
        {...at('off')}
        label={say.off}
        help={say.offHelp}
        value={entry.off}
        rows={9}
        maxLength={5000}
        required
      />
      <TextArea
        {...at('work')}
        label={say.work}
        help={say.workHelp}
        value={entry.work}
        rows={3}
        maxLength={2000}
        required={false}
      />
      <button class="btn" type="submit">
        {say.save}
      </button>
    </form>
  )
}
