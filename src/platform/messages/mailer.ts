import type { MessagesOptions } from './options.ts'
import { createTransport } from './transport.ts'

interface Post {
  readonly messageId: string
  readonly email: string
  readonly name: string
}

/** Sends a stored message by SMTP, once. */
export function createMailer(options: MessagesOptions): (post: Post) => Promise<void> {
  const { db, clock, publicUrl, smtpUrl } = options
  const mail = createTransport(options)
  return async ({ messageId, email, name }) => {
    if (smtpUrl === undefined) return
    const message = await db.selectFrom('messages.message').selectAll().where('id', '=', messageId).executeTakeFirst()
    if (!message || message.mailed_at) return
    const { id, subject, body, href } = message
    await mail({ id, to: { email, name }, subject, text: `${body}\n\n${publicUrl}${href}\n` })
    await db.updateTable('messages.message').set({ mailed_at: clock.now() }).where('id', '=', messageId).execute()
  }
}
