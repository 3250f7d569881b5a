import { fold } from '../../../platform/text.ts'
import type { MapDatabase } from '../reads/read-map.ts'
import { findPath, type PathStep } from './find-path.ts'
import { filterMap, type ReadyMap } from './model.ts'
import { filterOf, type MapQuery } from './query.ts'

/** One end of a way that is looked for: found, to be chosen among several, or unknown. */
export interface PathEnd {
  readonly text: string
  readonly found: MapDatabase | undefined
  readonly choices: readonly MapDatabase[]
}

export interface PathView {
  readonly from: PathEnd
  readonly to: PathEnd
  /** Undefined where no line connects the two, or an end is not known yet. */
  readonly steps: readonly PathStep[] | undefined
}

export interface MapView {
  readonly map: ReadyMap
  readonly databases: readonly MapDatabase[]
  readonly figures: {
    readonly databases: number
    readonly agencies: number
    readonly lines: number
    readonly alone: number
  }
  readonly path: PathView | undefined
}

const MOST_CHOICES = 12

/** Everything the page of the map shows for one address. */
export function viewMap(map: ReadyMap, query: MapQuery): MapView {
  const databases = filterMap(map, filterOf(query))
  const shown = new Set(databases.map(({ id }) => id))
  return {
    map,
    databases,
    figures: {
      databases: databases.length,
      agencies: new Set(databases.map(({ agencyId }) => agencyId)).size,
      lines: map.data.relations.filter(({ from, to }) => shown.has(from) && to !== undefined && shown.has(to)).length,
      alone: databases.filter(({ id }) => !map.neighbours.has(id)).length,
    },
    path: query.tu && query.den ? viewPath(map, query.tu, query.den) : undefined,
  }
}

function viewPath(map: ReadyMap, from: string, to: string): PathView {
  const ends = { from: endOf(map, from), to: endOf(map, to) }
  const [a, b] = [ends.from.found, ends.to.found]
  return { ...ends, steps: a && b ? findPath(map, a.id, b.id) : undefined }
}

/** A slug, a whole name, or part of just one name. */
function endOf(map: ReadyMap, text: string): PathEnd {
  const wanted = fold(text.trim())
  const exact = map.bySlug.get(text.trim()) ?? map.data.databases.find(({ id }) => map.folded.get(id) === wanted)
  if (exact) return { text, found: exact, choices: [] }
  const near = map.data.databases.filter(({ id }) => map.folded.get(id)?.includes(wanted))
  return { text, found: near.length === 1 ? near[0] : undefined, choices: near.slice(0, MOST_CHOICES) }
}
