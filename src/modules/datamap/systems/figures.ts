/** Counts over some systems; levels count decided levels, approved or not. */
export interface Figures {
  readonly total: number
  readonly classified: number
  readonly compliant: number
  readonly labelled: number
  /** Not yet looked at this year. */
  readonly toReview: number
  /** By level 1 to 5; what has none is not in here. */
  readonly levels: readonly [number, number, number, number, number]
}

export const NO_FIGURES: Figures = {
  total: 0,
  classified: 0,
  compliant: 0,
  labelled: 0,
  toReview: 0,
  levels: [0, 0, 0, 0, 0],
}

export function addFigures(one: Figures, other: Figures): Figures {
  return {
    total: one.total + other.total,
    classified: one.classified + other.classified,
    compliant: one.compliant + other.compliant,
    labelled: one.labelled + other.labelled,
    toReview: one.toReview + other.toReview,
    levels: [0, 1, 2, 3, 4].map(
      (at) => (one.levels[at] ?? 0) + (other.levels[at] ?? 0),
    ) as unknown as Figures['levels'],
  }
}

/** An agency in the drill-down with what it and everything below it has. */
export interface Branch {
  readonly agencyId: string
  readonly figures: Figures
  /** Of the agency itself, without those below. */
  readonly own: Figures
}

/** Who stands below whom, as the tree of agencies tells. */
export interface Tree {
  /** The agency that carries the duties of an ended one. */
  current(id: string): { readonly id: string } | undefined
  parentOf(id: string): string | undefined
}

/**
 * Adds up what each agency has along the tree. Systems of an ended agency count at the one that took it over. A ring in
 * the tree ends where it began.
 */
export function rollUp(counts: ReadonlyMap<string, Figures>, tree: Tree): ReadonlyMap<string, Branch> {
  const own = new Map<string, Figures>()
  for (const [id, figures] of counts) {
    const holder = tree.current(id)?.id ?? id
    own.set(holder, addFigures(own.get(holder) ?? NO_FIGURES, figures))
  }
  const sums = new Map<string, Figures>()
  for (const [id, figures] of own) {
    const seen = new Set<string>()
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = tree.parentOf(at)) {
      seen.add(at)
      sums.set(at, addFigures(sums.get(at) ?? NO_FIGURES, figures))
    }
  }
  return new Map(
    [...sums].map(([agencyId, figures]) => [agencyId, { agencyId, figures, own: own.get(agencyId) ?? NO_FIGURES }]),
  )
}
