import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  DataTable,
  formatDateTime,
  formatNumber,
  type Lang,
  Message,
  PageHead,
  Part,
  StateMark,
} from '../../../../ui/index.ts'
import { type Form, type FormState, queryOf, textIn, WorkPage } from '../../../identity/index.ts'
import { isOpen, type Reading, type Report } from '../model.ts'
import type { LiveView } from '../read-live.ts'
import { ConnectionForm } from './connection-form.tsx'
import { DriftPart, Result, Suggestions } from './result-part.tsx'
import { SchedulePart } from './schedule-part.tsx'
import { liveWords } from './words.ts'

export interface LivePageProps {
  readonly request: FastifyRequest
  readonly view: LiveView
  readonly state: FormState
}

/** Reading the structure of a running database: connection, progress, result, what changed, what to take. */
export function LivePage(props: LivePageProps) {
  const { request, view, state } = props
  const { lang } = request
  const say = liveWords(lang)
  const query = queryOf(request)
  const [last] = view.readings
  return (
    <WorkPage request={request} title={say.title(view.title)} done={doneOf(query, lang)} room="systems">
      <Crumbs lang={lang} items={[{ href: view.home, text: view.title }]} />
      <PageHead title={say.title(view.title)} lede={say.lede} />
      {!view.anyHost && (
        <Message kind="note">
          <p>{say.noHost}</p>
        </Message>
      )}
      {view.connection && (
        <Part id="lan-doc" title={say.state}>
          <LastReading request={request} view={view} last={last} />
        </Part>
      )}
      <Results {...props} />
      {view.connection && (
        <Part id="lich" title={say.schedule}>
          <SchedulePart request={request} view={view} />
        </Part>
      )}
      <Part id="ket-noi" title={say.connection}>
        {view.connection && state.errors.length === 0 ? (
          <details class="more">
            <summary>{say.change}</summary>
            <ConnectionForm request={request} view={view} state={state} />
          </details>
        ) : (
          <ConnectionForm request={request} view={view} state={state} />
        )}
      </Part>
      {view.readings.length > 0 && (
        <Part id="lich-su" title={say.history}>
          <History lang={lang} readings={view.readings} />
        </Part>
      )}
    </WorkPage>
  )
}

function doneOf(query: Form, lang: Lang): string | undefined {
  const say = liveWords(lang)
  const done = textIn(query, 'xong')
  if (done !== 'dua-vao') return say.done[done]
  const number = (name: string) => formatNumber(Number(textIn(query, name)) || 0, lang)
  const left = Number(textIn(query, 'con-lai')) || 0
  const told = say.taken(number('them'), number('dien'), number('mat'))
  return left > 0 ? `${told} ${say.left(formatNumber(left, lang))}` : told
}

function LastReading({ request, view, last }: { request: FastifyRequest; view: LiveView; last: Reading | undefined }) {
  const { lang, csrfToken } = request
  const say = liveWords(lang)
  if (last && isOpen(last)) {
    const step = last.state === 'reading' && last.step ? `: ${say.steps[last.step]}` : ''
    return (
      <Message kind="note">
        <p>{last.state === 'waiting' ? say.waiting : `${say.reading}${step}.`}</p>
        <p>{say.refreshing}</p>
      </Message>
    )
  }
  return (
    <>
      {!last && <p>{say.never}</p>}
      {last?.state === 'failed' && (
        <Message kind="bad" title={say.failed(formatDateTime(last.finishedAt, lang))}>
          <p>{last.failure[lang]}</p>
          {view.report && <p>{say.staysBefore}</p>}
        </Message>
      )}
      <form method="post" action={`/lam-viec/ban-do/${view.resource.id}/doc-csdl`}>
        <CsrfField token={csrfToken} />
        <button class={view.report ? 'btn plain' : 'btn'} type="submit">
          {last ? say.readAgain : say.read}
        </button>
      </form>
    </>
  )
}

function Results({ request, view }: LivePageProps) {
  const { lang } = request
  const say = liveWords(lang)
  const { report } = view
  const done = view.readings.find((reading) => reading.state === 'read')
  if (!report || !done) return null
  const query = queryOf(request)
  const show = (['personal', 'lists'] as const).find((tab) => tab === textIn(query, 'xem')) ?? 'all'
  return (
    <>
      <Part id="ket-qua" title={say.result}>
        <Result lang={lang} report={report} reading={done} />
      </Part>
      {report.drift && (
        <Part id="thay-doi" title={say.drift}>
          <Drift request={request} view={view} report={report} />
        </Part>
      )}
      <Part id="goi-y" title={say.suggestions}>
        <Suggestions request={request} view={view} show={show} page={Math.trunc(Number(textIn(query, 'trang'))) || 1} />
      </Part>
    </>
  )
}

/** What changed at the last reading; while something stays unseen, at the last one that found a change. */
function Drift({ request, view, report }: { request: FastifyRequest; view: LiveView; report: Report }) {
  const { lang, csrfToken } = request
  const say = liveWords(lang)
  const unseen = view.connection?.drift ?? 0
  if (unseen === 0) return <DriftPart lang={lang} report={report} />
  const found = view.readings.find((one) => one.state === 'read' && (one.report.drift?.total ?? 0) > 0)
  return (
    <>
      <p>
        <StateMark kind="warn">{say.unseen(formatNumber(unseen, lang))}</StateMark>
      </p>
      {found?.state === 'read' && (
        <>
          <p class="small muted">{say.driftOf(formatDateTime(found.finishedAt, lang))}</p>
          <DriftPart lang={lang} report={found.report} />
        </>
      )}
      <form class="pb-h" method="post" action={`/lam-viec/ban-do/${view.resource.id}/doc-csdl/da-xem`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="seen" value={unseen} />
        <button class="btn plain" type="submit">
          {say.seen}
        </button>
      </form>
    </>
  )
}

function History({ lang, readings }: { lang: Lang; readings: readonly Reading[] }) {
  const say = liveWords(lang)
  const outcome = (reading: Reading): string => {
    if (reading.state !== 'read') return ''
    const { tables, columns, drift } = reading.report
    const counts = `${say.tables} ${formatNumber(tables, lang)}, ${say.columns.toLowerCase()} ${formatNumber(columns, lang)}`
    return drift && drift.total > 0 ? `${counts}. ${say.driftCount(formatNumber(drift.total, lang))}` : counts
  }
  return (
    <DataTable
      lang={lang}
      caption={say.history}
      stacked
      columns={[
        { name: 'when', title: say.when },
        { name: 'state', title: say.outcome },
        { name: 'what', title: say.result },
        { name: 'by', title: say.by },
      ]}
      rows={readings.map((reading) => [
        formatDateTime(reading.askedAt, lang),
        reading.state,
        reading.state === 'failed' ? reading.failure[lang] : outcome(reading),
        reading.askedName,
      ])}
      cell={(value, column) => {
        if (column.name !== 'state') return undefined
        const kind = value === 'read' ? 'good' : value === 'failed' ? 'bad' : 'idle'
        return <StateMark kind={kind}>{say.outcomes[String(value)] ?? value}</StateMark>
      }}
    />
  )
}
