import type { FastifyRequest } from 'fastify'
import { UNPROVEN } from '../../../../platform/schema-reader/index.ts'
import {
  CsrfField,
  DataTable,
  Facts,
  formatBytes,
  formatDateTime,
  formatNumber,
  type Lang,
  Message,
  Pager,
  StateMark,
  ViewTabs,
} from '../../../../ui/index.ts'
import type { Reading, Report } from '../model.ts'
import type { LiveView } from '../read-live.ts'
import type { ColumnSuggestion } from '../suggest.ts'
import { liveWords } from './words.ts'

const PAGE_SIZE = 100

/** Figures of the structure, and what to be careful of. */
export function Result({ lang, report, reading }: { lang: Lang; report: Report; reading: Reading }) {
  const say = liveWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  return (
    <>
      {report.mayWrite.length > 0 && (
        <Message kind="bad">
          <p>{say.mayWrite(report.mayWrite.join(', '))}</p>
        </Message>
      )}
      {UNPROVEN.has(reading.engine) && (
        <Message kind="note">
          <p>{say.unproven}</p>
        </Message>
      )}
      {report.cut && (
        <Message kind="note">
          <p>{say.cut}</p>
        </Message>
      )}
      <Facts
        items={[
          { term: say.tables, value: <span class="num">{number(report.tables)}</span> },
          { term: say.columns, value: <span class="num">{number(report.columns)}</span> },
          { term: say.views, value: <span class="num">{number(report.views)}</span> },
          ...(report.bytes === undefined ? [] : [{ term: say.size, value: formatBytes(report.bytes, lang) }]),
          {
            term: say.server,
            value: `${say.engines[reading.engine] ?? reading.engine} ${report.version}, ${reading.place}`,
          },
          ...(reading.state === 'read' ? [{ term: say.readAt, value: formatDateTime(reading.finishedAt, lang) }] : []),
        ]}
      />
    </>
  )
}

/** What changed since the reading before; nothing after the first. */
export function DriftPart({ lang, report }: { lang: Lang; report: Report }) {
  const say = liveWords(lang)
  const { drift } = report
  if (!drift) return null
  if (drift.total === 0) return <p>{say.noDrift}</p>
  return (
    <>
      <p>
        <StateMark kind="warn">{say.driftCount(formatNumber(drift.total, lang))}</StateMark>
      </p>
      <DataTable
        lang={lang}
        caption={say.drift}
        stacked
        columns={[
          { name: 'table', title: say.table },
          { name: 'what', title: say.what },
          { name: 'column', title: say.column },
          { name: 'before', title: say.before },
          { name: 'after', title: say.after },
        ]}
        rows={drift.lines.slice(0, PAGE_SIZE).map((line) => {
          return [line.table, say.drifts[line.kind] ?? line.kind, line.column, line.before, line.after]
        })}
        rowCount={drift.total}
      />
    </>
  )
}

export interface SuggestionsProps {
  readonly request: FastifyRequest
  readonly view: LiveView
  readonly show: 'all' | 'personal' | 'lists'
  readonly page: number
}

/** Which suggestions a tab shows. */
const TABS = {
  all: () => true,
  personal: ({ personal }: ColumnSuggestion) => personal !== undefined,
  lists: ({ codeList }: ColumnSuggestion) => codeList !== undefined,
} as const

/** Columns with what they may be and why; one button takes them into the draft. */
export function Suggestions({ request, view, show, page }: SuggestionsProps) {
  const { lang, csrfToken } = request
  const say = liveWords(lang)
  const base = `/lam-viec/ban-do/${view.resource.id}/doc-csdl`
  const href = (tab: string, at = 1) => `${base}?xem=${tab}${at > 1 ? `&trang=${at}` : ''}#goi-y`
  const shown = view.suggestions.filter(TABS[show])
  const pages = Math.ceil(shown.length / PAGE_SIZE)
  const at = Math.min(Math.max(1, page), Math.max(1, pages))
  return (
    <>
      <p>{say.suggestionsLede}</p>
      <form class="pb-h" method="post" action={`${base}/dua-vao`}>
        <CsrfField token={csrfToken} />
        <p class="help">{say.takeHelp}</p>
        <p class="acts">
          <button class="btn" type="submit">
            {say.take}
          </button>
          {view.draftId && (
            <a class="btn plain" href={`/lam-viec/ban-do/thay-doi/${view.draftId}?phan=muc`}>
              {say.toDraft}
            </a>
          )}
        </p>
      </form>
      <ViewTabs
        lang={lang}
        tabs={(['all', 'personal', 'lists'] as const).map((tab) => ({
          href: href(tab),
          text: `${say.show[tab]} (${formatNumber(view.suggestions.filter(TABS[tab]).length, lang)})`,
          current: tab === show,
        }))}
      />
      <SuggestionTable lang={lang} rows={shown.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE)} count={shown.length} />
      {pages > 1 && <Pager lang={lang} page={at} pages={pages} href={(to) => href(show, to)} />}
    </>
  )
}

function SuggestionTable({ lang, rows, count }: { lang: Lang; rows: readonly ColumnSuggestion[]; count: number }) {
  const say = liveWords(lang)
  const because = (grounds: readonly string[]) => say.because(grounds.map((ground) => say.grounds[ground]).join(', '))
  return (
    <DataTable
      lang={lang}
      caption={say.suggestions}
      stacked
      columns={[
        { name: 'column', title: say.column },
        { name: 'table', title: say.table },
        { name: 'title', title: say.name },
        { name: 'type', title: say.type },
        { name: 'personal', title: say.personal },
        { name: 'list', title: say.codeList },
      ]}
      rows={rows.map(({ column, table, title, type, isKey, personal, codeList }) => [
        column,
        table,
        title,
        isKey ? `${type}, ${say.key}` : type,
        personal?.level,
        codeList && `${codeList.list}, ${because(codeList.grounds)}`,
        // Beyond the columns: why, beside the level.
        personal && because(personal.grounds),
      ])}
      rowCount={count}
      cell={(value, column, row) => {
        if (column.name !== 'personal' || typeof value !== 'string') return undefined
        return (
          <>
            <StateMark kind={value === 'sensitive' ? 'bad' : 'warn'}>{say.levels[value] ?? value}</StateMark>{' '}
            <span class="small muted">{row.at(-1)}</span>
          </>
        )
      }}
    />
  )
}
