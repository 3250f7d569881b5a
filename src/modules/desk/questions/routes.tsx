import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { readOpenFeedback } from '../../catalog/index.ts'
import { action, type FormState, page, pathParam, textIn, UNTOUCHED } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { QuestionListPage, QuestionPage } from './question-pages.tsx'

const gate = 'catalog.feedback.answer'
const PATH = '/lam-viec/cau-hoi/:id'

/** Questions of the public and their answers. */
export function questionRoutes(http: Http, deps: DeskDeps): void {
  const { db } = deps.catalog
  page(http, {
    path: '/lam-viec/cau-hoi',
    name: 'questionList',
    summary: 'Câu hỏi chờ trả lời',
    gate,
    view: async (request) => (
      <QuestionListPage request={request} questions={await readOpenFeedback(db, request.actor)} />
    ),
  })
  const show = async (request: FastifyRequest, state: FormState) => {
    const question = (await readOpenFeedback(db, request.actor)).find(({ id }) => id === pathParam(request, 'id'))
    if (!question) throw questionNotFound()
    const contact = question.contact && deps.catalog.unseal(question.contact)
    return <QuestionPage request={request} state={state} question={question} contact={contact} />
  }
  page(http, {
    path: PATH,
    name: 'question',
    summary: 'Trả lời một câu hỏi',
    gate,
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    path: PATH,
    name: 'questionAnswer',
    summary: 'Đăng câu trả lời hoặc ẩn câu hỏi',
    gate,
    async run(request, form) {
      const hide = textIn(form, 'an') === '1'
      await deps.catalog.answerFeedback(request.actor, {
        feedbackId: pathParam(request, 'id'),
        answer: textIn(form, 'answer'),
        hide,
      })
      return `/lam-viec/cau-hoi?xong=${hide ? 'an' : 'tra-loi'}`
    },
    again: show,
  })
}

function questionNotFound(): AppError {
  return new AppError('not-found', 'desk.question-not-found', {
    vi: 'Không có câu hỏi này, hoặc nó đã được trả lời.',
    en: 'There is no such question, or it has been answered.',
  })
}
