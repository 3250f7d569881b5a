import type { FastifyRequest } from 'fastify'
import type { InboxMessage } from '../../../platform/messages/index.ts'
import { CsrfField, EmptyState, formatRelative, StateMark, words } from '../../../ui/index.ts'
import { DeskPage } from '../web/desk-page.tsx'

const inboxWords = words(
  {
    title: 'Hộp thư',
    none: 'Chưa có tin nào',
    noneHint: 'Tin về bản cần duyệt, bản bị trả lại, câu hỏi và bản đã công bố sẽ vào đây.',
    unread: 'Chưa đọc',
    read: 'Đã đọc',
    open: 'Mở',
    all: 'Đánh dấu mọi tin là đã đọc',
  },
  {
    title: 'Messages',
    none: 'No message yet',
    noneHint: 'Reviews, drafts sent back, questions and publications are told here.',
    unread: 'Unread',
    read: 'Read',
    open: 'Open',
    all: 'Mark all as read',
  },
)

export interface InboxPageProps {
  readonly request: FastifyRequest
  readonly messages: readonly InboxMessage[]
  readonly now: Date
}

/** Messages of the node; opening one leads to the work. */
export function InboxPage({ request, messages, now }: InboxPageProps) {
  const { lang, csrfToken } = request
  const say = inboxWords(lang)
  return (
    <DeskPage request={request} title={say.title} room="desk">
      <header class="desk-head">
        <h1>{say.title}</h1>
        {messages.some(({ read }) => !read) && (
          <form method="post" action="/lam-viec/hop-thu">
            <CsrfField token={csrfToken} />
            <button class="btn plain" type="submit">
              {say.all}
            </button>
          </form>
        )}
      </header>
      {messages.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <ol class="todo">
          {messages.map((message) => (
            <li key={message.id}>
              <div class="t-st">
                <StateMark kind={message.read ? 'idle' : 'warn'}>{message.read ? say.read : say.unread}</StateMark>
                <span class="num small muted">{formatRelative(message.createdAt, now, lang)}</span>
              </div>
              <div class="t-b">
                <h2>{message.subject}</h2>
                <p>{message.body}</p>
              </div>
              <form method="post" action="/lam-viec/hop-thu">
                <CsrfField token={csrfToken} />
                <input type="hidden" name="tin" value={message.id} />
                <button class="btn plain" type="submit">
                  {say.open}
                  <span class="vh">: {message.subject}</span>
                </button>
              </form>
            </li>
          ))}
        </ol>
      )}
    </DeskPage>
  )
}
