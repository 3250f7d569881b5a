import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { action, page, textIn } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { InboxPage } from './inbox-page.tsx'

const path = '/lam-viec/hop-thu'
const gate = 'signed-in'

/** The inbox; opening a message marks it as read. */
export function inboxRoutes(http: Http, deps: DeskDeps): void {
  const view = async (request: FastifyRequest) => {
    const messages = await deps.messages.inbox(request.actor.id ?? '')
    return <InboxPage request={request} messages={messages} now={deps.clock.now()} />
  }
  page(http, { path, name: 'inbox', summary: 'Hộp thư', gate, view })
  action(http, {
    path,
    name: 'inboxRead',
    summary: 'Mở một tin, hoặc đánh dấu mọi tin là đã đọc',
    gate,
    async run({ actor }, form) {
      const id = textIn(form, 'tin')
      const personId = actor.id ?? ''
      const message = id === '' ? undefined : (await deps.messages.inbox(personId)).find((item) => item.id === id)
      if (id === '' || message) await deps.messages.markRead(personId, message?.id)
      return message?.href ?? `${path}?xong=da-doc`
    },
    again: view,
  })
}
