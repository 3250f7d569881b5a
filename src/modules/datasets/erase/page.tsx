import type { FastifyRequest } from 'fastify'
import {
  EmptyState,
  ErrorSummary,
  Field,
  type FormError,
  type Lang,
  Layout,
  PageHead,
  Part,
} from '../../../ui/index.ts'
import { can, pageFrame } from '../../identity/index.ts'
import { AskForm, type Asking, ERASURE_PATH } from './ask-form.tsx'
import { ErasureItem } from './erasure-item.tsx'
import type { SeenErasure } from './view-erasure.ts'
import { say } from './words.ts'

export interface ErasurePageProps {
  readonly request: FastifyRequest
  readonly erasures: readonly SeenErasure[]
  readonly asking: Asking
  readonly errors: readonly FormError[]
}

/** Requests to erase: what waits for the approver, what was decided, and the steward's form. */
export function ErasurePage({ request, erasures, asking, errors }: ErasurePageProps) {
  const { lang, actor, csrfToken } = request
  const word = say(lang)
  const mayDecide = can(actor, 'datasets.version.erase-confirm')
  const waiting = erasures.filter((item) => item.state === 'asked')
  const decided = erasures.filter((item) => item.state !== 'asked')
  return (
    <Layout {...pageFrame(request)} title={word.title} noIndex>
      <div class="wrap">
        <PageHead title={word.title} lede={word.lede} />
        <ErrorSummary lang={lang} errors={errors} />
        {can(actor, 'datasets.version.erase-request') && (
          <Part id="de-nghi" title={word.ask}>
            <Choose lang={lang} slug={asking.slug} />
            {asking.resource && <AskForm lang={lang} csrf={csrfToken} asking={asking} errors={errors} />}
          </Part>
        )}
        <Part id="cho-duyet" title={word.waiting}>
          {waiting.length === 0 && <EmptyState title={word.none}>{word.noneHelp}</EmptyState>}
          {waiting.map((item) => (
            <ErasureItem key={item.id} lang={lang} erasure={item} csrf={mayDecide ? csrfToken : undefined} />
          ))}
        </Part>
        {decided.length > 0 && (
          <Part id="da-quyet" title={word.decided}>
            {decided.map((item) => (
              <ErasureItem key={item.id} lang={lang} erasure={item} csrf={undefined} />
            ))}
          </Part>
        )}
      </div>
    </Layout>
  )
}

function Choose({ lang, slug }: { lang: Lang; slug: string }) {
  const word = say(lang)
  return (
    <form method="get" action={ERASURE_PATH}>
      <Field lang={lang} name="bo" label={word.slug} help={word.slugHelp} value={slug} maxLength={100} />
      <button class="btn plain" type="submit">
        {word.open}
      </button>
    </form>
  )
}
