import type { Entry } from '../../../formats/model.ts'
import { toOaiDc } from '../../../formats/oai/oai-dc.ts'
import { escapeXml } from '../../../platform/text.ts'
import type { Stamped } from '../../catalog/index.ts'
import type { AgencyTree } from '../../identity/index.ts'
import { entryDocument } from '../dcat/write-documents.ts'
import type { Around } from '../entries/around.ts'
import { writeOaiDate } from './dates.ts'
import type { OaiDeps } from './deps.ts'
import { oaiIdentifier } from './identifiers.ts'
import type { OaiFormat } from './read-request.ts'
import { setsOf } from './sets.ts'

/** What records are written from. */
export interface Telling {
  readonly deps: OaiDeps
  readonly tree: AgencyTree
  readonly format: OaiFormat
  readonly entries: ReadonlyMap<string, Entry>
  readonly around: Around
}

/** Reads what these records say; those of withdrawn datasets say nothing but that they are deleted. */
export async function readTelling(deps: OaiDeps, stamped: readonly Stamped[], format: OaiFormat): Promise<Telling> {
  const ids = stamped.filter(({ isPublic }) => isPublic).map(({ id }) => id)
  const [tree, entries] = await Promise.all([deps.identity.agencies.tree(), deps.entries.many(ids)])
  const around = format === 'dcat_ap' ? await deps.entries.around(entries) : NOTHING
  return { deps, tree, format, entries: new Map(entries.map((entry) => [entry.id, entry])), around }
}

const NOTHING: Around = { series: new Map(), registrations: new Map() }

/** `<header>`: who it is, when it last changed, whether it is still there, which sets it is in. */
export function headerOf(stamped: Stamped, { deps, tree }: Pick<Telling, 'deps' | 'tree'>): string {
  const sets = setsOf(stamped, tree).map((spec) => `<setSpec>${escapeXml(spec)}</setSpec>`)
  const status = stamped.isPublic ? '' : ' status="deleted"'
  const identifier = escapeXml(oaiIdentifier(deps.publicUrl, stamped.id))
  const stamp = writeOaiDate(stamped.stamp)
  return `<header${status}><identifier>${identifier}</identifier><datestamp>${stamp}</datestamp>${sets.join('')}</header>`
}

/** `<record>`: its header, and the metadata of one that is public. */
export function recordOf(stamped: Stamped, telling: Telling): string {
  const entry = telling.entries.get(stamped.id)
  // Withdrawn between the two readings: the next harvest hears of it with its date.
  const isThere = stamped.isPublic && entry !== undefined
  const header = headerOf({ ...stamped, isPublic: isThere }, telling)
  const metadata = isThere ? `\n<metadata>\n${metadataOf(entry, telling)}\n</metadata>` : ''
  return `<record>${header}${metadata}</record>\n`
}

function metadataOf(entry: Entry, { deps, format, around }: Telling): string {
  if (format === 'oai_dc') return toOaiDc(entry, deps.entries.vocabulary)
  // A document within a document has no declaration of its own.
  return entryDocument(entry, { reader: deps.entries, around, format: 'rdf' }).replace(/^<\?xml[^>]*\?>\s*/, '')
}
