import type { FastifyRequest } from 'fastify'
import { Crumbs, EmptyState, formatNumber, PageHead, Pager, Part, ScrollBox, StateMark } from '../../../ui/index.ts'
import { WorkPage } from '../../identity/index.ts'
import type { Source } from '../model.ts'
import type { ProfileReport } from '../runs/check-profiles.ts'
import { ProfilePart } from './profile-part.tsx'
import type { ProblemKind, ProblemLine } from './reads.ts'
import { say, severityMark } from './words.ts'

export const PROBLEMS_A_PAGE = 100

export interface ProblemsPageProps {
  readonly request: FastifyRequest
  readonly source: Source
  /** Address of the source for who reads this; the page lies below it at `van-de`, or there itself. */
  readonly home: string
  readonly crumbs: readonly { readonly href: string; readonly text: string }[]
  readonly kinds: readonly ProblemKind[]
  readonly code: string | undefined
  readonly page: number
  readonly lines: readonly ProblemLine[]
  /** Undefined before the first check. */
  readonly report: ProfileReport | undefined
}

/** What is wrong with the records of a source: kinds of faults first, then record by record. */
export function ProblemsPage(props: ProblemsPageProps) {
  const { request, source, kinds, report, home, crumbs } = props
  const { lang } = request
  const words = say(lang)
  return (
    <WorkPage request={request} title={`${words.problems}: ${source.name}`}>
      {crumbs.length > 0 && <Crumbs lang={lang} items={crumbs} />}
      <PageHead
        title={crumbs.length > 0 ? words.problems : `${words.problems}: ${source.name}`}
        lede={words.problemsLede}
        action={
          kinds.length > 0 ? (
            <a class="btn plain" href={`${home}/van-de.xlsx`}>
              {words.xlsx}
            </a>
          ) : undefined
        }
      />
      {kinds.length === 0 ? (
        <EmptyState title={words.noProblem} />
      ) : (
        <>
          <Kinds {...props} />
          {report && <ProfilePart lang={lang} report={report} />}
          <Part id="ban-ghi" title={words.record}>
            <Lines {...props} />
          </Part>
          <Pages {...props} />
        </>
      )}
    </WorkPage>
  )
}

function Pages({ request, kinds, code, page, ...where }: ProblemsPageProps) {
  const counted = kinds.filter((kind) => code === undefined || kind.code === code)
  const pages = Math.ceil(counted.reduce((sum, kind) => sum + kind.records, 0) / PROBLEMS_A_PAGE)
  if (pages < 2) return null
  const href = (number: number) => {
    const query = new URLSearchParams({ ...(code ? { loai: code } : {}), trang: String(number) })
    return `${addressOf(where)}?${query.toString()}`
  }
  return <Pager lang={request.lang} page={page} pages={pages} href={href} />
}

function addressOf({ home, crumbs }: Pick<ProblemsPageProps, 'home' | 'crumbs'>): string {
  return crumbs.length > 0 ? `${home}/van-de` : home
}

function Kinds({ request, kinds, code, ...where }: ProblemsPageProps) {
  const { lang } = request
  const words = say(lang)
  const href = (chosen?: string) => `${addressOf(where)}${chosen ? `?loai=${encodeURIComponent(chosen)}` : ''}`
  return (
    <ScrollBox lang={lang} label={words.problems}>
      <table class="tb">
        <caption class="vh">{words.problems}</caption>
        <tbody>
          {kinds.map((kind) => {
            const mark = severityMark(kind.severity, lang)
            return (
              <tr key={`${kind.code} ${kind.severity}`}>
                <th scope="row">
                  <a href={href(kind.code)} aria-current={kind.code === code ? 'true' : undefined}>
                    {kind[lang]}
                  </a>
                </th>
                <td class="nw">
                  <StateMark kind={mark.kind}>{mark.text}</StateMark>
                </td>
                <td class="num">{formatNumber(kind.records, lang)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {code !== undefined && (
        <p>
          <a href={href()}>{words.all}</a>
        </p>
      )}
    </ScrollBox>
  )
}

function Lines({ request, lines }: ProblemsPageProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <ScrollBox lang={lang} label={words.record}>
      <table class="tb">
        <caption class="vh">{words.record}</caption>
        <thead>
          <tr>
            <th scope="col">{words.record}</th>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.place}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <th scope="row">
                {line.resourceId ? <a href={`/id/dataset/${line.resourceId}`}>{line.title}</a> : line.title}
                <span class="id">{line.remoteId}</span>
              </th>
              <td>{line[lang]}</td>
              <td>
                <code>{line.at}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
