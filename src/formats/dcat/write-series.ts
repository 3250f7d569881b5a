import { absoluteIri, iri, type Quad } from '../rdf/terms.ts'
import { property } from './statements.ts'

/** Datasets of a series in their order, by URI. */
export interface SeriesOrder {
  readonly uri: string
  readonly members: readonly string[]
}

/** The two ends of a series (DCAT 3 §6.7): dcat:first and dcat:last. */
export function endsQuads({ uri, members }: SeriesOrder): readonly Quad[] {
  const [first, last] = [members[0], members.at(-1)]
  return [...link(uri, 'dcat:first', first), ...link(uri, 'dcat:last', last)]
}

/** Every dataset of a series, from the side of the series (dcat:seriesMember, the inverse of dcat:inSeries). */
export function membersQuads({ uri, members }: SeriesOrder): readonly Quad[] {
  return members.flatMap((member) => link(uri, 'dcat:seriesMember', member))
}

/** The datasets before and after this one in its series: dcat:prev and its inverse dcat:next. */
export function neighbourQuads(uri: string, { members }: SeriesOrder): readonly Quad[] {
  const at = members.indexOf(uri)
  if (at < 0) return []
  return [...link(uri, 'dcat:prev', members[at - 1]), ...link(uri, 'dcat:next', members[at + 1])]
}

function link(from: string, name: `dcat:${string}`, to: string | undefined): readonly Quad[] {
  const [subject, object] = [absoluteIri(from), to === undefined ? undefined : absoluteIri(to)]
  if (subject === undefined || object === undefined) return []
  return [{ subject: iri(subject), predicate: property(name), object: iri(object) }]
}
