import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  ErrorSummary,
  errorOf,
  Facts,
  Field,
  formatDate,
  formatNumber,
  type Lang,
  Message,
  Part,
  TextArea,
  VersionList,
} from '../../../ui/index.ts'
import type { Change, Published, Resource } from '../../catalog/index.ts'
import { type FormState, textIn } from '../../identity/index.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { DeskPage } from '../web/desk-page.tsx'
import { ownedWords } from './words.ts'

export interface OwnedDatasetProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly resource: Resource
  readonly agency: string
  readonly open: Change | undefined
  readonly publications: readonly Published[]
  readonly mayPrepare: boolean
  readonly mayCorrect: boolean
  readonly mayWithdraw: boolean
}

/** One dataset from its agency's side: a new version, a correction, the end. */
export function OwnedDatasetPage(props: OwnedDatasetProps) {
  const { request, state, resource, mayPrepare, mayCorrect, mayWithdraw } = props
  const { lang } = request
  const say = ownedWords(lang)
  const live = resource.state === 'published'
  return (
    <DeskPage request={request} title={titleOf(resource)}>
      <Head {...props} lang={lang} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {resource.state === 'withdrawn' && (
        <Message kind="bad">
          <p>{say.withdrawn(resource.withdrawnReason ?? '')}</p>
        </Message>
      )}
      <StateFacts {...props} lang={lang} />
      {mayPrepare && (
        <Part id="ban-moi" title={say.next}>
          <NextVersion {...props} lang={lang} />
        </Part>
      )}
      {live && mayCorrect && (
        <Part id="dinh-chinh" title={say.correction}>
          <Correction {...props} lang={lang} />
        </Part>
      )}
      <Part id="cac-lan" title={say.versions}>
        <Publications lang={lang} publications={props.publications} />
      </Part>
      {live && mayWithdraw && (
        <Part id="thu-hoi" title={say.withdraw}>
          <Withdraw {...props} lang={lang} />
        </Part>
      )}
      {live && !mayWithdraw && (
        <p class="muted">{resource.origin ? say.theirs(resource.origin.source) : say.onlyApprover}</p>
      )}
    </DeskPage>
  )
}

function titleOf({ record, slug }: Resource): string {
  return record?.title.vi ?? slug
}

function Head({ resource, agency, lang }: PartProps) {
  const live = resource.state === 'published'
  return (
    <header class="ds-head">
      <div>
        <h1>{titleOf(resource)}</h1>
        <p class="ds-by">
          {agency}. {live && <a href={`/bo-du-lieu/${resource.slug}`}>{ownedWords(lang).publicPage}</a>}
        </p>
      </div>
    </header>
  )
}

function StateFacts({ resource: { summary, publishedAt, version }, lang }: PartProps) {
  const { columns } = ownedWords(lang)
  return (
    <Facts
      items={[
        { term: columns.version, value: formatNumber(version, lang) },
        { term: columns.published, value: publishedAt ? formatDate(publishedAt, lang) : '–' },
        { term: columns.due, value: summary.dueOn ? formatDate(summary.dueOn, lang) : '–' },
        { term: columns.quality, value: summary.quality === undefined ? '–' : `${summary.quality}/100` },
      ]}
    />
  )
}

type PartProps = OwnedDatasetProps & { readonly lang: Lang }

function NextVersion({ request, resource, open, lang }: PartProps) {
  const say = ownedWords(lang)
  if (open) {
    return (
      <>
        <p>{say.open}</p>
        <a class="btn" href={draftHref(open.id, 'data')}>
          {say.goOn}
        </a>
      </>
    )
  }
  return (
    <form class="form" method="post" action={`/lam-viec/bo-du-lieu/${resource.slug}/ban-moi`}>
      <CsrfField token={request.csrfToken} />
      <p>{say.nextHelp}</p>
      <p class="acts">
        <button class="btn" type="submit">
          {say.start}
        </button>
      </p>
    </form>
  )
}

function Correction({ request, resource, state, lang }: PartProps) {
  const say = ownedWords(lang)
  return (
    <form class="form" method="post" action={`/lam-viec/bo-du-lieu/${resource.slug}/dinh-chinh`}>
      <CsrfField token={request.csrfToken} />
      <TextArea
        lang={lang}
        name="text"
        label={say.correction}
        help={say.correctionHelp}
        value={textIn(state.form, 'text') || resource.correction}
        error={errorOf(state.errors, 'text')}
        rows={3}
        maxLength={4000}
      />
      <p class="acts">
        <button class="btn plain" type="submit">
          {say.correctionSave}
        </button>
      </p>
    </form>
  )
}

function Withdraw({ request, resource, state, lang }: PartProps) {
  const say = ownedWords(lang)
  return (
    <form class="form" method="post" action={`/lam-viec/bo-du-lieu/${resource.slug}/thu-hoi`}>
      <CsrfField token={request.csrfToken} />
      <p>{say.withdrawHelp}</p>
      <TextArea
        lang={lang}
        name="reason"
        label={say.withdrawReason}
        value={textIn(state.form, 'reason')}
        error={errorOf(state.errors, 'reason')}
        rows={3}
        maxLength={4000}
      />
      <Field
        lang={lang}
        name="number"
        label={say.number}
        value={textIn(state.form, 'number')}
        required={false}
        width="medium"
        maxLength={200}
      />
      <p class="acts">
        <button class="btn harm" type="submit">
          {say.withdrawDo}
        </button>
      </p>
    </form>
  )
}

function Publications({ lang, publications }: { lang: Lang; publications: readonly Published[] }) {
  const say = ownedWords(lang)
  return (
    <VersionList
      lang={lang}
      items={publications.map((change) => ({
        number: change.publishedVersion,
        date: change.publishedAt,
        text: change.record.title.vi,
        note: say.decidedBy(change.decided.name, change.decision.number ?? change.decision.text ?? ''),
      }))}
    />
  )
}
