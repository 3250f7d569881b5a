import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  EmptyState,
  ErrorSummary,
  errorOf,
  formatDate,
  formatNumber,
  type Lang,
  TextArea,
  TodoList,
  TodoRow,
  words,
} from '../../../ui/index.ts'
import type { OpenFeedback } from '../../catalog/index.ts'
import { type FormState, textIn } from '../../identity/index.ts'
import { DeskPage } from '../web/desk-page.tsx'

const questionWords = words(
  {
    title: 'Câu hỏi chờ trả lời',
    waiting: (count: string) => `${count} câu, chờ lâu nhất đứng trước`,
    none: 'Không có câu hỏi nào chờ',
    noneHint: 'Câu hỏi và báo lỗi của người dân dưới từng bộ dữ liệu sẽ hiện ở đây.',
    question: 'Câu hỏi',
    error: 'Báo lỗi',
    answerIt: 'Trả lời',
    about: 'Về bộ dữ liệu',
    asked: (date: string) => `gửi ngày ${date}`,
    askedAt: (node: string) => `Hỏi tại ${node}. Câu trả lời hiện ở đây và tự về bên đó.`,
    contact: 'Liên hệ của người hỏi',
    contactHelp: 'Chỉ cán bộ trả lời thấy. Không chép vào câu trả lời: câu trả lời công khai.',
    noContact: 'Người hỏi không để lại liên hệ.',
    answer: 'Câu trả lời, công khai dưới bộ dữ liệu',
    answerHelp: 'Trả lời thẳng, nói rõ đã sửa hay chưa. Nếu ẩn câu hỏi thì ghi lý do ẩn.',
    publish: 'Đăng câu trả lời',
    hide: 'Ẩn câu hỏi',
  },
  {
    title: 'Questions to answer',
    waiting: (count: string) => `${count} questions, the longest wait first`,
    none: 'No question waits',
    noneHint: 'Questions and error reports below the datasets show here.',
    question: 'Question',
    error: 'Error report',
    answerIt: 'Answer',
    about: 'About the dataset',
    asked: (date: string) => `sent on ${date}`,
    askedAt: (node: string) => `Asked at ${node}. The answer shows here and goes back there by itself.`,
    contact: 'How to reach the person',
    contactHelp: 'Only the answering officer sees this. Do not copy it into the answer: that is public.',
    noContact: 'The person left no contact.',
    answer: 'Answer, public below the dataset',
    answerHelp: 'Answer straight, say whether it is mended. To hide the question, give the reason.',
    publish: 'Publish the answer',
    hide: 'Hide the question',
  },
)

/** Questions that wait, the oldest first. */
export function QuestionListPage({
  request,
  questions,
}: {
  request: FastifyRequest
  questions: readonly OpenFeedback[]
}) {
  const { lang } = request
  const say = questionWords(lang)
  return (
    <DeskPage request={request} title={say.title} room="desk">
      <header class="ds-head">
        <h1>{say.title}</h1>
      </header>
      {questions.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <TodoList title={say.waiting(formatNumber(questions.length, lang))}>
          {questions.map((item, index) => (
            <TodoRow
              key={item.id}
              state={item.kind === 'error' ? { kind: 'bad', text: say.error } : { kind: 'warn', text: say.question }}
              when={formatDate(item.createdAt, lang)}
              href={`/lam-viec/cau-hoi/${item.id}`}
              title={item.title}
              verb={say.answerIt}
              first={index === 0}
            >
              {item.body.slice(0, 240)}
            </TodoRow>
          ))}
        </TodoList>
      )}
    </DeskPage>
  )
}

export interface QuestionPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly question: OpenFeedback
  readonly contact: string | undefined
}

/** One question with the contact of who asked, and the answer that everybody will read. */
export function QuestionPage({ request, state, question, contact }: QuestionPageProps) {
  const { lang } = request
  const say = questionWords(lang)
  return (
    <DeskPage request={request} title={question.title} room="narrow">
      <header class="ds-head">
        <div>
          <h1>{question.kind === 'error' ? say.error : say.question}</h1>
          <p class="ds-by">
            {say.about} <a href={`/bo-du-lieu/${question.slug}`}>{question.title}</a>,{' '}
            {say.asked(formatDate(question.createdAt, lang))}
          </p>
        </div>
      </header>
      <ErrorSummary lang={lang} errors={state.errors} />
      <blockquote>{question.body}</blockquote>
      {question.askedAt ? (
        <p class="muted">{say.askedAt(question.askedAt)}</p>
      ) : (
        <ContactLine lang={lang} contact={contact} />
      )}
      <form class="form pb-h" method="post" action={`/lam-viec/cau-hoi/${question.id}`}>
        <CsrfField token={request.csrfToken} />
        <TextArea
          lang={lang}
          name="answer"
          label={say.answer}
          help={say.answerHelp}
          value={textIn(state.form, 'answer')}
          error={errorOf(state.errors, 'answer')}
          rows={6}
        />
        <p class="acts">
          <button class="btn" type="submit">
            {say.publish}
          </button>{' '}
          <button class="btn harm" type="submit" name="an" value="1">
            {say.hide}
          </button>
        </p>
      </form>
    </DeskPage>
  )
}

function ContactLine({ lang, contact }: { lang: Lang; contact: string | undefined }) {
  const say = questionWords(lang)
  if (!contact) return <p class="muted">{say.noContact}</p>
  return (
    <p>
      {say.contact}: <b>{contact}</b>
      <br />
      <span class="small muted">{say.contactHelp}</span>
    </p>
  )
}
