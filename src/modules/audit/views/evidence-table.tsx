import { EmptyState, type Lang, ScrollBox, Time } from '../../../ui/index.ts'
import type { Evidence } from '../read-evidence.ts'
import { sayAction } from '../sentences.ts'
import { say } from '../words.ts'

/** Records as sentences: when, who, what, about what, on which basis, sealed or not. */
export function EvidenceTable({ lang, records }: { lang: Lang; records: readonly Evidence[] }) {
  const w = say(lang)
  if (records.length === 0) return <EmptyState title={w.none}>{w.noneHelp}</EmptyState>
  return (
    <div class="data">
      <ScrollBox lang={lang} label={w.caption}>
        <table class="tb">
          <caption class="vh">{w.caption}</caption>
          <thead>
            <tr>
              {[w.when, w.who, w.what, w.about, w.atAgency, w.basis, w.seal].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <Row key={record.id} lang={lang} record={record} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  )
}

function Row({ lang, record }: { lang: Lang; record: Evidence }) {
  const w = say(lang)
  return (
    <tr>
      <th scope="row" class="num nw">
        <Time value={record.at} lang={lang} form="datetime" />
      </th>
      <td>
        {record.actorName}
        {record.standsInName && <span class="small muted"> ({w.standsInFor(record.standsInName)})</span>}
      </td>
      <td>{sayAction(record.action, lang)}</td>
      <td>
        <About lang={lang} record={record} />
      </td>
      <td>{record.agencyName}</td>
      <td>{record.basis}</td>
      <td class="num nw">{record.seq ?? w.waiting}</td>
    </tr>
  )
}

function About({ lang, record }: { lang: Lang; record: Evidence }) {
  const w = say(lang)
  const { resourceId, resourceKind, resourceVersion } = record
  if (resourceId === null) return null
  const kind = w.kinds[resourceKind ?? ''] ?? resourceKind ?? ''
  return (
    <>
      <a href={`/quan-tri/nhat-ky/tai-nguyen/${resourceId}`}>
        {kind} {resourceId.slice(-8)}
      </a>
      {resourceVersion !== null && <span class="small muted"> {w.version(resourceVersion)}</span>}
    </>
  )
}
