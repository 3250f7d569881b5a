import type { FastifyRequest } from 'fastify'
import { describeProblem } from '../../../tabular/index.ts'
import {
  type DiffRow,
  DiffTable,
  ErrorSummary,
  Facts,
  formatNumber,
  type Lang,
  Message,
  Part,
} from '../../../ui/index.ts'
import type { DraftView, TableDifference } from '../../datasets/index.ts'
import type { FormState } from '../../identity/index.ts'
import { Difference } from '../draft/difference.tsx'
import { draftHref } from '../draft/draft-frame.tsx'
import { isOfPersons, PersonalNotice } from '../draft/personal-notice.tsx'
import { PublicPreview, type PublicPreviewProps } from '../draft/public-preview.tsx'
import { recordWords } from '../draft/record-words.ts'
import { DeskPage } from '../web/desk-page.tsx'
import { Decide, Origin } from './decide.tsx'
import { reviewWords } from './words.ts'

export interface ReviewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  readonly recordRows: readonly DiffRow[]
  readonly differences: readonly TableDifference[]
  readonly preview: Omit<PublicPreviewProps, 'lang'>
  readonly mayDecide: boolean
  readonly mayReturn: boolean
}

/** Everything an approver needs on one page: what changes, what is doubtful, what becomes public, and the decision. */
export function ReviewPage(props: ReviewPageProps) {
  const { request, state, view, preview } = props
  const { lang } = request
  const say = reviewWords(lang)
  const { change } = view
  const hits = view.proposed.flatMap(({ version }) => version.findings.personal ?? [])
  return (
    <DeskPage request={request} title={say.title(change.record.title.vi)}>
      <header class="ds-head">
        <div>
          <h1>{say.title(change.record.title.vi)}</h1>
          <p class="ds-by">
            {preview.agency}. <Origin lang={lang} change={change} />
          </p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      <ReviewFacts lang={lang} view={view} />
      {change.note && (
        <Message kind="note" title={say.noteTitle}>
          <p>{change.note}</p>
        </Message>
      )}
      <PersonalNotice lang={lang} hits={hits} />
      {view.resource.version > 0 && (
        <Part id="mo-ta" title={say.description}>
          <DescriptionPart lang={lang} rows={props.recordRows} />
        </Part>
      )}
      <Part id="du-lieu" title={say.data}>
        <DataPart {...props} lang={lang} />
      </Part>
      <Part id="nguoi-dan" title={say.preview}>
        <PublicPreview lang={lang} {...preview} />
      </Part>
      <Part id="quyet-dinh" title={say.decide}>
        <Decide {...props} lang={lang} change={change} personal={hits.some(isOfPersons)} />
      </Part>
    </DeskPage>
  )
}

type PartProps = ReviewPageProps & { readonly lang: Lang }

function ReviewFacts({ lang, view }: { lang: Lang; view: DraftView }) {
  const say = reviewWords(lang)
  const name = recordWords(lang)
  const rows = view.proposed.reduce((sum, { version }) => sum + (version.rows ?? 0), 0)
  const { version } = view.resource
  return (
    <Facts
      items={[
        { term: say.kind, value: version === 0 ? say.fresh : say.update(formatNumber(version + 1, lang)) },
        { term: say.quality, value: `${formatNumber(view.quality.score, lang)}/100` },
        { term: say.rows, value: formatNumber(rows, lang) },
        {
          term: say.classes,
          value: `${name.options[view.change.record.classification]}, ${name.options[view.change.record.importance].toLowerCase()}`,
        },
        { term: say.files, value: view.sources.map(({ fileName }) => fileName).join(', ') || '–' },
      ]}
    />
  )
}

function DescriptionPart({ lang, rows }: { lang: Lang; rows: readonly DiffRow[] }) {
  const say = reviewWords(lang)
  return rows.length === 0 ? <p>{say.same}</p> : <DiffTable lang={lang} caption={say.description} rows={rows} />
}

function DataPart({ lang, view, differences }: PartProps) {
  const say = reviewWords(lang)
  const doubts = new Set(
    view.sources.flatMap(({ understanding }) =>
      (understanding?.problems ?? [])
        .filter(({ severity }) => severity !== 'info')
        .map((problem) => describeProblem(problem, lang)),
    ),
  )
  return (
    <>
      {differences.length === 0 && <p>{view.resource.version === 0 ? say.firstData : say.untouched}</p>}
      {differences.map((difference) => (
        <Difference key={difference.distributionId} lang={lang} difference={difference} />
      ))}
      {doubts.size > 0 && (
        <>
          <h3>{say.doubts}</h3>
          <ul>
            {[...doubts].slice(0, 20).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={draftHref(view.change.id, 'data')}>{say.doubtMore}</a>
      </p>
    </>
  )
}
