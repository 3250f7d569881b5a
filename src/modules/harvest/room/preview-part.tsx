import { Facts, formatNumber, type Lang, Part, ScrollBox } from '../../../ui/index.ts'
import type { Finding, Findings, Outcome, Run } from '../model.ts'
import { OUTCOMES, outcomeName, say } from './words.ts'

const SHOWN_EACH = 6

/** What would become of the records of a source, with examples of each outcome and the reason. */
export function PreviewPart({ lang, run, findings }: { lang: Lang; run: Run; findings: Findings }) {
  const words = say(lang)
  const counts: Readonly<Record<Outcome, number>> = { ...run.counts, removed: run.counts.missing }
  const outcomes = (Object.keys(OUTCOMES) as Outcome[]).filter((outcome) => counts[outcome] > 0)
  return (
    <Part id="doc-thu" title={words.preview}>
      <Facts
        items={outcomes.map((outcome) => ({
          term: outcomeName(outcome, lang),
          value: <span class="num">{formatNumber(counts[outcome], lang)}</span>,
        }))}
      />
      <ScrollBox lang={lang} label={words.preview}>
        <table class="tb">
          <caption class="vh">{words.preview}</caption>
          <thead>
            <tr>
              <th scope="col">{words.record}</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>{outcomes.flatMap((outcome) => examples(findings.lines, outcome, lang))}</tbody>
        </table>
      </ScrollBox>
      <Unmapped lang={lang} findings={findings} />
    </Part>
  )
}

function examples(lines: readonly Finding[], outcome: Outcome, lang: Lang) {
  return lines
    .filter((line) => line.outcome === outcome)
    .slice(0, SHOWN_EACH)
    .map((line) => (
      <tr key={`${outcome} ${line.remoteId}`}>
        <th scope="row">
          {line.title || line.remoteId}
          <span class="id">{line.remoteId}</span>
        </th>
        <td class="nw">{outcomeName(outcome, lang)}</td>
        <td>{line.why[lang]}</td>
      </tr>
    ))
}

function Unmapped({ lang, findings }: { lang: Lang; findings: Findings }) {
  const words = say(lang)
  const lists = (['organisations', 'themes', 'licences'] as const)
    .map((list) => ({ list, found: Object.entries(findings.unmapped[list]).toSorted((a, b) => b[1] - a[1]) }))
    .filter(({ found }) => found.length > 0)
  if (lists.length === 0) return null
  return (
    <>
      <h3>{words.unmapped}</h3>
      <dl class="plain-facts">
        {lists.map(({ list, found }) => (
          <div key={list}>
            <dt>{words[list]}</dt>
            <dd>
              {found
                .slice(0, 20)
                .map(([word, count]) => `${word} (${formatNumber(count, lang)})`)
                .join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
