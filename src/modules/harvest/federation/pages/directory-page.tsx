import type { FastifyRequest } from 'fastify'
import { NODE_KINDS } from '../../../../formats/nguon/wire.ts'
import { fingerprintOf } from '../../../../platform/http-sig/index.ts'
import { Crumbs, CsrfField, ErrorSummary, errorOf, Field, PageHead, Part, Select } from '../../../../ui/index.ts'
import { type FormState, justDone, textIn, WorkPage } from '../../../identity/index.ts'
import { KnownNodes } from './known-nodes.tsx'
import type { NodeLine } from './reads.ts'
import { HOME, kindName, say } from './words.ts'

export interface SelfView {
  readonly name: string
  readonly kind: (typeof NODE_KINDS)[number]
  readonly agencyCode: string | undefined
  readonly key: string
}

export interface DirectoryPageProps {
  readonly request: FastifyRequest
  readonly self: SelfView
  readonly lines: readonly NodeLine[]
  readonly now: Date
  readonly state: FormState
}

/** What the operator sees: who this node is, whom it knows, and the way to add another. */
export function DirectoryPage(props: DirectoryPageProps) {
  const { request, state } = props
  const { lang } = request
  const text = say(lang)
  const done = justDone(request, { luu: text.saved, them: text.added, thoi: text.left })
  return (
    <WorkPage request={request} title={text.manage} done={done}>
      <Crumbs lang={lang} items={[{ href: '/quan-tri', text: text.admin }]} />
      <PageHead title={text.manage} lede={text.manageLede} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <Part id="da-biet" title={text.known}>
        <KnownNodes request={request} lines={props.lines} now={props.now} />
      </Part>
      <Part id="them" title={text.add}>
        <form class="form" method="get" action={`${HOME}/them`}>
          <Field
            lang={lang}
            name="url"
            type="url"
            label={text.url}
            help={text.urlHelp}
            value={textIn(state.form, 'url')}
            error={errorOf(state.errors, 'url')}
            maxLength={300}
          />
          <p class="acts">
            <button class="btn" type="submit">
              {text.look}
            </button>
          </p>
        </form>
      </Part>
      <Part id="nut-nay" title={text.thisNode}>
        <SelfForm {...props} />
      </Part>
    </WorkPage>
  )
}

function SelfForm({ request, self, state }: DirectoryPageProps) {
  const { lang } = request
  const text = say(lang)
  const given = (name: string, now: string) => textIn(state.form, name) || now
  return (
    <>
      <p>
        {text.fingerprint}: <code>{fingerprintOf(self.key)}</code>
      </p>
      <p class="small muted">{text.fingerprintHelp}</p>
      <form class="form" method="post" action={`${HOME}/nut-nay`}>
        <CsrfField token={request.csrfToken} />
        <Field
          lang={lang}
          name="name"
          label={text.name}
          value={given('name', self.name)}
          error={errorOf(state.errors, 'name')}
          maxLength={200}
        />
        <Select
          lang={lang}
          name="kind"
          label={text.kind}
          value={given('kind', self.kind)}
          error={errorOf(state.errors, 'kind')}
          options={NODE_KINDS.map((kind) => ({ value: kind, text: kindName(kind, lang) }))}
        />
        <Field
          lang={lang}
          name="agency"
          label={text.agency}
          help={text.agencyHelp}
          value={given('agency', self.agencyCode ?? '')}
          error={errorOf(state.errors, 'agency')}
          required={false}
          width="short"
          maxLength={60}
        />
        <p class="acts">
          <button class="btn plain" type="submit">
            {text.save}
          </button>
        </p>
      </form>
    </>
  )
}
