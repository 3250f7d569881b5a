import {
  EmptyState,
  formatNumber,
  type Lang,
  Layout,
  type LayoutProps,
  PageHead,
  ScrollBox,
  StateMark,
} from '../../../../ui/index.ts'
import type { NodeLine } from './reads.ts'
import { SystemsPart } from './systems-part.tsx'
import { kindName, say, sightOf, standingMark } from './words.ts'

export interface NodesPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly lines: readonly NodeLine[]
  readonly now: Date
}

/** Every node whose catalogue is read into this one: how much, when last seen, how late. */
export function NodesPage({ frame, lines, now }: NodesPageProps) {
  const { lang } = frame
  const text = say(lang)
  const total = lines.reduce((sum, { shown }) => sum + shown, 0)
  return (
    <Layout {...frame} title={text.title}>
      <div class="wrap list-page">
        <PageHead
          title={text.title}
          lede={lines.length > 0 ? text.lede(formatNumber(total, lang), formatNumber(lines.length, lang)) : undefined}
        />
        {lines.length === 0 ? (
          <EmptyState title={text.none}>{text.noneHelp}</EmptyState>
        ) : (
          <>
            <NodeTable lang={lang} lines={lines} now={now} />
            <p class="small muted">{text.lagHelp}</p>
            <SystemsPart lang={lang} told={lines.flatMap(({ node }) => node.systems ?? [])} />
          </>
        )}
      </div>
    </Layout>
  )
}

function NodeTable({ lang, lines, now }: { lang: Lang; lines: readonly NodeLine[]; now: Date }) {
  const text = say(lang)
  return (
    <ScrollBox lang={lang} label={text.title}>
      <table class="tb">
        <caption class="vh">{text.title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.node}</th>
            <th scope="col" class="n">
              {text.datasets}
            </th>
            <th scope="col">{text.state}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.node.id} line={line} lang={lang} now={now} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Row({ line: { node, standing, shown }, lang, now }: { line: NodeLine; lang: Lang; now: Date }) {
  const mark = standingMark(standing, lang)
  return (
    <tr>
      <th scope="row">
        <a href={node.url} rel="external">
          {node.name}
        </a>
        <span class="id">{kindName(node.kind, lang)}</span>
      </th>
      <td class="n">{formatNumber(shown, lang)}</td>
      <td>
        <StateMark kind={mark.kind}>{mark.text}</StateMark>
        <span class="id">{sightOf(node, now, lang)}</span>
      </td>
    </tr>
  )
}
