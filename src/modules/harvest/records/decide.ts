import type { RunMode } from '../model.ts'
import type { SourceEntry } from '../port.ts'
import type { MappedRecord } from './map-record.ts'
import { isAtHome } from './own-address.ts'
import type { Known, KnownRecord, RecordProblems } from './record-store.ts'

/** A record of a page, read, cleaned and mapped. */
export interface Incoming {
  readonly given: SourceEntry
  readonly mapped: MappedRecord
  readonly problems: RecordProblems['problems']
  readonly refused: boolean
  /** Changes when anything of the record or its mapping changes. */
  readonly digest: string
  readonly contentDigest: string
  /** Its URI when that says who it is. */
  readonly uri: string | undefined
  /** It is our own, come back from elsewhere; the id is undefined when ours is no longer there. */
  readonly own: { readonly resourceId: string | undefined } | undefined
}

interface Base {
  readonly incoming: Incoming
  readonly known: KnownRecord | undefined
}

/** What becomes of one record. */
export type Decision = Base &
  (
    | { readonly outcome: 'same' | 'refused' | 'left' }
    | {
        readonly outcome: 'created' | 'changed'
        /** Id the record had when last seen. */
        readonly renamedFrom: string | undefined
        /** Shown so far from a catalogue that relays it; now its owner is read. */
        readonly takenFrom: KnownRecord | undefined
      }
    | { readonly outcome: 'linked'; readonly resourceId: string | undefined; readonly because: 'own' | 'elsewhere' }
  )

export interface DecidingPage {
  readonly incoming: readonly Incoming[]
  readonly known: Known
  readonly run: { readonly id: number; readonly mode: RunMode }
  readonly sourceUrl: string
}

/** Decides about every record of a page. Pure; a record that stands twice on a page counts once. */
export function decidePage({ incoming, known, run, sourceUrl }: DecidingPage): readonly Decision[] {
  const find = finder(known, run, new Set(incoming.map((one) => one.mapped.entry.id)))
  const seen = new Set<string>()
  return incoming.flatMap((one) => {
    const { id } = one.mapped.entry
    if (seen.has(id)) return []
    seen.add(id)
    return decide(one, { ...find(one), elsewhere: elsewhereOf(one, known), sourceUrl })
  })
}

interface Situation {
  readonly known: KnownRecord | undefined
  readonly renamedFrom: string | undefined
  readonly elsewhere: (KnownRecord & { readonly sourceUrl: string }) | undefined
  readonly sourceUrl: string
}

function decide(incoming: Incoming, situation: Situation): Decision {
  const { known, renamedFrom, elsewhere, sourceUrl } = situation
  const base = { incoming, known }
  if (incoming.refused) return { ...base, outcome: 'refused' }
  if (incoming.mapped.left) return { ...base, outcome: 'left' }
  if (incoming.own) return { ...base, outcome: 'linked', resourceId: incoming.own.resourceId, because: 'own' }
  if (known?.state === 'kept') {
    const unchanged = known.digest === incoming.digest && renamedFrom === undefined
    return unchanged ? { ...base, outcome: 'same' } : { ...base, outcome: 'changed', renamedFrom, takenFrom: undefined }
  }
  if (!elsewhere) return { ...base, outcome: 'created', renamedFrom, takenFrom: undefined }
  if (isOwner(incoming, { elsewhere, sourceUrl })) {
    return { ...base, outcome: 'changed', renamedFrom, takenFrom: elsewhere }
  }
  return { ...base, outcome: 'linked', resourceId: elsewhere.resourceId ?? undefined, because: 'elsewhere' }
}

// Whoever the URI belongs to goes before whoever relays it; between two that relay, the first.
function isOwner(
  { uri }: Incoming,
  { elsewhere, sourceUrl }: { elsewhere: { sourceUrl: string }; sourceUrl: string },
): boolean {
  return uri !== undefined && isAtHome(uri, sourceUrl) && !isAtHome(uri, elsewhere.sourceUrl)
}

function elsewhereOf({ uri }: Incoming, { elsewhere }: Known): Situation['elsewhere'] {
  return uri === undefined ? undefined : elsewhere.find((record) => record.uri === uri)
}

/** Finds the record we know as this one: by its id, else by a former id, its URI, or its whole content. */
function finder({ here, aliases }: Known, run: DecidingPage['run'], onPage: ReadonlySet<string>) {
  const byId = new Map(here.map((record) => [record.remoteId, record]))
  const byUri = new Map(here.map((record) => [record.uri, record]))
  const byContent = new Map(
    here.filter(({ state }) => state === 'kept').map((record) => [record.contentDigest, record]),
  )
  const taken = new Set<string>()
  // Whoever is met in this run under its own id is somebody else.
  const isFree = (record: KnownRecord | undefined): record is KnownRecord =>
    record !== undefined && record.seenRun !== run.id && !taken.has(record.remoteId) && !onPage.has(record.remoteId)

  return ({ mapped, uri, contentDigest }: Incoming): Pick<Situation, 'known' | 'renamedFrom'> => {
    const { id } = mapped.entry
    const same = byId.get(id)
    if (same) return { known: same, renamedFrom: undefined }
    const candidates = [
      byId.get(aliases.get(id) ?? ''),
      uri === undefined ? undefined : byUri.get(uri),
      // What is not asked for in a run of changes is not missing: equal content proves nothing there.
      run.mode === 'changes' ? undefined : byContent.get(contentDigest),
    ]
    const before = candidates.find(isFree)
    if (!before) return { known: undefined, renamedFrom: undefined }
    taken.add(before.remoteId)
    return { known: before, renamedFrom: before.remoteId }
  }
}
