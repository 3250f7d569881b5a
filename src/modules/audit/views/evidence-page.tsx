import { Field, Layout, type LayoutProps, Message, PageHead, Select } from '../../../ui/index.ts'
import type { RecordQuery } from '../filter.ts'
import type { EvidencePage, SealState } from '../read-evidence.ts'
import { ROOMS } from '../sentences.ts'
import { say } from '../words.ts'
import { EvidenceTable } from './evidence-table.tsx'
import { SealFacts } from './seal-facts.tsx'

type Frame = Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>

export interface EvidencePageProps {
  readonly frame: Frame
  readonly query: RecordQuery
  readonly evidence: EvidencePage
  readonly state: SealState
  readonly checkAsked: boolean
}

/** The evidence viewer: state of the seals, filter, records, ways to take them along. */
export function EvidencePageView({ frame, query, evidence, state, checkAsked }: EvidencePageProps) {
  const { lang } = frame
  const w = say(lang)
  return (
    <Layout {...frame} title={w.title} noIndex wide>
      <div class="wrap">
        <PageHead title={w.title} lede={w.lede} />
        {checkAsked && <Message kind="note">{w.checkAsked}</Message>}
        <SealFacts lang={lang} state={state} csrf={frame.csrf ?? ''} />
        <Filter lang={lang} query={query} />
        <EvidenceTable lang={lang} records={evidence.records} />
        <nav class="pager" aria-label={w.title}>
          {evidence.next !== undefined && (
            <a class="btn plain" rel="next" href={`?${queryText({ ...query, before: evidence.next })}`}>
              {w.older}
            </a>
          )}
          <a class="quiet" href={`/api/v1/audit/export?format=csv&${queryText({ ...query, before: 0 })}`}>
            {w.exportCsv}
          </a>
          <a class="quiet" href={`/api/v1/audit/export?format=ndjson&${queryText({ ...query, before: 0 })}`}>
            {w.exportNdjson}
          </a>
        </nav>
      </div>
    </Layout>
  )
}

function Filter({ lang, query }: { lang: Frame['lang']; query: RecordQuery }) {
  const w = say(lang)
  const rooms = Object.entries(ROOMS).map(([value, [vi, en]]) => ({ value, text: lang === 'en' ? en : vi }))
  return (
    <form method="get" action="/quan-tri/nhat-ky" class="filters">
      <Field lang={lang} name="agency" label={w.agency} value={query.agency} />
      <Field lang={lang} name="actor" label={w.actor} value={query.actor} />
      <Select lang={lang} name="action" label={w.room} value={query.action} options={rooms} empty={w.anyRoom} />
      <Field lang={lang} name="from" label={w.from} type="date" value={query.from} />
      <Field lang={lang} name="to" label={w.to} type="date" value={query.to} />
      {query.resource && <input type="hidden" name="resource" value={query.resource} />}
      <button class="btn">{w.filter}</button>
      <a class="quiet" href="/quan-tri/nhat-ky">
        {w.all}
      </a>
    </form>
  )
}

function queryText(query: RecordQuery): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== '' && value !== 0)
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
}

export interface HistoryPageProps {
  readonly frame: Frame
  readonly resourceId: string
  readonly evidence: EvidencePage
}

/** Everything that was done to one resource. */
export function HistoryPageView({ frame, resourceId, evidence }: HistoryPageProps) {
  const { lang } = frame
  const w = say(lang)
  return (
    <Layout {...frame} title={w.history} noIndex wide>
      <div class="wrap">
        <PageHead title={w.history} by={resourceId} />
        <EvidenceTable lang={lang} records={evidence.records} />
        {evidence.next !== undefined && (
          <nav class="pager" aria-label={w.history}>
            <a class="btn plain" rel="next" href={`?before=${evidence.next}`}>
              {w.older}
            </a>
          </nav>
        )}
      </div>
    </Layout>
  )
}
