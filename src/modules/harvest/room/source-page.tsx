import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  ErrorSummary,
  Facts,
  formatNumber,
  Message,
  PageHead,
  Part,
  StateMark,
  Time,
} from '../../../ui/index.ts'
import { type FormState, WorkPage } from '../../identity/index.ts'
import { NoticeLine, type NoticeLineProps } from '../contact/say-notice.tsx'
import type { Run, Source } from '../model.ts'
import type { LogLine } from '../runs/run-store.ts'
import { HOME } from './list-page.tsx'
import { PreviewPart } from './preview-part.tsx'
import { LogPart, RunsPart } from './run-parts.tsx'
import { DecidePart, RemovePart, SourceActions } from './source-actions.tsx'
import { kindName, say, scheduleName, sourceMark } from './words.ts'

export interface SourcePageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly source: Source
  readonly agency: string
  readonly runs: readonly Run[]
  /** The run whose log is shown. */
  readonly chosen: Run | undefined
  readonly log: readonly LogLine[]
  readonly states: Readonly<Record<string, number>>
  readonly problems: number
  /** What became of telling the people who keep it. */
  readonly told: Pick<NoticeLineProps, 'notice' | 'letter'>
  readonly done: string | undefined
}

/** One source: its state, what to do, what its readings did, in sentences. */
export function SourcePage(props: SourcePageProps) {
  const { request, state, source, runs, chosen, log, done } = props
  const { lang } = request
  const words = say(lang)
  const open = runs.find((run) => run.state === 'running')
  return (
    <WorkPage request={request} title={source.name} done={done}>
      <Crumbs lang={lang} items={[{ href: HOME, text: words.title }]} />
      <PageHead title={source.name} by={<a href={source.url}>{source.url}</a>} />
      {state.errors.length > 0 && <ErrorSummary lang={lang} errors={state.errors} />}
      <State {...props} />
      {open && (
        <Message kind="note">
          <p>{open.message?.[lang] ?? words.reload}</p>
        </Message>
      )}
      {source.state === 'asking' && <DecidePart request={request} source={source} runs={runs} />}
      <SourceActions request={request} source={source} open={open} />
      {chosen?.findings && chosen.mode === 'preview' && (
        <PreviewPart lang={lang} run={chosen} findings={chosen.findings} />
      )}
      {chosen && <LogPart lang={lang} run={chosen} log={log} />}
      {runs.length > 0 && <RunsPart lang={lang} source={source} runs={runs} chosen={chosen} />}
      <Part id="ben-quan-ly" title={words.contactPart}>
        <NoticeLine lang={lang} source={source} problems={props.problems} {...props.told} />
      </Part>
      <RemovePart request={request} source={source} />
    </WorkPage>
  )
}

function State({ request, source, agency, runs, states, problems }: SourcePageProps) {
  const { lang } = request
  const words = say(lang)
  const mark = sourceMark(
    source,
    runs.find(({ mode }) => mode !== 'preview'),
    lang,
  )
  const href = `${HOME}/${source.id}`
  return (
    <Facts
      items={[
        { term: words.state, value: <StateMark kind={mark.kind}>{mark.text}</StateMark> },
        {
          term: words.kind,
          value: `${kindName(source.kind, lang)}, ${scheduleName(source.schedule, lang).toLowerCase()}`,
        },
        { term: words.shown, value: <span class="num">{formatNumber(states['kept'] ?? 0, lang)}</span> },
        {
          term: words.problems,
          value: problems > 0 ? <a href={`${href}/van-de`}>{formatNumber(problems, lang)}</a> : '0',
        },
        {
          term: words.next,
          value:
            source.state === 'on' && source.dueAt ? (
              <Time value={source.dueAt} lang={lang} form="datetime" />
            ) : (
              words.noNext
            ),
        },
        { term: words.agency, value: agency },
      ]}
    />
  )
}
