import type { FastifyRequest } from 'fastify'
import { Crumbs, EmptyState, formatNumber, PageHead, ScrollBox, StateMark, Time } from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import type { SourceLine } from './reads.ts'
import { countLine, kindName, say, sourceMark } from './words.ts'

export const HOME = '/quan-tri/thu-thap'

export interface ListPageProps {
  readonly request: FastifyRequest
  readonly lines: readonly SourceLine[]
  /** What was just done. */
  readonly done: string | undefined
}

/** Every source with its state, what its last reading brought, and what to do about it. */
export function ListPage({ request, lines, done }: ListPageProps) {
  const { lang } = request
  const words = say(lang)
  const add = (
    <a class="btn" href={`${HOME}/moi`}>
      {words.add}
    </a>
  )
  return (
    <WorkPage request={request} title={words.title} done={done}>
      <Crumbs lang={lang} items={[{ href: '/quan-tri', text: words.admin }]} />
      <PageHead title={words.title} lede={words.lede} action={lines.length > 0 ? add : undefined} />
      {lines.length === 0 ? (
        <EmptyState title={words.none} action={add}>
          {words.noneHelp}
        </EmptyState>
      ) : (
        <ScrollBox lang={lang} label={words.title}>
          <table class="tb">
            <caption class="vh">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.last}</th>
                <th scope="col" class="num">
                  {words.shown}
                </th>
                <th scope="col" class="num">
                  {words.problems}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.source.id} request={request} line={line} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </WorkPage>
  )
}

function Line({ request, line }: { request: FastifyRequest; line: SourceLine }) {
  const { lang } = request
  const { source, last, kept, problems } = line
  const mark = sourceMark(source, last, lang)
  const href = `${HOME}/${source.id}`
  return (
    <tr>
      <th scope="row">
        <a href={href}>{source.name}</a>
        <span class="id">{kindName(source.kind, lang)}</span>
      </th>
      <td class="nw">
        <StateMark kind={mark.kind}>{mark.text}</StateMark>
      </td>
      <td>
        {last ? (
          <>
            <Time value={last.endedAt ?? last.startedAt} lang={lang} form="relative" now={new Date()} />
            <span class="id">{last.message?.[lang] ?? countLine(last, lang)}</span>
          </>
        ) : (
          say(lang).never
        )}
      </td>
      <td class="num">{formatNumber(kept, lang)}</td>
      <td class="num">{problems > 0 ? <a href={`${href}/van-de`}>{formatNumber(problems, lang)}</a> : 0}</td>
    </tr>
  )
}
