import type { HarvestDeps } from '../deps.ts'
import type { Problem, Run, Source } from '../model.ts'
import type { SourceEntry, SourcePage } from '../port.ts'
import { cleanEntry, isRefused } from './clean-entry.ts'
import { type Decision, decidePage, type Incoming } from './decide.ts'
import { contentDigestOf, digestOf } from './digest.ts'
import { mapRecord } from './map-record.ts'
import { isIdentifying, ownAddressOf } from './own-address.ts'
import { type HarvestDb, readKnown } from './record-store.ts'

export interface ReadingPage {
  readonly source: Source
  readonly run: Run
  readonly page: SourcePage
}

/** Reads, cleans, maps and judges the records of one page against what is known; writes nothing. */
export async function readPage(
  deps: HarvestDeps,
  db: HarvestDb,
  { source, run, page }: ReadingPage,
): Promise<readonly Decision[]> {
  if (page.entries.length === 0) return []
  const agencies = await deps.identity.agencies.tree()
  const incoming = page.entries.map((given) => prepare(deps, given, { source, agencies }))
  const known = await readKnown(db, source.id, {
    ids: incoming.map((one) => one.mapped.entry.id),
    uris: incoming.flatMap((one) => one.uri ?? []),
    contents: run.mode === 'changes' ? [] : incoming.map((one) => one.contentDigest),
  })
  const judged = await withOwn(deps, incoming)
  return decidePage({ incoming: judged, known, run, sourceUrl: source.url })
}

type Prepared = Omit<Incoming, 'own'>

function prepare(
  deps: HarvestDeps,
  given: SourceEntry,
  { source, agencies }: { source: Source; agencies: Parameters<typeof mapRecord>[1]['agencies'] },
): Prepared {
  const clean = cleanEntry(given.entry)
  const mapped = mapRecord(clean.entry, { source, vocabulary: deps.vocabulary, agencies })
  // The mapping speaks of licences in its own words.
  const said = given.remarks.filter(({ code }) => code !== 'licence-unknown')
  const remarks: readonly Problem[] = said.map((remark) => ({ ...remark, severity: 'warning' }))
  const problems = distinct([...clean.problems, ...remarks, ...mapped.problems])
  const { agencyId, record, entry } = mapped
  return {
    given,
    mapped,
    problems,
    refused: isRefused(clean.problems),
    digest: digestOf([agencyId, record, entry, given.kind, given.details]),
    contentDigest: contentDigestOf(clean.entry),
    uri: isIdentifying(entry.uri) ? entry.uri : undefined,
  }
}

// An adapter and the mapping may notice the same gap; the graver word comes first.
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ code, at }: Problem) => `${code} ${at}`
  return [...new Map(problems.toReversed().map((problem) => [key(problem), problem])).values()].toReversed()
}

async function withOwn(deps: HarvestDeps, incoming: readonly Prepared[]): Promise<readonly Incoming[]> {
  const judged: Incoming[] = []
  for (const one of incoming) {
    const address = ownAddressOf(one.mapped.entry, deps.publicUrl)
    if (!address) judged.push({ ...one, own: undefined })
    else {
      const { reader } = deps.catalog
      const resource = 'id' in address ? await reader.resource(address.id) : await reader.bySlug(address.slug)
      judged.push({ ...one, own: { resourceId: resource?.id } })
    }
  }
  return judged
}
