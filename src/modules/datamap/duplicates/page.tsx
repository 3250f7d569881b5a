import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { EmptyState, formatNumber, type Lang, PageHead, ScrollBox, StateMark, words } from '../../../ui/index.ts'
import { page, WorkPage } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { citationOf } from '../rules/model.ts'
import type { DoubleGroup } from './find-doubles.ts'
import { type DoubleDatabase, type Doubles, readDoubles } from './read-doubles.ts'

const doubleWords = words(
  {
    title: 'Thu thập trùng',
    lede: 'Những cơ sở dữ liệu cùng thu thập một thứ, so theo tên mục đã bỏ dấu, bỏ từ đệm và theo bảng mã. Trùng tên chưa chắc trùng việc: người quản lý xem và quyết định.',
    none: 'Chưa thấy chỗ nào trùng',
    noneHint: 'Chỉ so những cơ sở dữ liệu đã công bố và đã khai mục dữ liệu.',
    group: (databases: string, items: string) => `${databases} cơ sở dữ liệu này cùng thu thập ${items} mục`,
    personal: 'có dữ liệu cá nhân',
    byList: 'cùng bảng mã',
    item: 'Mục',
    related: 'đã khai quan hệ',
    unrelated: 'chưa khai quan hệ',
    mend: 'Chọn một nơi thu thập; nơi khác lấy qua chia sẻ và ghi quan hệ “Tham chiếu” hoặc “Sao chép từ”.',
  },
  {
    title: 'Collected twice',
    lede: 'Databases that collect the same things, compared by item names without diacritics and filler, and by code lists. The same name need not be the same thing: people decide.',
    none: 'Nothing is collected twice as far as is known',
    noneHint: 'Only published databases with data items are compared.',
    group: (databases: string, items: string) => `These ${databases} databases collect the same ${items} items`,
    personal: 'personal data',
    byList: 'same code list',
    item: 'Item',
    related: 'a relation is said',
    unrelated: 'no relation is said',
    mend: 'Choose one place to collect; the others take it by sharing and say so by a relation.',
  },
)

/** The report on what is collected twice. */
export function doubleRoutes(http: Http, deps: DatamapDeps): void {
  page(http, {
    path: '/lam-viec/ban-do/trung',
    name: 'databaseDoubles',
    module: 'datamap',
    summary: 'Cơ sở dữ liệu thu thập trùng',
    gate: 'catalog.draft.read',
    async view(request) {
      const [doubles, tree] = await Promise.all([readDoubles(deps, request.actor), deps.agencies.tree()])
      const agencyName = (id: string) => (tree.current(id) ?? tree.byId(id))?.name ?? ''
      return <DoublesPage request={request} doubles={doubles} agencyName={agencyName} />
    },
  })
}

interface DoublesPageProps {
  readonly request: FastifyRequest
  readonly doubles: Doubles
  readonly agencyName: (id: string) => string
}

function DoublesPage({ request, doubles, agencyName }: DoublesPageProps) {
  const { lang } = request
  const say = doubleWords(lang)
  const source = doubles.rule && citationOf(doubles.rule, lang)
  return (
    <WorkPage request={request} title={say.title}>
      <PageHead title={say.title} lede={say.lede} />
      {doubles.rule && (
        <p class="small muted">
          {doubles.rule.said[lang]} {source && `${source}.`}
        </p>
      )}
      {doubles.groups.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        doubles.groups.map((group, index) => (
          <GroupPart key={index} lang={lang} group={group} doubles={doubles} agencyName={agencyName} index={index} />
        ))
      )}
    </WorkPage>
  )
}

interface GroupProps extends Omit<DoublesPageProps, 'request'> {
  readonly lang: Lang
  readonly group: DoubleGroup
  readonly index: number
}

function GroupPart({ lang, group, doubles, agencyName, index }: GroupProps) {
  const say = doubleWords(lang)
  const known = group.databaseIds.flatMap((id) => doubles.databases.get(id) ?? [])
  const title = say.group(formatNumber(known.length, lang), formatNumber(group.shared.length, lang))
  const said = group.databaseIds.some((one) =>
    group.databaseIds.some((other) => one !== other && doubles.related.has([one, other].sort().join(' '))),
  )
  return (
    <section class="pb-h" aria-labelledby={`nhom-${index}`}>
      <h2 id={`nhom-${index}`}>{title}</h2>
      <p>
        <StateMark kind={said ? 'idle' : 'warn'}>{said ? say.related : say.unrelated}</StateMark> {!said && say.mend}
      </p>
      <SharedTable lang={lang} title={title} known={known} shared={group.shared} agencyName={agencyName} />
    </section>
  )
}

interface SharedTableProps extends Pick<GroupProps, 'lang' | 'agencyName'> {
  readonly title: string
  readonly known: readonly DoubleDatabase[]
  readonly shared: DoubleGroup['shared']
}

/** Which item stands in which database, under which name. */
function SharedTable({ lang, title, known, shared, agencyName }: SharedTableProps) {
  const say = doubleWords(lang)
  return (
    <ScrollBox lang={lang} label={title}>
      <table class="tb stacks">
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say.item}</th>
            {known.map(({ id, name, slug, agencyId }) => (
              <th scope="col" key={id}>
                <a href={`/ban-do-du-lieu/${slug}`}>{name}</a>
                <span class="id">{agencyName(agencyId)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shared.map((item) => (
            <tr key={item.key}>
              <th scope="row">
                {item.title}
                {(item.personal || item.byCodeList) && (
                  <span class="id">
                    {[item.personal && say.personal, item.byCodeList && say.byList].filter(Boolean).join(', ')}
                  </span>
                )}
              </th>
              {known.map(({ id, name }) => (
                <td key={id} data-label={name}>
                  {item.titles.get(id) ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
