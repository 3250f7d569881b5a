import type { FastifyRequest } from 'fastify'
import {
  AgencyFacts,
  CsrfField,
  EmptyState,
  formatDay,
  formatNumber,
  formatTime,
  type Lang,
  TodoList,
  UndoList,
  UndoRow,
  words,
} from '../../../ui/index.ts'
import { DeskPage } from '../web/desk-page.tsx'
import type { Todo } from './read-todo.ts'
import { groupsOf, Rows, type TodoGroup, withOthers } from './todo-rows.tsx'

const todoWords = words(
  {
    title: 'Bàn việc',
    waits: (count: string) => `${count} việc đang chờ`,
    first: (count: string) => `, ${count} việc nên làm trước`,
    nothing: 'Không có việc nào đang chờ',
    nothingHint: 'Có tệp mới thì tải lên; có câu hỏi hoặc bản cần duyệt thì sẽ hiện ở đây.',
    noRole: 'Vai trò của bạn không soạn, không duyệt dữ liệu. Dùng các lối dưới đây.',
    manage: 'Quản trị cơ quan',
    account: 'Tài khoản của tôi',
    upload: 'Tải bảng lên',
    unread: (count: string) => `${count} tin chưa đọc`,
    just: 'Vừa xong',
    sent: 'Đã gửi duyệt',
    takeBack: 'Lấy lại',
    agency: 'Dữ liệu của cơ quan',
    published: 'Bộ đã công bố',
    onTime: 'Đúng hạn',
    quality: 'Điểm chất lượng, trung vị',
    counted: (time: string) => `Tính lúc ${time} hôm nay.`,
    dueSoon: 'Sắp tới hạn',
  },
  {
    title: 'Desk',
    waits: (count: string) => `${count} things wait`,
    first: (count: string) => `, ${count} should come first`,
    nothing: 'Nothing waits',
    nothingHint: 'Upload a new file when there is one; questions and reviews will show here.',
    noRole: 'Your role neither prepares nor approves data. These are your ways.',
    manage: 'Manage the agency',
    account: 'My account',
    upload: 'Upload a table',
    unread: (count: string) => `${count} unread messages`,
    just: 'Just done',
    sent: 'Sent for review',
    takeBack: 'Take back',
    agency: 'Data of the agency',
    published: 'Datasets published',
    onTime: 'On time',
    quality: 'Quality score, median',
    counted: (time: string) => `Counted today at ${time}.`,
    dueSoon: 'Due soon',
  },
)

export interface TodoPageProps {
  readonly request: FastifyRequest
  readonly todo: Todo
  readonly agency: string
  readonly now: Date
  readonly mayPrepare: boolean
  readonly mayManage: boolean
}

/** What waits for me, in order of harm; each row has one verb. */
export function TodoPage({ request, todo, agency, now, mayPrepare, mayManage }: TodoPageProps) {
  const { lang } = request
  const say = todoWords(lang)
  const groups = groupsOf(todo, lang, now)
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  const urgent = groups.flatMap(({ rows }) => rows).filter(({ state }) => state.kind === 'bad').length
  return (
    <DeskPage request={request} title={say.title} room="desk">
      <header class="desk-head">
        <div>
          <p class="muted">{agency}</p>
          <h1>
            {count === 0 ? say.title : say.waits(formatNumber(count, lang))}
            {urgent > 0 && say.first(formatNumber(urgent, lang))}
          </h1>
          {todo.unread > 0 && (
            <p>
              <a href="/lam-viec/hop-thu">{say.unread(formatNumber(todo.unread, lang))}</a>
            </p>
          )}
        </div>
        {mayPrepare && (
          <a class={count === 0 ? 'btn' : 'btn plain'} href="/lam-viec/tai-len">
            {say.upload}
          </a>
        )}
      </header>
      <div class="desk-grid">
        <div>
          {count === 0 && <NothingWaits lang={lang} mayPrepare={mayPrepare} mayManage={mayManage} />}
          <Groups groups={groups} others={withOthers(todo, lang)} />
          <JustDone request={request} todo={todo} />
        </div>
        <Side lang={lang} todo={todo} now={now} />
      </div>
    </DeskPage>
  )
}

function Groups({ groups, others }: { groups: readonly TodoGroup[]; others: TodoGroup }) {
  const shown = others.rows.length > 0 ? [...groups, others] : groups
  return (
    <>
      {shown.map((group, index) => (
        <TodoList key={group.title} title={group.title}>
          <Rows rows={group.rows} first={index === 0 && group !== others} />
        </TodoList>
      ))}
    </>
  )
}

function NothingWaits({
  lang,
  mayPrepare,
  mayManage,
}: { lang: Lang } & Pick<TodoPageProps, 'mayPrepare' | 'mayManage'>) {
  const say = todoWords(lang)
  return (
    <EmptyState title={say.nothing}>
      <p>{mayPrepare ? say.nothingHint : say.noRole}</p>
      {mayManage && (
        <p>
          <a href="/quan-tri">{say.manage}</a>
        </p>
      )}
      <p>
        <a href="/lam-viec/tai-khoan">{say.account}</a>
      </p>
    </EmptyState>
  )
}

function JustDone({ request, todo }: { request: FastifyRequest; todo: Todo }) {
  const { lang, csrfToken } = request
  const say = todoWords(lang)
  const sent = todo.work.filter(({ ownSent }) => ownSent)
  if (sent.length === 0) return null
  return (
    <UndoList title={say.just}>
      {sent.map(({ change, draftHref }) => (
        <UndoRow
          key={change.id}
          when={formatDay(change.updatedAt, lang)}
          action={
            <form method="post" action={`/lam-viec/thay-doi/${change.id}/lay-lai`}>
              <CsrfField token={csrfToken} />
              <button class="btn plain" type="submit">
                {say.takeBack}
                <span class="vh">: {change.record.title.vi}</span>
              </button>
            </form>
          }
        >
          {say.sent}{' '}
          <a href={draftHref ?? `/lam-viec/thay-doi/${change.id}?buoc=xem-truoc`}>{change.record.title.vi}</a>
        </UndoRow>
      ))}
    </UndoList>
  )
}

function Side({ lang, todo, now }: { lang: Lang; todo: Todo; now: Date }) {
  const say = todoWords(lang)
  const { published, promised, onTime, quality } = todo.facts
  const number = (value: number) => formatNumber(value, lang)
  const items = [
    { term: say.published, value: number(published) },
    ...(promised > 0 ? [{ term: say.onTime, value: `${number(onTime)}/${number(promised)}` }] : []),
    ...(quality === undefined ? [] : [{ term: say.quality, value: number(quality) }]),
  ]
  return (
    <AgencyFacts title={say.agency} items={items} note={say.counted(formatTime(now))}>
      {todo.dueSoon.length > 0 && (
        <>
          <h2>{say.dueSoon}</h2>
          <ul class="soon">
            {todo.dueSoon.map(({ id, slug, record, summary }) => (
              <li key={id}>
                <time class="num" dateTime={summary.dueOn}>
                  {formatDay(`${summary.dueOn}T00:00:00+07:00`, lang)}
                </time>{' '}
                <a href={`/lam-viec/bo-du-lieu/${slug}`}>{record?.title.vi ?? slug}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </AgencyFacts>
  )
}
