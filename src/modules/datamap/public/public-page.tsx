import {
  Crumbs,
  EvidenceKey,
  Facts,
  FlowGraph,
  type FlowNode,
  formatDate,
  formatNumber,
  type Lang,
  Layout,
  type LayoutProps,
  Message,
  PageHead,
  Part,
  words,
} from '../../../ui/index.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Line, Lines } from '../reads/read-lines.ts'
import type { DatabaseRecord } from '../record.ts'
import type { SayCode } from '../say-value.ts'
import { DatabaseSheet } from '../views/database-sheet.tsx'
import { sheetWords } from '../views/words.ts'
import { choiceLabel } from '../words.ts'

const publicWords = words(
  {
    map: 'Bản đồ dữ liệu',
    class: 'Loại',
    status: 'Tình trạng',
    items: 'Mục dữ liệu',
    sharing: 'Phân loại',
    sources: 'nguồn',
    targets: 'nơi dùng',
    key: (key: string) => `Khoá chung: ${key}.`,
    version: (number: string, day: string) => `Bản ${number}, công bố ${day}.`,
    internal: 'Xem phần nội bộ',
    flows: 'Dữ liệu đi và đến',
    relations: 'Quan hệ khác',
    declared: 'Đường đứt là khai báo theo văn bản, chưa đo được giao dịch tại nút này.',
    outside: 'ngoài danh mục',
  },
  {
    map: 'Data map',
    class: 'Class',
    status: 'Status',
    items: 'Data items',
    sharing: 'Sharing',
    sources: 'sources',
    targets: 'consumers',
    key: (key: string) => `Master key: ${key}.`,
    version: (number: string, day: string) => `Version ${number}, published ${day}.`,
    internal: 'See the internal part',
    flows: 'Where data come from and go',
    relations: 'Other relations',
    declared: 'A broken line is declared on paper; no transaction was measured at this node.',
    outside: 'outside the catalogue',
  },
)

export interface PublicPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly resource: Resource
  readonly record: DatabaseRecord
  readonly agency: { readonly name: string; readonly code: string }
  readonly lines: Lines
  /** Names of the agencies at the other ends. */
  readonly agencyName: (id: string | undefined) => string
  /** Pages of other kinds of resources, by id. */
  readonly hrefOf: (line: Line) => string | undefined
  readonly say: SayCode
  /** An officer of the agency may go on to the internal part. */
  readonly mayLookInside: boolean
}

/** What the public may know of a database: what it holds, whose it is, where its data go. */
export function PublicPage(props: PublicPageProps) {
  const { frame, resource, record, say } = props
  const { lang } = frame
  const text = publicWords(lang)
  const title = (lang === 'en' ? record.identity.nameEn : undefined) ?? record.identity.name ?? resource.slug
  const lede = record.content.purpose
  return (
    <Layout {...frame} title={title} description={lede?.slice(0, 300)}>
      <div class="wrap ds">
        <Crumbs lang={lang} items={[{ href: '/ban-do-du-lieu', text: text.map }]} />
        <PageHead title={title} by={<Owner {...props} />} lede={lede} />
        {resource.correction && (
          <Message kind="note">
            <p>{resource.correction}</p>
          </Message>
        )}
        <StateFacts {...props} />
        <Flows {...props} />
        <DatabaseSheet
          lang={lang}
          record={record}
          say={say}
          sees={(field) => field.open && field.id !== 'content.purpose'}
        />
        <OtherLines {...props} />
      </div>
    </Layout>
  )
}

function Owner({ frame: { lang }, resource, agency, mayLookInside }: PublicPageProps) {
  const text = publicWords(lang)
  const day = resource.publishedAt ? formatDate(resource.publishedAt, lang) : '–'
  return (
    <>
      <a href={`/co-quan/${agency.code}`}>{agency.name}</a>. {text.version(formatNumber(resource.version, lang), day)}{' '}
      {mayLookInside && <a href={`/lam-viec/ban-do/${resource.slug}`}>{text.internal}</a>}
    </>
  )
}

function StateFacts({ frame: { lang }, record }: PublicPageProps) {
  const text = publicWords(lang)
  const { identity, classification, items } = record
  const notSaid = sheetWords(lang).notSaid
  return (
    <Facts
      items={[
        { term: text.class, value: choiceLabel('class', identity.class, lang) || notSaid },
        { term: text.status, value: choiceLabel('status', identity.status, lang) || notSaid },
        { term: text.items, value: items.length === 0 ? notSaid : formatNumber(items.length, lang) },
        { term: text.sharing, value: choiceLabel('share', classification.sharing, lang) || notSaid },
      ]}
    />
  )
}

// “A feeds B” and “B copies A” are one arrow, said at either end.
function incoming({ own, others }: Lines): readonly Line[] {
  return [
    ...own.filter(({ type }) => type === 'copies' || type === 'refers-to'),
    ...others.filter(({ type }) => type === 'feeds'),
  ]
}

function outgoing({ own, others }: Lines): readonly Line[] {
  return [
    ...own.filter(({ type }) => type === 'feeds' || type === 'served-by' || type === 'published-as'),
    ...others.filter(({ type }) => type === 'copies' || type === 'refers-to'),
  ]
}

function unique(lines: readonly Line[]): readonly Line[] {
  return [...new Map(lines.map((line) => [line.id ?? line.name, line])).values()]
}

function Flows(props: PublicPageProps) {
  const { frame, record, lines, agency } = props
  const { lang } = frame
  const text = publicWords(lang)
  const sources = unique(incoming(lines)).filter((line) => props.hrefOf(line) !== undefined)
  const targets = unique(outgoing(lines)).filter((line) => props.hrefOf(line) !== undefined)
  if (sources.length + targets.length === 0) return null
  return (
    <section class="flow" aria-labelledby="luong">
      <div class="head">
        <h2 id="luong">{text.flows}</h2>
        <EvidenceKey lang={lang} />
      </div>
      <FlowGraph
        inTitle={sheetWords(lang).incoming}
        outTitle={sheetWords(lang).outgoing}
        sources={sources.map((line) => nodeOf(props, line))}
        targets={targets.map((line) => nodeOf(props, line))}
      >
        <p class="cls">{record.identity.class}</p>
        <p class="hub-n">{record.identity.name}</p>
        <p>{agency.name}</p>
        <dl>
          <div>
            <dt>{text.sources}</dt>
            <dd class="num">{formatNumber(sources.length, lang)}</dd>
          </div>
          <div>
            <dt>{text.targets}</dt>
            <dd class="num">{formatNumber(targets.length, lang)}</dd>
          </div>
        </dl>
        {record.content.masterKey && <p class="small">{text.key(record.content.masterKey)}</p>}
      </FlowGraph>
      <p class="src">{text.declared}</p>
    </section>
  )
}

function nodeOf({ frame: { lang }, hrefOf, agencyName }: PublicPageProps, line: Line): FlowNode {
  return {
    href: hrefOf(line) ?? '',
    mark: line.class ?? (lang === 'vi' ? 'mở' : 'open'),
    name: line.name,
    note: agencyName(line.agencyId) || choiceLabel('relation', line.type, lang),
  }
}

/** Relations whose other end has no page here; they are told in words. */
function OtherLines({ frame: { lang }, lines, hrefOf }: PublicPageProps) {
  const shown = lines.own.filter((line) => hrefOf(line) === undefined)
  if (shown.length === 0) return null
  return <LineList lang={lang} lines={shown} />
}

function LineList({ lang, lines }: { lang: Lang; lines: readonly Line[] }) {
  const text = publicWords(lang)
  return (
    <Part id="quan-he" title={text.relations}>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>
            {choiceLabel('relation', line.type, lang)} <b>{line.name}</b> <span class="muted">({text.outside})</span>
            {line.note && `. ${line.note}`}
          </li>
        ))}
      </ul>
    </Part>
  )
}
