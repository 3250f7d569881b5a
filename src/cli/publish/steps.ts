import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'

export interface Change {
  readonly id: string
  readonly dataset: string
  readonly slug: string
  readonly url: string
  readonly state: string
  readonly revision: number
  readonly record: Readonly<Record<string, unknown>>
  readonly suggested: Readonly<Record<string, unknown>> & {
    readonly contact: { readonly email?: string; readonly phone?: string }
  }
  readonly files: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly problems: readonly Problem[]
  }[]
  readonly tables: readonly {
    readonly id: string
    readonly title: string
    readonly rows: number
    readonly columns: number
  }[]
  readonly personal: readonly {
    readonly table: string
    readonly column: string
    readonly kind: string
    readonly count: number
  }[]
}

export interface Problem {
  readonly severity: string
  readonly message: string
  readonly sheet?: string
  readonly row?: number
  readonly column?: number
}

/** A draft to put the file into: of a new dataset, or on a published one. */
export async function openDraft(
  client: Client,
  wish: { agency: string; title: string; dataset: string | undefined },
): Promise<Change> {
  if (wish.dataset === undefined)
    return client.ask('POST', '/api/v1/datasets', { agency: wish.agency, title: wish.title })
  const { id } = await client.ask<{ id: string }>('GET', `/api/v1/datasets/${encodeURIComponent(wish.dataset)}`)
  return client.ask('POST', `/api/v1/datasets/${id}/changes`, {})
}

/** Waits until every file of the draft has been read, or could not be. */
export async function untilRead(client: Client, changeId: string, say: (text: string) => void): Promise<Change> {
  for (let waited = 0; ; waited++) {
    const change = await client.ask<Change>('GET', `/api/v1/changes/${changeId}`)
    if (change.files.every((file) => file.state !== 'reading')) return change
    if (waited % 10 === 9) say('Đang đọc tệp…')
    await sleep(Math.min(1000, 100 + waited * 20))
  }
}

/** Saves the description with what the data themselves tell; a contact is needed, so the sender's own is the last resort. */
export async function completeDraft(client: Client, change: Change, title: string | undefined): Promise<void> {
  const { suggested } = change
  const contact =
    suggested.contact.email || suggested.contact.phone
      ? suggested.contact
      : { ...suggested.contact, email: await ownEmail(client) }
  const record = {
    ...suggested,
    contact,
    ...(title === undefined ? {} : { title: { ...(suggested['title'] as object), vi: title } }),
  }
  await client.ask('PUT', `/api/v1/changes/${change.id}`, { revision: change.revision, record })
}

async function ownEmail(client: Client): Promise<string> {
  const me = await client.ask<{ email?: string }>('GET', '/api/v1/me')
  return me.email ?? ''
}

/** `sheet, row, column: sentence`, as a clerk looks for it. */
export function problemLine({ severity, message, sheet, row, column }: Problem): string {
  const place = [sheet, row === undefined ? '' : `dòng ${row}`, column === undefined ? '' : `cột ${column}`]
    .filter(Boolean)
    .join(', ')
  const mark = severity === 'error' ? '✗' : severity === 'warning' ? '!' : '·'
  return `${mark} ${place ? `${place}: ` : ''}${message}`
}
