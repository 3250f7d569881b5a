import { createTransport as createSmtp } from 'nodemailer'
import type { MessagesOptions } from './options.ts'

export interface Mailed {
  /** The same letter has the same id at every try, so that mail programs show it once. */
  readonly id: string
  readonly to: { readonly email: string; readonly name: string }
  readonly subject: string
  readonly text: string
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array }
}

/** Tries of one letter. The waits between them add up to 15 hours: a mail server that is down for a night loses nothing. */
export const MAIL_ATTEMPTS = 12

/** Hands one letter to the mail server of the node; does nothing where there is none. */
export type Mail = (letter: Mailed) => Promise<void>

const CONNECT_MS = 15_000
const SILENCE_MS = 30_000

/** The one way by which letters leave the node. */
export function createTransport({ publicUrl, smtpUrl }: Pick<MessagesOptions, 'publicUrl' | 'smtpUrl'>): Mail {
  const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS }
  const smtp = smtpUrl === undefined ? undefined : createSmtp({ url: smtpUrl, ...timeouts })
  const host = new URL(publicUrl).hostname
  return async ({ id, to, subject, text, attachment }) => {
    await smtp?.sendMail({
      messageId: `<${id}@${host}>`,
      from: { name: 'Nguồn', address: `khong-tra-loi@${host}` },
      to: { name: to.name, address: to.email },
      subject,
      text,
      ...(attachment ? { attachments: [{ filename: attachment.name, content: Buffer.from(attachment.bytes) }] } : {}),
    })
  }
}

/**
 * Whether the mail server said no to this letter for good (RFC 5321 §4.2.1: 5yz). That it does not know the node (RFC 4954
 * §6: 530, 534, 535, 538) is no word about the letter: it leaves when the operator has mended the name or the password.
 */
export function permanentRefusal(error: unknown): boolean {
  const { responseCode } = error as { responseCode?: unknown }
  return typeof responseCode === 'number' && responseCode >= 500 && !NOT_KNOWN.has(responseCode)
}

const NOT_KNOWN = new Set([530, 534, 535, 538])

/** What the mail server said, or why it could not be reached; in its own words, at most 300 characters. */
export function sayMailError(error: unknown): string {
  const { response, message } = error as { response?: unknown; message?: unknown }
  const said = [response, message].find((text) => typeof text === 'string' && text !== '')
  return String(said ?? error).slice(0, 300)
}
