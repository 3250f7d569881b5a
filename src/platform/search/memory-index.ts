import { createDictionary } from './dictionary.ts'
import { valuesOf } from './facet-column.ts'
import { mergeSegments } from './merge.ts'
import type { SearchChange, SearchDocument, SearchFields } from './model.ts'
import { searchLimits } from './model.ts'
import type { OpenSegment, Shared } from './open-segment.ts'
import { createOpenSegment } from './open-segment.ts'
import { seal } from './seal.ts'
import type { SealedSegment, Segment } from './segment.ts'
import { blobText, segmentCapacity } from './segment.ts'
import { eachSurface, openText } from './text-code.ts'
import { createFacetValues } from './values.ts'

/** Everything the index knows; `search`, `suggest` and snapshots read it. */
export interface IndexState extends Shared {
  sealed: readonly SealedSegment[]
  open: OpenSegment
  /** Versions of removed documents, so that a late, older put does not bring them back. */
  readonly removed: Map<string, number>
  position: string | undefined
  /** Grows with every change; tells a snapshot whether there is anything new. */
  revision: number
}

export interface MemoryIndex {
  readonly state: IndexState
  readonly apply: (changes: readonly SearchChange[], position?: string) => void
  readonly liveCount: () => number
}

export interface MemoryIndexOptions {
  readonly fields: SearchFields
  /** Documents per segment; tests take a few. */
  readonly capacity?: number
  readonly restored?: RestoredState
}

export type RestoredState = Pick<IndexState, 'dictionary' | 'facetValues' | 'sealed' | 'removed' | 'position'>

/** A share of dead documents that makes rewriting a segment worth its time. */
const deadShare = 0.3

/** The index proper: single-threaded, no I/O. */
export function createMemoryIndex({ fields, capacity = segmentCapacity, restored }: MemoryIndexOptions): MemoryIndex {
  const state = beginState(fields, capacity, restored)
  const places = createPlaces()
  for (const segment of state.sealed) places.enter(segment)

  /** Takes the document out unless a newer version of it is there; says whether it did. */
  function displace(id: string, version: number): boolean {
    const known = places.find(id)
    if (known && version < (known.segment.versions[known.doc] as number)) return false
    if (known) kill(state, known.segment, known.doc)
    return true
  }

  function put(doc: SearchDocument): void {
    if (doc.id.length > searchLimits.idChars) throw new RangeError('search: document id too long')
    if (doc.version <= (state.removed.get(doc.id) ?? -Infinity) || !displace(doc.id, doc.version)) return
    state.removed.delete(doc.id)
    if (state.open.count === capacity) sealOpen(state, places, capacity)
    places.set(doc.id, state.open, state.open.add(doc))
  }

  function remove(id: string, version: number): void {
    if (!displace(id, version)) return
    places.delete(id)
    state.removed.set(id, Math.max(version, state.removed.get(id) ?? version))
    const oldest = state.removed.keys().next()
    if (state.removed.size > searchLimits.rememberedRemovals && !oldest.done) state.removed.delete(oldest.value)
  }

  return {
    state,
    apply(changes, position) {
      for (const change of changes) {
        if (change.op === 'put') put(change.doc)
        else remove(change.id, change.version)
      }
      if (position !== undefined) state.position = position
      state.revision++
      rewriteWorn(state, places, capacity)
    },
    liveCount: () => places.size(),
  }
}

function beginState(fields: SearchFields, capacity: number, restored?: RestoredState): IndexState {
  const shared: Shared = {
    fields,
    dictionary: restored?.dictionary ?? createDictionary(),
    facetValues: restored?.facetValues ?? fields.facets.map(createFacetValues),
  }
  return {
    ...shared,
    sealed: restored?.sealed ?? [],
    open: createOpenSegment(shared, capacity),
    removed: restored?.removed ?? new Map<string, number>(),
    position: restored?.position,
    revision: 0,
  }
}

function sealOpen(state: IndexState, places: Places, capacity: number): void {
  const sealed = seal(state.open)
  places.leave(state.open)
  places.enter(sealed)
  state.sealed = [...state.sealed, sealed]
  state.open = createOpenSegment(state, capacity)
}

// At most one rewrite per call bounds how long a search waits behind it.
function rewriteWorn(state: IndexState, places: Places, capacity: number): void {
  const worn = pickWorn(state.sealed, capacity)
  if (worn.length === 0) return
  const merged = mergeSegments(worn, state.dictionary)
  for (const segment of worn) places.leave(segment)
  const kept = state.sealed.filter((segment) => !worn.includes(segment))
  if (merged.count > 0) places.enter(merged)
  state.sealed = merged.count > 0 ? [...kept, merged] : kept
}

function pickWorn(sealed: readonly SealedSegment[], capacity: number): SealedSegment[] {
  const worn = sealed.find((segment) => segment.deadCount > segment.count * deadShare)
  const smallest = sealed.toSorted((a, b) => living(a) - living(b)).slice(0, 2)
  const [first, second] = smallest
  if (first && second && living(first) + living(second) <= capacity) return [first, second]
  return worn ? [worn] : []
}

function living(segment: Segment): number {
  return segment.count - segment.deadCount
}

function kill(state: IndexState, segment: Segment, doc: number): void {
  segment.dead[doc] = 1
  segment.deadCount++
  const { dictionary } = state
  const terms = new Set<number>()
  eachSurface(openText(segment.texts, doc), (surface) => terms.add(dictionary.surfaceTerms[surface] as number))
  for (const term of terms) dictionary.termDocs[term] = (dictionary.termDocs[term] as number) - 1
  segment.facets.forEach((column, field) => {
    const list = state.facetValues[field]
    if (!list) return
    for (const value of valuesOf(column, doc)) list.docs[value] = (list.docs[value] as number) - 1
  })
}

interface Place {
  readonly segment: Segment
  readonly doc: number
}

type Places = ReturnType<typeof createPlaces>

/** Where each living document stands: id → segment number × capacity + document. */
function createPlaces() {
  const byId = new Map<string, number>()
  const numbers = new Map<Segment, number>()
  const segments = new Map<number, Segment>()
  let next = 0

  function numberOf(segment: Segment): number {
    const known = numbers.get(segment)
    if (known !== undefined) return known
    numbers.set(segment, next)
    segments.set(next, segment)
    return next++
  }

  return {
    find(id: string): Place | undefined {
      const place = byId.get(id)
      if (place === undefined) return undefined
      const segment = segments.get(Math.floor(place / segmentCapacity))
      return segment && { segment, doc: place % segmentCapacity }
    },
    set(id: string, segment: Segment, doc: number): void {
      byId.set(id, numberOf(segment) * segmentCapacity + doc)
    },
    delete: (id: string) => byId.delete(id),
    enter(segment: Segment): void {
      const base = numberOf(segment) * segmentCapacity
      for (let doc = 0; doc < segment.count; doc++) {
        if (segment.dead[doc] === 0) byId.set(blobText(segment.ids, doc), base + doc)
      }
    },
    leave(segment: Segment): void {
      segments.delete(numberOf(segment))
      numbers.delete(segment)
    },
    size: () => byId.size,
  }
}
