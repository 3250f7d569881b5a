import { setTimeout as sleep } from 'node:timers/promises'
import type { TestApp } from '../../testing/test-app.ts'
import type { Findings, Held, Version } from './model.ts'

/** What the API says of a draft, as far as tests look at it. */
export interface SeenDraft {
  readonly id: string
  readonly dataset: string
  readonly slug: string
  readonly state: string
  readonly revision: number
  readonly record: Record<string, unknown>
  readonly files: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly problems: readonly { readonly code: string; readonly message: string; readonly row?: number }[]
  }[]
  readonly tables: readonly { readonly id: string; readonly rows: number; readonly columns: number }[]
  readonly missing: readonly { readonly field: string }[]
}

export interface Given {
  readonly name: string
  readonly bytes: string | Uint8Array
}

const DEADLINE_MS = 60_000

/** An officer at work over HTTP, as a program of the agency would do it. */
export function officerOf(app: TestApp) {
  const headers = app.as('data_officer')

  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const answer = await app.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Record<string, unknown> }
  }

  const createUpload = async ({ name, bytes }: Given) => {
    const made = await app.http.inject({
      method: 'POST',
      url: '/tus',
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-length': String(Buffer.byteLength(bytes)),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      },
    })
    return String(made.headers.location)
  }

  const append = (location: string, offset: number, bytes: Uint8Array) =>
    app.http.inject({
      method: 'PATCH',
      url: location,
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      payload: Buffer.from(bytes),
    })

  const upload = async (file: Given): Promise<string> => {
    const location = await createUpload(file)
    const sent = await append(location, 0, Buffer.from(file.bytes))
    if (sent.statusCode !== 204) throw new Error(`upload: ${sent.statusCode} ${sent.body}`)
    return location.split('/').at(-1) ?? ''
  }

  const createDraft = async (title: string, record: object = {}): Promise<SeenDraft> => {
    const made = await ask('POST', '/api/v1/datasets', { agency: app.agencies.home, title, record })
    if (made.status !== 201) throw new Error(`draft: ${made.status} ${JSON.stringify(made.body)}`)
    return made.body as unknown as SeenDraft
  }

  const seeDraft = async (changeId: string): Promise<SeenDraft> =>
    (await ask('GET', `/api/v1/changes/${changeId}`)).body as unknown as SeenDraft

  const untilRead = async (changeId: string): Promise<SeenDraft> => {
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await sleep(30)) {
      const draft = await seeDraft(changeId)
      if (draft.files.length > 0 && draft.files.every((file) => file.state !== 'reading')) return draft
    }
    throw new Error(`not read in time: ${app.problems.join('')}`)
  }

  const addFile = async (changeId: string, file: Given) =>
    ask('POST', `/api/v1/changes/${changeId}/files`, { upload: await upload(file) })

  return {
    headers,
    ask,
    append,
    createUpload,
    upload,
    createDraft,
    seeDraft,
    addFile,
    untilRead,
    /** A new draft with this file, once it has been read. */
    async readFile(file: Given): Promise<SeenDraft> {
      const draft = await createDraft(`Thử tệp ${file.name.slice(-40)}`)
      const added = await addFile(draft.id, file)
      if (added.status !== 202) throw new Error(`file: ${added.status} ${JSON.stringify(added.body)}`)
      return untilRead(draft.id)
    },
  }
}

export type Officer = ReturnType<typeof officerOf>

export interface TableSketch {
  readonly id: string
  readonly title?: string
  readonly columns: readonly string[]
  readonly rows: number
  /** Empty cells in the first column. */
  readonly nulls?: number
  readonly findings?: Findings
  readonly change?: Partial<Version>
}

/** A published table as the store would give it; the last column is a measure, the others tell rows apart. */
export function heldTable({ id, title = '', columns, rows, nulls = 0, findings = {}, change }: TableSketch): Held {
  const profile = columns.map((name, index) => ({
    name,
    nulls: index === 0 ? nulls : 0,
    distinct: rows,
    distinctExact: true,
    min: null,
    max: null,
    top: [],
  }))
  const version: Version = {
    id: `${id}-1`,
    distributionId: id,
    resourceId: 'r',
    changeId: 'c',
    sourceId: undefined,
    state: 'published',
    number: 1,
    resourceVersion: 1,
    title,
    digest: `sha256:${'0'.repeat(64)}`,
    bytes: 1,
    mediaType: 'application/vnd.apache.parquet',
    format: 'PARQUET',
    rows,
    columns: columns.map((name, index) => ({
      name,
      title: name,
      type: index === columns.length - 1 ? ('integer' as const) : ('text' as const),
      role: index === columns.length - 1 ? ('measure' as const) : ('dimension' as const),
    })),
    profile,
    findings,
    erasure: undefined,
    createdAt: new Date(0),
    publishedAt: new Date(0),
    ...change,
  }
  const distribution = { id, resourceId: 'r', kind: 'table' as const, name: id, url: undefined, position: 0 }
  return { distribution, version }
}
