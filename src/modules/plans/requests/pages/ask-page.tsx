import {
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type FormError,
  type Lang,
  Layout,
  Message,
  type Option,
  PageHead,
  Select,
  TextArea,
} from '../../../../ui/index.ts'
import { type Form, textIn } from '../../../identity/index.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import { REQUESTS } from './public-pages.tsx'
import { requestWords } from './words.ts'

export interface Similar {
  readonly href: string
  readonly title: string
  readonly note: string
}

export interface AskPageProps {
  readonly frame: Frame
  readonly csrf: string
  readonly agencies: readonly Option[]
  readonly form: Form
  readonly errors: readonly FormError[]
  /** Datasets and requests that may be what is wanted; shown once before sending. */
  readonly similar: readonly Similar[]
  /** What has become of the request sent before. */
  readonly note?: string
}

/** The form; what may already exist is shown before anything is sent. */
export function AskPage({ frame, csrf, agencies, form, errors, similar, note }: AskPageProps) {
  const { lang } = frame
  const say = requestWords(lang)
  const line = (name: string, label: string, help: string) => ({
    lang,
    name,
    label,
    help,
    value: textIn(form, name),
    error: errorOf(errors, name),
  })
  return (
    <Layout {...frame} title={say.form} noIndex islands={['tim-nhanh']}>
      <div class="wrap list-page">
        <Crumbs lang={lang} items={[{ href: REQUESTS, text: say.title }]} />
        <PageHead title={say.form} lede={say.formLede} />
        {note && (
          <Message kind="good">
            <p>{note}</p>
          </Message>
        )}
        <ErrorSummary lang={lang} errors={errors} />
        <SimilarList lang={lang} similar={similar} />
        <form class="form" method="post" action={`${REQUESTS}/gui`}>
          <CsrfField token={csrf} />
          {similar.length > 0 && <input type="hidden" name="da-xem" value="1" />}
          <tim-nhanh src={`${REQUESTS}/goi-y`} label={say.similar}>
            <Field {...line('title', say.what, say.whatHelp)} autocomplete="off" maxLength={200} required />
          </tim-nhanh>
          <TextArea {...line('body', say.body, say.bodyHelp)} maxLength={4000} rows={5} required />
          <Select {...line('agency', say.agency, say.agencyHelp)} options={agencies} empty={say.choose} required />
          <Field {...line('contact', say.contact, say.contactHelp)} maxLength={200} required={false} />
          <button class="btn" type="submit">
            {similar.length > 0 ? say.sendAnyway : say.send}
          </button>
        </form>
      </div>
    </Layout>
  )
}

function SimilarList({ lang, similar }: { lang: Lang; similar: readonly Similar[] }) {
  const say = requestWords(lang)
  if (similar.length === 0) return null
  return (
    <Message kind="note" title={say.similar}>
      <p>{say.similarHelp}</p>
      <ul class="plain">
        {similar.map(({ href, title, note }) => (
          <li key={href}>
            <a href={href}>{title}</a> <span class="small muted">{note}</span>
          </li>
        ))}
      </ul>
    </Message>
  )
}
