import { Type } from 'typebox'
import { type AnyTask, defineTask, enqueue } from '../jobs/index.ts'
import { createLetters, type Letters } from './letters.ts'
import { createMailer } from './mailer.ts'
import type { MessagesDb, MessagesOptions } from './options.ts'
import { MAIL_ATTEMPTS } from './transport.ts'

/** Something a person should know, with the place where the work is. */
export interface NewMessage {
  readonly to: { readonly personId: string; readonly email: string; readonly name: string }
  /** Names the occasion; telling it twice changes nothing. */
  readonly key: string
  readonly subject: string
  readonly body: string
  /** Path on this node. */
  readonly href: string
}

export interface InboxMessage {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly href: string
  readonly createdAt: Date
  readonly read: boolean
}

export interface Messages {
  /** By SMTP to any address. */
  readonly letters: Pick<Letters, 'post' | 'about'>
  readonly tasks: readonly AnyTask[]
  /** Puts messages into inboxes, and into the post where there is one. Safe to repeat. */
  tell(messages: readonly NewMessage[]): Promise<void>
  /** Newest first. */
  inbox(personId: string): Promise<readonly InboxMessage[]>
  unread(personId: string): Promise<number>
  /** Marks one of the person's messages as read, or all of them. */
  markRead(personId: string, id?: string): Promise<void>
}

const MOST_SHOWN = 200
const Payload = Type.Object({ messageId: Type.String(), email: Type.String(), name: Type.String() })
const MailKind = {
  name: 'messages.mail',
  version: 1,
  schema: Payload,
  retry: { attempts: MAIL_ATTEMPTS },
  queue: 'mail',
} as const

/** Messages of the node to its people: an inbox for each, repeated by mail. */
export function createMessages(options: MessagesOptions): Messages {
  const { db, clock } = options
  const mail = createMailer(options)
  const letters = createLetters(options)
  return {
    letters,
    tasks: [...letters.tasks, defineTask(MailKind, (payload) => mail(payload))],
    async tell(messages) {
      for (const message of messages) await db.transaction().execute((tx) => tellOne(tx, options, message))
    },
    inbox: (personId) => readInbox(db, personId),
    async unread(personId) {
      const row = await db
        .selectFrom('messages.message')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
        .executeTakeFirst()
      return row?.count ?? 0
    },
    async markRead(personId, id) {
      const all = db
        .updateTable('messages.message')
        .set({ read_at: clock.now() })
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
      await (id === undefined ? all : all.where('id', '=', id)).execute()
    },
  }
}

async function readInbox(db: MessagesDb, personId: string): Promise<readonly InboxMessage[]> {
  const rows = await db
    .selectFrom('messages.message')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    body: row.body,
    href: row.href,
    createdAt: row.created_at,
    read: row.read_at !== null,
  }))
}

async function tellOne(tx: MessagesDb, { clock, ids, smtpUrl }: MessagesOptions, message: NewMessage): Promise<void> {
  const { to, key, subject, body, href } = message
  const id = ids.next()
  const told = await tx
    .insertInto('messages.message')
    .values({ id, person_id: to.personId, key, subject, body, href, created_at: clock.now() })
    .onConflict((conflict) => conflict.constraint('message_occasion').doNothing())
    .executeTakeFirst()
  if (told.numInsertedOrUpdatedRows !== 1n || smtpUrl === undefined) return
  await enqueue(tx, MailKind, { payload: { messageId: id, email: to.email, name: to.name }, key: `mail-${id}` })
}
