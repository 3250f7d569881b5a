import type { FastifyRequest } from 'fastify'
import { describeProblem } from '../../../tabular/index.ts'
import { type DiffRow, type Fact, formatNumber, type Lang, Part } from '../../../ui/index.ts'
import type { DraftView, TableDifference } from '../../datasets/index.ts'
import type { FormState } from '../../identity/index.ts'
import { Difference } from '../draft/difference.tsx'
import { draftHref } from '../draft/draft-frame.tsx'
import { isOfPersons, PersonalNotice } from '../draft/personal-notice.tsx'
import { PublicPreview, type PublicPreviewProps } from '../draft/public-preview.tsx'
import { recordWords } from '../draft/record-words.ts'
import { ReviewFrame } from './review-frame.tsx'
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
  const { request, state, view, recordRows, preview, mayDecide, mayReturn } = props
  const { lang } = request
  const say = reviewWords(lang)
  const hits = view.proposed.flatMap(({ version }) => version.findings.personal ?? [])
  return (
    <ReviewFrame
      {...{ request, state, mayDecide, mayReturn }}
      change={view.change}
      agency={preview.agency}
      facts={factsOf(view, lang)}
      rows={view.resource.version > 0 ? recordRows : undefined}
      personal={hits.some(isOfPersons)}
      notice={<PersonalNotice lang={lang} hits={hits} />}
    >
      <Part id="du-lieu" title={say.data}>
        <DataPart {...props} lang={lang} />
      </Part>
      <Part id="nguoi-dan" title={say.preview}>
        <PublicPreview lang={lang} {...preview} />
      </Part>
    </ReviewFrame>
  )
}

type PartProps = ReviewPageProps & { readonly lang: Lang }

function factsOf(view: DraftView, lang: Lang): readonly Fact[] {
  const say = reviewWords(lang)
  const name = recordWords(lang)
  const rows = view.proposed.reduce((sum, { version }) => sum + (version.rows ?? 0), 0)
  const { version } = view.resource
  return [
    { term: say.kind, value: version === 0 ? say.fresh : say.update(formatNumber(version + 1, lang)) },
    { term: say.quality, value: `${formatNumber(view.quality.score, lang)}/100` },
    { term: say.rows, value: formatNumber(rows, lang) },
    {
      term: say.classes,
      value: `${name.options[view.change.record.classification]}, ${name.options[view.change.record.importance].toLowerCase()}`,
    },
    { term: say.files, value: view.sources.map(({ fileName }) => fileName).join(', ') || '–' },
  ]
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
