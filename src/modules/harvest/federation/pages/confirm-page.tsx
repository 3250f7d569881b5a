import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Facts,
  Field,
  formatNumber,
  PageHead,
  Part,
  RadioGroup,
} from '../../../../ui/index.ts'
import { type FormState, textIn, WorkPage } from '../../../identity/index.ts'
import type { SeenNode } from '../trust-node.ts'
import { HOME, kindName, say } from './words.ts'

export interface ConfirmPageProps {
  readonly request: FastifyRequest
  readonly seen: SeenNode
  readonly state: FormState
}

/** The card of a node with its fingerprint, to be compared before anything of it is believed. */
export function ConfirmPage({ request, seen, state }: ConfirmPageProps) {
  const { lang } = request
  const text = say(lang)
  return (
    <WorkPage request={request} title={text.confirmTitle}>
      <Crumbs
        lang={lang}
        items={[
          { href: '/quan-tri', text: text.admin },
          { href: HOME, text: text.manage },
        ]}
      />
      <PageHead title={seen.name} by={`${kindName(seen.kind, lang)} · ${seen.url}`} lede={text.confirmLede} />
      <Facts
        items={[
          { term: text.fingerprint, value: <code>{seen.fingerprint}</code> },
          { term: text.datasets, value: formatNumber(seen.datasets, lang) },
          { term: text.software, value: seen.software },
        ]}
      />
      <Part id="quan-he" title={text.reading}>
        <TrustForm request={request} seen={seen} state={state} />
      </Part>
    </WorkPage>
  )
}

function TrustForm({ request, seen, state }: ConfirmPageProps) {
  const { lang } = request
  const text = say(lang)
  return (
    <form class="form" method="post" action={`${HOME}/them`}>
      <CsrfField token={request.csrfToken} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <input type="hidden" name="url" value={seen.url} />
      <input type="hidden" name="key" value={seen.key} />
      <RadioGroup
        name="reading"
        label={text.readingHow}
        value={textIn(state.form, 'reading') || 'follow'}
        error={errorOf(state.errors, 'reading')}
        options={[
          { value: 'follow', text: text.follow, help: text.followHelp },
          { value: 'mirror', text: text.mirror, help: text.mirrorHelp },
          { value: 'only', text: text.only, help: text.onlyHelp },
        ]}
      />
      <Field
        lang={lang}
        name="agency"
        label={text.responsible}
        help={text.responsibleHelp}
        value={textIn(state.form, 'agency') || seen.agencyCode}
        error={errorOf(state.errors, 'agency')}
        width="short"
        maxLength={60}
      />
      <p class="acts">
        <button class="btn" type="submit">
          {text.confirm}
        </button>
      </p>
    </form>
  )
}
