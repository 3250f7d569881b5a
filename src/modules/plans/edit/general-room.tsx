import type { FastifyRequest } from 'fastify'
import { CsrfField, errorOf, Field, type FormError, TextArea } from '../../../ui/index.ts'
import { draftWords } from './draft-words.ts'
import type { DraftView } from './view-draft.ts'

export interface GeneralRoomProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly errors: readonly FormError[]
}

/** Title, period, purpose, who signs, whom to reach; for a registered plan also the document. */
export function GeneralRoom({ request, view, errors }: GeneralRoomProps) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const { change, content, kind } = view
  const { contact, title } = change.record
  const line = (name: string, label: string, value: string | undefined) => ({
    lang,
    name,
    label,
    value,
    error: errorOf(errors, name),
  })
  const day = { type: 'date' as const, width: 'medium' as const }
  return (
    <form class="form" method="post" action={`/lam-viec/ke-hoach/ban-nhap/${change.id}/chung`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="revision" value={change.revision} />
      <Field {...line('title', say.title, title.vi)} maxLength={300} required />
      <Field {...line('from', say.from, content.period.from)} {...day} required />
      <Field {...line('to', say.to, content.period.to)} {...day} required />
      <TextArea {...line('purpose', say.purpose, content.purpose)} maxLength={4000} rows={5} required={false} />
      {kind.form === 'items' && (
        <TextArea {...line('measures', say.measures, content.measures)} maxLength={4000} rows={5} required={false} />
      )}
      <Field {...line('issuer.title', say.issuerTitle, content.issuer.title)} maxLength={200} required={false} />
      <Field {...line('issuer.name', say.issuerName, content.issuer.name)} maxLength={200} required={false} />
      <Field {...line('issuer.place', say.place, content.issuer.place)} maxLength={100} required={false} />
      <fieldset class="field" id="contact">
        <legend>{say.contact}</legend>
        {errorOf(errors, 'contact') && <p class="error">{errorOf(errors, 'contact')}</p>}
        <Field {...line('contact.name', say.contactName, contact.name)} maxLength={200} required={false} />
        <Field {...line('contact.phone', say.phone, contact.phone)} maxLength={40} required={false} />
        <Field {...line('contact.email', say.email, contact.email)} maxLength={200} required={false} />
      </fieldset>
      <DocumentFields request={request} view={view} errors={errors} />
      {view.may.write && (
        <button class="btn" type="submit">
          {say.save}
        </button>
      )}
    </form>
  )
}

function DocumentFields({ request, view, errors }: GeneralRoomProps) {
  const { lang } = request
  const say = draftWords(lang)
  const { content, kind } = view
  const line = (name: string, label: string, value: string | undefined) => ({
    lang,
    name,
    label,
    value,
    error: errorOf(errors, name),
  })
  const day = { type: 'date' as const, width: 'medium' as const }
  return (
    <fieldset class="field" id="document">
      <legend>{say.document}</legend>
      <p class="help">{say.documentHelp}</p>
      <Field {...line('document.number', say.number, content.document?.number)} maxLength={100} required={false} />
      <Field {...line('document.date', say.date, content.document?.date)} {...day} required={false} />
      <Field {...line('document.signer', say.signer, content.document?.signer)} maxLength={200} required={false} />
      <Field {...line('document.url', say.url, content.document?.url)} maxLength={500} required={false} />
      {kind.parts
        .filter(({ check }) => check === 'stated')
        .map((part) => (
          <Field
            key={part.id}
            {...line(`parts.${part.id}`, say.partAt(part.name[lang]), content.parts[part.id])}
            maxLength={500}
            required={false}
          />
        ))}
    </fieldset>
  )
}
