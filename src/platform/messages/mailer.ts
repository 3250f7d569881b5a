import { createTransport } from 'nodemailer'
import type { MessagesOptions } from './options.ts'

interface Post {
  readonly messageId: string
  readonly email: string
  readonly name: string
}

/** Sends a stored message by SMTP, once. */
export function createMailer({ db, clock, publicUrl, smtpUrl }: MessagesOptions): (post: Post) => Promise<void> {
  const transport = smtpUrl === undefined ? undefined : createTransport(smtpUrl)
  return async ({ messageId, email, name }) => {
    if (!transport) return
    const message = await db.selectFrom('messages.message').selectAll().where('id', '=', messageId).executeTakeFirst()
    if (!message || message.mailed_at) return
    await transport.sendMail({
      from: senderOf(publicUrl),
      to: { name, address: email },
      subject: message.subject,
      text: `${message.body}\n\n${publicUrl}${message.href}\n`,
    })
    await db.updateTable('messages.message').set({ mailed_at: clock.now() }).where('id', '=', messageId).execute()
  }
}

function senderOf(publicUrl: string): { name: string; address: string } {
  return { name: 'Nguồn', address: `khong-tra-loi@${new URL(publicUrl).hostname}` }
}
