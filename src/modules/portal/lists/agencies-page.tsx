import { formatNumber, type Lang, Layout, type LayoutProps, PageHead } from '../../../ui/index.ts'
import { type Agency, nameIn } from '../../identity/index.ts'
import type { AgencyNode } from './read-lists.ts'
import { listWords } from './words.ts'

export interface AgenciesPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly nodes: readonly AgencyNode[]
}

/** Every agency at work, those below indented, with the number of its datasets. */
export function AgenciesPage({ frame, nodes }: AgenciesPageProps) {
  const { lang } = frame
  const say = listWords(lang)
  return (
    <Layout {...frame} title={say.agencies}>
      <div class="wrap list-page">
        <PageHead title={say.agencies} lede={say.agenciesLede(formatNumber(sizeOf(nodes), lang))} />
        <Branch nodes={nodes} lang={lang} top />
      </div>
    </Layout>
  )
}

function sizeOf(nodes: readonly AgencyNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + sizeOf(node.children), 0)
}

function Branch({ nodes, lang, top }: { nodes: readonly AgencyNode[]; lang: Lang; top?: boolean }) {
  return (
    <ul class={top ? 'leaders two agency-tree' : 'leaders'}>
      {nodes.map(({ agency, count, before, children }) => (
        <li key={agency.id}>
          <a href={agencyHref(agency)}>{nameIn(lang, agency)}</a>
          {count > 0 && <span class="num">{formatNumber(count, lang)}</span>}
          {before.length > 0 && (
            <p class="small muted">{listWords(lang).before(before.map((former) => nameIn(lang, former)).join('; '))}</p>
          )}
          {children.length > 0 && <Branch nodes={children} lang={lang} />}
        </li>
      ))}
    </ul>
  )
}

export function agencyHref(agency: Agency): string {
  return `/co-quan/${encodeURIComponent(agency.code)}`
}
