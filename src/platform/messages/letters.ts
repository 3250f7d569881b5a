import type { QueryExecutorProvider, Selectable } from 'kysely'
import { Type } from 'typebox'
import { sameTransaction } from '../db/index.ts'
import type { Tables } from '../db/tables.ts'
import { type AnyTask, defineTask, enqueue } from '../jobs/index.ts'
import type { MessagesDb, MessagesOptions } from './options.ts'
import { createTransport, MAIL_ATTEMPTS, type Mail, permanentRefusal, sayMailError } from './transport.ts'

/** A letter to an address, whether or not anybody with an account has it. */
export interface NewLetter {
  /** Names the occasion; posting it again changes nothing, except that what could not be sent is tried anew. */
  readonly key: string
  /** What it is about, to find it again: `harvest-source:<id>`. */
  readonly about?: string
  readonly to: { readonly email: string; readonly name: string }
  readonly subject: string
  readonly text: string
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array }
}

/** What became of a letter. */
export interface PostedLetter {
  readonly key: string
  readonly email: string
  readonly subject: string
  /** `no-mail`: this node has no mail server. */
  readonly state: 'waiting' | 'sent' | 'failed' | 'no-mail'
  /** What the mail server said last, in its own words. */
  readonly reason: string | undefined
  readonly createdAt: Date
  readonly sentAt: Date | undefined
}

const Payload = Type.Object({ letterId: Type.String() })
const LetterKind = {
  name: 'messages.post-letter',
  version: 1,
  schema: Payload,
  retry: { attempts: MAIL_ATTEMPTS },
  queue: 'mail',
} as const

export interface Letters {
  readonly tasks: readonly AnyTask[]
  /** Puts a letter into the post in the caller's transaction: it leaves if and only if that commits. */
  post(tx: QueryExecutorProvider, letter: NewLetter): Promise<void>
  /** Letters about something, newest first. */
  about(about: string, limit: number): Promise<readonly PostedLetter[]>
}

/** Letters by SMTP: kept until they are sent, sealed, and with what became of them. */
export function createLetters(options: MessagesOptions): Letters {
  const mail = createTransport(options)
  return {
    tasks: [defineTask(LetterKind, ({ letterId }, { attempt }) => send(options, { mail, letterId, attempt }))],
    post: (tx, letter) => post(sameTransaction<'messages'>(tx), options, letter),
    async about(about, limit) {
      const rows = await options.db
        .selectFrom('messages.letter')
        .selectAll()
        .where('about', '=', about)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(postedOf)
    },
  }
}

async function post(tx: MessagesDb, { clock, ids, seal, smtpUrl }: MessagesOptions, letter: NewLetter): Promise<void> {
  const { key, about, to, subject, text, attachment } = letter
  const hasMail = smtpUrl !== undefined
  const content = {
    sealed_body: hasMail ? seal(text) : null,
    attachment_name: attachment?.name ?? null,
    attachment: hasMail && attachment ? Buffer.from(attachment.bytes) : null,
    state: hasMail ? 'waiting' : 'no-mail',
    email: to.email,
    name: to.name,
    subject,
    created_at: clock.now(),
  }
  const row = await tx
    .insertInto('messages.letter')
    .values({ id: ids.next(), key, about: about ?? null, ...content })
    .onConflict((conflict) => {
      const before = conflict.constraint('letter_occasion')
      return hasMail
        ? before.doUpdateSet({ ...content, reason: null }).where('messages.letter.state', 'in', ['failed', 'no-mail'])
        : before.doNothing()
    })
    .returning('id')
    .executeTakeFirst()
  if (row && hasMail) await enqueue(tx, LetterKind, { payload: { letterId: row.id }, key: `letter-${row.id}` })
}

interface Sending {
  readonly mail: Mail
  readonly letterId: string
  readonly attempt: number
}

async function send({ db, clock, unseal }: MessagesOptions, { mail, letterId, attempt }: Sending): Promise<void> {
  const row = await db.selectFrom('messages.letter').selectAll().where('id', '=', letterId).executeTakeFirst()
  if (row?.state !== 'waiting') return
  const text = unseal(row.sealed_body ?? '')
  const note = (columns: Partial<Selectable<Tables['messages.letter']>>) =>
    db.updateTable('messages.letter').set(columns).where('id', '=', letterId).execute()
  const forget = { sealed_body: null, attachment: null }
  if (text === undefined) return void (await note({ ...forget, state: 'failed', reason: 'sealed by another key' }))
  try {
    await mail({
      id: letterId,
      to: { email: row.email, name: row.name },
      subject: row.subject,
      text,
      ...(row.attachment ? { attachment: { name: row.attachment_name ?? 'tep', bytes: row.attachment } } : {}),
    })
  } catch (error) {
    const reason = sayMailError(error)
    const isLast = attempt >= MAIL_ATTEMPTS || permanentRefusal(error)
    await note(isLast ? { ...forget, state: 'failed', reason } : { reason })
    if (isLast) return
    throw error
  }
  await note({ ...forget, state: 'sent', sent_at: clock.now(), reason: null })
}

function postedOf(row: Selectable<Tables['messages.letter']>): PostedLetter {
  return {
    key: row.key,
    email: row.email,
    subject: row.subject,
    state: row.state as PostedLetter['state'],
    reason: row.reason ?? undefined,
    createdAt: row.created_at,
    sentAt: row.sent_at ?? undefined,
  }
}
