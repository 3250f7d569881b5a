import type { Entry } from '../../../formats/model.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { ForeignRecord } from '../../catalog/index.ts'
import type { Source } from '../model.ts'
import type { Decision } from '../records/decide.ts'
import { derivedId } from '../records/digest.ts'
import type { SavedRecord } from '../records/record-store.ts'

type Shown = Extract<Decision, { outcome: 'created' | 'changed' }>

/** Catalogue id of a record: what it had, what its owner's node calls it, or a new one. */
export function resourceIdFor({ incoming, known, takenFrom }: Shown, ids: Ids): string {
  const own = known && known.state !== 'linked' ? known.resourceId : undefined
  return takenFrom?.resourceId ?? own ?? incoming.given.keepId ?? ids.next()
}

interface Place {
  readonly source: Source
  readonly id: string
  readonly at: Date
}

/** The record as the catalogue shows it. */
export function foreignOf({ incoming }: Shown, { source, id, at }: Place): ForeignRecord {
  const { mapped, given, uri } = incoming
  const { entry } = mapped
  const kind = given.kind ?? entry.kind
  return {
    id,
    kind,
    slug: mapped.slug,
    agencyId: mapped.agencyId,
    record: mapped.record,
    // The public may find what is no dataset; whether its data are open is another question.
    summary: { ...mapped.summary, ...(kind === 'dataset' ? {} : { listed: entry.accessRights === 'public' }) },
    origin: {
      sourceId: source.id,
      source: source.name,
      ...(given.nodeId === undefined ? {} : { nodeId: given.nodeId }),
      uri: entry.uri,
      landingPage: landingPageOf(entry, { source, uri }),
      seenAt: at.toISOString(),
      ...(entry.issued === undefined ? {} : { issued: entry.issued }),
      ...(entry.modified === undefined ? {} : { modified: entry.modified }),
    },
  }
}

// A page of the owner about it, else the address it has for ever, else the source as a whole.
function landingPageOf(entry: Entry, { source, uri }: { source: Source; uri: string | undefined }): string {
  return (
    [entry.landingPage, uri, source.url].find((url) => url !== undefined && /^https?:\/\//i.test(url)) ?? source.url
  )
}

interface Written {
  readonly id: string | undefined
  readonly slug: string | undefined
  readonly source: Source
}

/** What is remembered of a record after its page. */
export function savedOf(decision: Decision, { id, slug, source }: Written): SavedRecord {
  const { incoming, known, outcome } = decision
  const { entry } = incoming.mapped
  const base = {
    remoteId: entry.id,
    uri: incoming.uri ?? `${source.url}#${encodeURIComponent(entry.id)}`,
    title: incoming.mapped.record.title.vi.slice(0, 300),
    contentDigest: incoming.contentDigest,
  }
  if (outcome === 'created' || outcome === 'changed') {
    const shown = givenOut(decision, { id: id ?? '', slug: slug ?? '' })
    return { ...base, state: 'kept', resourceId: id, digest: incoming.digest, entry: JSON.stringify(shown) }
  }
  // Asked again at every reading: what stands in the way today may be gone tomorrow.
  const again = { ...base, digest: '', entry: undefined }
  if (outcome === 'linked') return { ...again, state: 'linked', resourceId: decision.resourceId }
  const own = known && known.state !== 'linked' ? (known.resourceId ?? undefined) : undefined
  if (outcome === 'left') return { ...again, state: 'left', resourceId: own }
  return { ...again, state: 'refused', resourceId: own }
}

/**
 * The record as we give it out: under our id and name, its distributions under lasting ids. What another node signed stays
 * to the letter as it is there; its codes are ours already.
 */
function givenOut({ incoming }: Shown, { id, slug }: { id: string; slug: string }): Entry {
  const kept = incoming.given.keepId !== undefined
  const { entry } = kept ? incoming.given : incoming.mapped
  return {
    ...entry,
    id,
    name: slug,
    distributions: entry.distributions.map((distribution, index) => ({
      ...distribution,
      id: kept ? distribution.id : derivedId(id, distribution.id || String(index)),
      queryable: kept && distribution.queryable,
    })),
  }
}
