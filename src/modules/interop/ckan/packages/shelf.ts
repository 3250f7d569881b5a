import { setImmediate as breathe } from 'node:timers/promises'
import type { Entry } from '../../../../formats/model.ts'
import { createMemoryFollower, type Follower, type StoredEvent } from '../../../../platform/events/index.ts'
import type { InteropDeps } from '../../deps.ts'
import { packageDoc } from '../search/package-doc.ts'
import { createPackageStore, type PackageStore } from '../search/store.ts'
import { createDicts, type DictDeps, type Dicts, TEN_MINUTES } from './dicts.ts'
import { createKept, type Kept } from './kept.ts'

/** A finished answer, as it is sent. */
export interface KeptAnswer {
  readonly body: Buffer
  readonly etag: string
}

/** Every public dataset, searchable in memory. */
export interface PackageShelf {
  /** The index once it is filled; undefined when that takes longer than the patience of a client. */
  store(): Promise<PackageStore | undefined>
  readonly dicts: Dicts
  /** Answers that hold as long as nothing changes. */
  readonly answers: Kept<KeptAnswer>
  readonly follower: Follower
}

const PAGE = 200
const IN_ONE_GO = 20
const PATIENCE_MS = 20_000
const MOST_BYTES = 48e6
const AGENCIES_CHANGED = 'identity.agencies-changed'

type ShelfDeps = DictDeps & Pick<InteropDeps, 'catalog'>

/** Follows the catalogue from the first page on. */
export function createShelf(deps: ShelfDeps): PackageShelf {
  const dicts = createDicts(deps)
  const answers = createKept<KeptAnswer>({
    most: MOST_BYTES,
    sizeOf: ({ body }) => body.length,
    mostAgeMs: TEN_MINUTES,
    now: () => performance.now(),
  })
  const filled = Promise.withResolvers<void>()
  let current: PackageStore | undefined

  async function fill(): Promise<void> {
    const store = createPackageStore()
    for await (const entries of deps.entries.pages({ size: PAGE })) await putAll(dicts, store, entries)
    current = store
    forgetAll()
    filled.resolve()
  }

  function forgetAll(): void {
    dicts.forget('all')
    answers.clear()
  }

  async function change(store: PackageStore, ids: readonly string[]): Promise<void> {
    dicts.forget(ids)
    for (let at = 0; at < ids.length; at += PAGE) {
      const some = ids.slice(at, at + PAGE)
      const entries = await deps.entries.many(some)
      const there = new Set(entries.map((entry) => entry.id))
      for (const id of some) if (!there.has(id)) store.remove(id)
      await putAll(dicts, store, entries)
    }
    answers.clear()
    // Numbers of documents are never used again: an index that is mostly holes is built anew.
    if (store.size() > 2 * store.livingCount() + 10_000) await fill()
  }

  const follower = createMemoryFollower(deps.catalog.db, {
    name: 'interop-packages',
    forget: fill,
    async handle(events) {
      if (events.some(({ type }) => type === AGENCIES_CHANGED)) forgetAll()
      const ids = concerned(events)
      if (ids.length > 0 && current) await change(current, ids)
    },
  })

  return { store: async () => current ?? (await soon(filled.promise), current), dicts, answers, follower }
}

function concerned(events: readonly StoredEvent[]): readonly string[] {
  const ours = events.filter(({ type }) => type.startsWith('catalog.resource.'))
  return [...new Set(ours.flatMap((event) => event.resourceId ?? []))]
}

async function putAll(dicts: Dicts, store: PackageStore, entries: readonly Entry[]): Promise<void> {
  const packages = await dicts.packagesOf(entries)
  for (let at = 0; at < packages.length; at += IN_ONE_GO) {
    for (const dataset of packages.slice(at, at + IN_ONE_GO)) store.put(packageDoc(dataset))
    // Pages and other requests come in between.
    await breathe()
  }
}

/** Waits for what is being done, but not for ever. */
async function soon(done: Promise<void>): Promise<void> {
  const late = new AbortController()
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS)
    late.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  await Promise.race([done, over])
  late.abort()
}
