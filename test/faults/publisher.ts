import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCaller } from './http-caller.ts'
import type { createRandom } from './random.ts'

/** What the node has acknowledged of one publication so far; `done` is set by the last answer. */
export interface Work {
  readonly title: string
  readonly text: Buffer
  readonly digest: string
  readonly rows: number
  upload?: string
  /** Bytes that the node said are safe. */
  offset: number
  change?: string
  source?: string
  /** Revision and title of the last saved draft. */
  saved?: { readonly revision: number; readonly title: string }
  submitted?: true
  approved?: true
  done?: { readonly slug: string; readonly table: string; readonly file: string; readonly version: number }
}

export interface Keys {
  readonly officer: string
  readonly approver: string
  readonly agency: string
}

export interface ChangeView {
  readonly id: string
  readonly dataset: string
  readonly slug: string
  readonly state: string
  readonly revision: number
  readonly record: { readonly title: { readonly vi: string } }
  readonly suggested: Readonly<Record<string, unknown>>
  readonly files: readonly { readonly id: string; readonly state: string; readonly problems: readonly unknown[] }[]
}

export interface DatasetView {
  readonly slug: string
  readonly version: number
  readonly tables: readonly { readonly id: string; readonly version: number; readonly rows: number }[]
  readonly files: readonly { readonly id: string; readonly digest: string }[]
}

const TUS = { 'tus-resumable': '1.0.0' }
const MOST_ROWS = 3000

/** A file nobody else has: a few columns, its title a word that only it contains. */
export function newWork(word: string, random: ReturnType<typeof createRandom>): Work {
  const rows = random.between(3, MOST_ROWS)
  const lines = Array.from({ length: rows }, (_, row) => `${row + 1};Xã ${word} ${row};${random.between(0, 99_999)}`)
  const text = Buffer.from(`Số thứ tự;Đơn vị;Số hộ\n${lines.join('\n')}\n`)
  return { title: `Số hộ đã rà soát ${word}`, text, digest: `sha256:${hash('sha256', text)}`, rows, offset: 0 }
}

/** Talks to one running node in the name of both officers. */
export function createPublisher(url: string, keys: Keys) {
  const officer = createCaller(url, keys.officer)
  const approver = createCaller(url, keys.approver)
  const visitor = createCaller(url, undefined)

  const change = (work: Work) => officer.ask<ChangeView>('GET', `/api/v1/changes/${work.change}`)
  const dataset = (slug: string) => visitor.ask<DatasetView>('GET', `/api/v1/datasets/${slug}`)

  async function offsetOf(upload: string): Promise<number> {
    const { headers } = await officer.request('HEAD', `/tus/${upload}`, { headers: TUS })
    return Number(headers.get('upload-offset'))
  }

  async function sendBytes(work: Work): Promise<void> {
    if (work.upload === undefined) {
      const name = Buffer.from('so-ho.csv').toString('base64')
      const headers = { ...TUS, 'upload-length': String(work.text.length), 'upload-metadata': `filename ${name}` }
      const made = await officer.request('POST', '/tus', { headers })
      work.upload = made.headers.get('location')?.split('/').at(-1) ?? ''
      work.offset = 0
    }
    for (let offset = await offsetOf(work.upload); offset < work.text.length; offset = work.offset) {
      if (offset < work.offset)
        throw new Error(`upload ${work.upload}: ${work.offset} bytes were safe, ${offset} are there`)
      const part = work.text.subarray(offset, offset + Math.ceil(work.text.length / 4))
      const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
      const reply = await officer.request('PATCH', `/tus/${work.upload}`, { headers, body: new Uint8Array(part) })
      work.offset = Number(reply.headers.get('upload-offset'))
    }
  }

  async function addFile(work: Work): Promise<void> {
    // The answer may have been lost though the file is in the draft; then the upload is used up.
    const there = (await change(work)).files[0]
    if (!there) await sendBytes(work)
    const added =
      there ??
      (await officer.ask<{ id: string }>('POST', `/api/v1/changes/${work.change}/files`, { upload: work.upload }))
    work.source = added.id
  }

  async function save(work: Work): Promise<void> {
    const { revision, suggested } = await untilRead(work)
    const title = `${work.title} (đã xem)`
    const contact = { ...(suggested['contact'] as object), email: 'dau-moi@nguon.example' }
    const record = { ...suggested, contact, title: { ...(suggested['title'] as object), vi: title } }
    const answer = await officer.ask<ChangeView>('PUT', `/api/v1/changes/${work.change}`, { revision, record })
    work.saved = { revision: answer.revision, title }
  }

  async function untilRead(work: Work): Promise<ChangeView> {
    for (;;) {
      const view = await change(work)
      const file = view.files.find(({ id }) => id === work.source)
      if (!file) throw new Error(`${work.title}: the file is no longer in the draft`)
      if (file.state === 'read') return view
      if (file.state !== 'reading') throw new Error(`${work.title}: ${file.state} ${JSON.stringify(file.problems)}`)
      await sleep(100)
    }
  }

  async function decide(work: Work): Promise<void> {
    const { state, slug } = await change(work)
    if (state === 'draft') await officer.ask('POST', `/api/v1/changes/${work.change}/submit`, {})
    work.submitted = true
    if (state !== 'published') await approver.ask('POST', `/api/v1/changes/${work.change}/approve`, {})
    work.approved = true
    const { version, tables, files } = await dataset(slug)
    work.done = { slug, version, table: tables[0]?.id ?? '', file: files[0]?.id ?? '' }
  }

  return {
    change,
    dataset,
    offsetOf,
    untilRead,
    /** Goes on with a publication from what was acknowledged; notes every answer in `work` as it comes. */
    async finish(work: Work): Promise<void> {
      if (work.done) return
      if (work.source === undefined && work.offset < work.text.length) await sendBytes(work)
      if (work.change === undefined) {
        const body = { agency: keys.agency, title: work.title }
        const draft = await officer.ask<ChangeView>('POST', '/api/v1/datasets', body)
        work.change = draft.id
      }
      if (work.source === undefined) await addFile(work)
      if (work.saved === undefined) await save(work)
      await decide(work)
    },
    find: (q: string) =>
      visitor.ask<{ datasets: readonly { slug: string; title: string }[] }>(
        'GET',
        `/api/v1/datasets?limit=100&q=${encodeURIComponent(q)}`,
      ),
    rows: (table: string) => visitor.ask<{ total?: number }>('GET', `/api/v1/tables/${table}/rows?limit=1&count=true`),
    file: async (id: string) => (await visitor.request('GET', `/api/v1/files/${id}/download`)).body,
  }
}

export type Publisher = ReturnType<typeof createPublisher>
