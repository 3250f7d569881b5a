import type { Entry } from '../../../formats/model.ts'
import type { FeedPage, PutRecord } from '../../../formats/nguon/wire.ts'
import type { Json, Notice, Source } from '../model.ts'
import type { OpenFrom, SourceAdapter, SourceEntry, SourcePage } from '../port.ts'
import { takeAnswers } from './answers.ts'
import { readChanges } from './client.ts'
import type { NodeReadingDeps } from './deps.ts'
import { nodeErrors } from './errors.ts'
import { wantTables } from './mirror/store.ts'
import type { KnownNode } from './model.ts'
import { sortItems } from './read-signed.ts'
import { findNodeOfSource, keepSigned, listNodes, saveCursor } from './store.ts'

/** Reads another node of this program by its change feed. */
export function createNodeAdapter(deps: NodeReadingDeps): SourceAdapter {
  return {
    kind: 'nguon',
    canTellChanges: true,
    async *open(source, from, { signal }) {
      const node = await findNodeOfSource(deps.db, source.id)
      if (!node) throw nodeErrors.unknownNode()
      yield* readNode(deps, { node, from, signal, source })
    },
  }
}

interface Reading {
  readonly node: KnownNode
  readonly from: OpenFrom
  readonly signal: AbortSignal
  readonly source: Source
}

async function* readNode(deps: NodeReadingDeps, { node, from, signal, source }: Reading): AsyncGenerator<SourcePage> {
  const { url, name, key } = node
  for (let cursor = firstCursor(node, from); ; ) {
    const page = await readChanges(deps, { url, name, key, cursor, waitSeconds: 0, signal })
    if (page.node !== node.id) throw nodeErrors.otherNode(url)
    if (page.reset) {
      // Its database is another one now: everything is read again by a complete run, which also finds what is gone.
      await saveCursor(deps.db, node.id, undefined)
      if (from.since === undefined) throw nodeErrors.begunAnew(name)
      return
    }
    yield await pageOf(deps, { node, page, source })
    // Asked for more: the page is written. Remembered only now, so that a page is rather read twice than never.
    await saveCursor(deps.db, node.id, page.cursor)
    if (!page.more) return
    cursor = page.cursor
  }
}

function firstCursor(node: KnownNode, { cursor, since }: OpenFrom): string | undefined {
  if (typeof cursor === 'string') return cursor
  return since === undefined ? undefined : node.cursor
}

interface Paging {
  readonly node: KnownNode
  readonly page: FeedPage
  readonly source: Source
}

async function pageOf(deps: NodeReadingDeps, { node, page, source }: Paging): Promise<SourcePage> {
  const [{ id: self }, nodes] = await Promise.all([deps.thisNode(), listNodes(deps.db)])
  const { puts, gone, answers, unread } = sortItems(page.items, { self, from: node, nodes })
  await keepSigned(
    deps.db,
    puts.map(({ record, signed }) => ({ id: record.id, nodeId: record.node, at: record.at, signed })),
  )
  if (source.options.mirror) {
    const records = puts.map(({ record }) => record).filter((record) => record.node === node.id)
    await wantTables(deps.db, { sourceId: source.id, records, at: deps.clock.now() })
  }
  await takeAnswers(
    deps,
    answers.filter(({ to }) => to === self),
  )
  return {
    entries: puts.map(({ record }) => entryOf(record)),
    unread,
    gone: gone.map(({ id }) => id),
    cursor: page.cursor,
    notices: unread.length > 0 ? [refused(node.name, unread.length)] : [],
  }
}

function entryOf(record: PutRecord): SourceEntry {
  return {
    entry: record.entry as Entry,
    remarks: [],
    keepId: record.id,
    kind: record.kind,
    nodeId: record.node,
    ...(record.details === undefined ? {} : { details: lasting(record.details as Json) }),
  }
}

// When figures were computed is no change of what they say.
function lasting(details: Json): Json {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return details
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'asOf'))
}

function refused(name: string, count: number): Notice {
  return {
    level: 'warning',
    code: 'nguon-records-refused',
    vi: `${count} bản ghi của ${name} bị từ chối vì chữ ký hoặc nội dung không đúng; xem danh sách lỗi.`,
    en: `${count} records of ${name} were refused for their signature or content; see the problems.`,
  }
}
