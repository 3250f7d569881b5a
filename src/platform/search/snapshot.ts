import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column } from './container.ts'
import { packColumns, unpackColumns } from './container.ts'
import { createRecent, type Dictionary } from './dictionary.ts'
import type { FacetColumn } from './facet-column.ts'
import type { IndexState, RestoredState } from './memory-index.ts'
import type { SearchFields } from './model.ts'
import { seal } from './seal.ts'
import type { SealedSegment } from './segment.ts'
import { sealedSegment } from './segment.ts'

// A snapshot is a folder: sealed segments never change but for their dead documents, so each is written once, under a
// name made from its bytes; `index.snap` names those that count and holds everything that does change.
const stateFile = 'index.snap'
const format = 1

interface StateJson {
  readonly format: number
  readonly fields: SearchFields
  readonly position: string | null
  readonly segments: readonly string[]
  readonly surfaces: readonly string[]
  readonly separators: readonly string[]
  readonly terms: readonly string[]
  readonly spellingBits: readonly (readonly [string, number])[]
  readonly facetValues: readonly (readonly string[])[]
  readonly removed: readonly (readonly [string, number])[]
}

/** Writes snapshots of one index into a folder; calls must not overlap. */
export function createSnapshotWriter(folder: string): (state: IndexState) => Promise<void> {
  const written = new WeakMap<SealedSegment, string>()
  return async (state) => {
    await mkdir(folder, { recursive: true })
    const segments = state.open.count > 0 ? [...state.sealed, seal(state.open)] : state.sealed
    const dead = segments.map((segment) => segment.dead.slice())
    const capture = captureState(state, dead)
    const names: string[] = []
    for (const segment of segments) {
      const name = written.get(segment) ?? (await writeSegment(folder, segment))
      written.set(segment, name)
      names.push(name)
    }
    const json: StateJson = { ...capture.json, segments: names }
    await writeFileSafely(folder, stateFile, packColumns(json, capture.columns))
    const kept = new Set([...names, stateFile])
    for (const name of await readdir(folder)) if (!kept.has(name)) await unlink(join(folder, name))
  }
}

/** Reads a snapshot: undefined when there is none; throws when it is damaged or was made for other fields. */
export async function readSnapshot(folder: string, fields: SearchFields): Promise<RestoredState | undefined> {
  const file = await readFile(join(folder, stateFile)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return undefined
  const { json, columns } = unpackColumns(file)
  const state = json as StateJson
  if (state.format !== format) throw new Error('search snapshot has another format')
  if (JSON.stringify(state.fields) !== JSON.stringify(fields)) throw new Error('search snapshot has other fields')
  const sealed: SealedSegment[] = []
  for (const [i, name] of state.segments.entries()) {
    const dead = columns.get(`dead.${i}`) as Uint8Array
    sealed.push(readSegment(await readFile(join(folder, name)), dead.slice()))
  }
  return {
    dictionary: restoreDictionary(state, columns),
    facetValues: state.facetValues.map((values, i) => ({
      ids: new Map(values.map((value, id) => [value, id])),
      values: [...values],
      docs: columns.get(`facetDocs.${i}`)?.slice() as Uint32Array,
    })),
    sealed,
    removed: new Map(state.removed),
    position: state.position ?? undefined,
  }
}

function captureState(state: IndexState, dead: readonly Uint8Array[]) {
  const { dictionary, facetValues, fields } = state
  const json: StateJson = {
    format,
    fields,
    position: state.position ?? null,
    segments: [],
    surfaces: dictionary.surfaces.slice(),
    separators: dictionary.separators.slice(),
    terms: dictionary.terms.slice(),
    spellingBits: [...dictionary.spellingBits],
    facetValues: facetValues.map((list) => list.values.slice()),
    removed: [...state.removed],
  }
  const columns: Record<string, Column> = {
    surfaceTerms: dictionary.surfaceTerms.slice(0, dictionary.surfaces.length),
    surfaceBits: dictionary.surfaceBits.slice(0, dictionary.surfaces.length),
    surfaceUses: dictionary.surfaceUses.slice(0, dictionary.surfaces.length),
    termDocs: dictionary.termDocs.slice(0, dictionary.terms.length),
    termSpellings: dictionary.termSpellings.slice(0, dictionary.terms.length),
    titleTerms: Uint32Array.from(dictionary.titleTerms),
  }
  facetValues.forEach((list, i) => {
    columns[`facetDocs.${i}`] = list.docs.slice(0, list.values.length)
  })
  dead.forEach((flags, i) => {
    columns[`dead.${i}`] = flags
  })
  return { json, columns }
}

function restoreDictionary(state: StateJson, columns: ReadonlyMap<string, Column>): Dictionary {
  const numbers = (words: readonly string[]): Map<string, number> => new Map(words.map((word, id) => [word, id]))
  const surfaceIds = numbers(state.surfaces)
  surfaceIds.delete('')
  return {
    surfaceIds,
    surfaces: [...state.surfaces],
    surfaceTerms: columns.get('surfaceTerms')?.slice() as Uint32Array,
    surfaceBits: columns.get('surfaceBits')?.slice() as Uint8Array,
    surfaceUses: columns.get('surfaceUses')?.slice() as Uint32Array,
    termIds: numbers(state.terms),
    terms: [...state.terms],
    termDocs: columns.get('termDocs')?.slice() as Uint32Array,
    termSpellings: columns.get('termSpellings')?.slice() as Uint8Array,
    titleTerms: new Set(columns.get('titleTerms')),
    spellingBits: new Map(state.spellingBits),
    separatorIds: numbers(state.separators),
    separators: [...state.separators],
    recent: createRecent(),
  }
}

const plainColumns = [
  'versions',
  'titleHashes',
  'idHashes',
  'terms',
  'termOffsets',
  'docs',
  'marks',
  'titleRanks',
] as const
const blobColumns = ['texts', 'ids', 'stored'] as const

async function writeSegment(folder: string, segment: SealedSegment): Promise<string> {
  const columns: Record<string, Column> = {}
  for (const name of plainColumns) columns[name] = segment[name]
  for (const name of blobColumns) {
    columns[`${name}.offsets`] = segment[name].offsets
    columns[`${name}.bytes`] = segment[name].bytes
  }
  segment.numbers.forEach((column, i) => {
    columns[`numbers.${i}`] = column
  })
  segment.facets.forEach((column, i) => {
    columns[`facets.${i}.rows`] = column.rows
    columns[`facets.${i}.offsets`] = column.offsets
    columns[`facets.${i}.values`] = column.values
  })
  const json = {
    count: segment.count,
    facets: segment.facets.length,
    numbers: segment.numbers.length,
  }
  const parts = packColumns(json, columns)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  const name = `${hash.digest('hex').slice(0, 32)}.segment`
  await writeFileSafely(folder, name, parts)
  return name
}

function readSegment(file: Buffer, dead: Uint8Array): SealedSegment {
  const { json, columns } = unpackColumns(file)
  const { count, facets, numbers } = json as { count: number; facets: number; numbers: number }
  const i32 = (name: string): Int32Array => columns.get(name) as Int32Array
  const u32 = (name: string): Uint32Array => columns.get(name) as Uint32Array
  const blobs = (name: string) => ({
    offsets: u32(`${name}.offsets`),
    bytes: columns.get(`${name}.bytes`) as Uint8Array,
  })
  return sealedSegment({
    count,
    dead,
    deadCount: dead.reduce((sum, flag) => sum + flag, 0),
    facets: Array.from(
      { length: facets },
      (_, i): FacetColumn => ({
        rows: i32(`facets.${i}.rows`),
        offsets: i32(`facets.${i}.offsets`),
        values: i32(`facets.${i}.values`),
      }),
    ),
    numbers: Array.from({ length: numbers }, (_, i) => columns.get(`numbers.${i}`) as Float64Array),
    versions: columns.get('versions') as Float64Array,
    titleHashes: i32('titleHashes'),
    idHashes: i32('idHashes'),
    terms: u32('terms'),
    termOffsets: u32('termOffsets'),
    docs: columns.get('docs') as Uint16Array,
    marks: columns.get('marks') as Uint16Array,
    titleRanks: columns.get('titleRanks') as Uint16Array,
    texts: blobs('texts'),
    ids: blobs('ids'),
    stored: blobs('stored'),
  })
}

/** Temporary file, fsync, rename, fsync of the folder: after a crash the old file or the new one is there, whole. */
async function writeFileSafely(folder: string, name: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = join(folder, `${name}.tmp`)
  await withFile(temporary, 'w', async (file) => {
    for (const part of parts) await writeAll(file, part)
    await file.sync()
  })
  await rename(temporary, join(folder, name))
  await withFile(folder, 'r', (directory) => directory.sync())
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) at += (await file.write(bytes, at, Math.min(bytes.length - at, 1 << 24))).bytesWritten
}

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}
