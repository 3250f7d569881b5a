import type { FastifyRequest } from 'fastify'
import { fingerprintOf } from '../../../../platform/http-sig/index.ts'
import { CsrfField, formatNumber, ScrollBox, StateMark, Time } from '../../../../ui/index.ts'
import type { NodeLine } from './reads.ts'
import { HOME, kindName, say, sightOf, standingMark } from './words.ts'

interface KnownNodesProps {
  readonly request: FastifyRequest
  readonly lines: readonly NodeLine[]
  readonly now: Date
}

/** The nodes an operator has confirmed, with what is wrong with them. */
export function KnownNodes({ request, lines, now }: KnownNodesProps) {
  const { lang } = request
  const text = say(lang)
  if (lines.length === 0) return <p>{text.noKnown}</p>
  return (
    <ScrollBox lang={lang} label={text.known}>
      <table class="tb">
        <caption class="vh">{text.known}</caption>
        <thead>
          <tr>
            <th scope="col">{text.node}</th>
            <th scope="col">{text.state}</th>
            <th scope="col" class="n">
              {text.datasets}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.node.id} request={request} line={line} now={now} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Row({ request, line, now }: { request: FastifyRequest; line: NodeLine; now: Date }) {
  const { lang } = request
  const { node, shown } = line
  const text = say(lang)
  return (
    <tr>
      <th scope="row">
        <a href={node.url}>{node.name}</a>
        <span class="id">
          {kindName(node.kind, lang)} · {node.url}
        </span>
        <span class="id">{fingerprintOf(node.key)}</span>
        {node.state === 'on' && <Leave request={request} id={node.id} name={node.name} />}
      </th>
      <td>
        <State request={request} line={line} now={now} />
      </td>
      <td class="n">
        {node.sourceId ? (
          <a href={`/quan-tri/thu-thap/${node.sourceId}`} title={text.source}>
            {formatNumber(shown, lang)}
          </a>
        ) : (
          ''
        )}
      </td>
    </tr>
  )
}

function State({ request: { lang }, line, now }: { request: FastifyRequest; line: NodeLine; now: Date }) {
  const { node, standing, letters } = line
  const text = say(lang)
  const mark = standingMark(standing, lang)
  return (
    <>
      <StateMark kind={mark.kind}>{mark.text}</StateMark>
      {node.sourceId && <span class="id">{sightOf(node, now, lang)}</span>}
      {node.state === 'on' && node.failure && (
        <span class="id">
          {node.failure[lang]} ({text.since} <Time value={node.failure.since} lang={lang} form="relative" now={now} />)
        </span>
      )}
      {letters.waiting > 0 && <span class="id">{text.waiting(letters.waiting)}</span>}
      {letters.refused > 0 && <span class="id">{text.refused(letters.refused)}</span>}
    </>
  )
}

function Leave({ request, id, name }: { request: FastifyRequest; id: string; name: string }) {
  return (
    <form method="post" action={`${HOME}/${id}/thoi`}>
      <CsrfField token={request.csrfToken} />
      <button class="quiet" type="submit" aria-label={`${say(request.lang).leave}: ${name}`}>
        {say(request.lang).leave}
      </button>
    </form>
  )
}
