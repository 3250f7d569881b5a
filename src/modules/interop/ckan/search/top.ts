/** What may be shown: numbers, with a score and a place of their own. */
export interface Candidates {
  readonly ids: Int32Array
  readonly count: number
  /** By id; whole numbers from 0 to 2^25. */
  readonly scores: Int32Array
  /** By id, no two alike: which of two with the same score stands first. */
  readonly places: Int32Array
  /** Lowest score first. */
  readonly ascending?: boolean
}

export interface Page {
  readonly start: number
  readonly rows: number
}

// Score and place fit one float of 53 bits: plain numbers sort many times faster than anything compared by a function.
const PLACES = 2 ** 27

/** Places of one page of the candidates, best first. What cannot be on the page any more costs one comparison. */
export function topPlaces(candidates: Candidates, { start, rows }: Page): readonly number[] {
  const { ids, count, scores, places } = candidates
  const most = Math.min(count, start + rows)
  if (most <= start) return []
  const sign = candidates.ascending === true ? -1 : 1
  const keys = new Float64Array(Math.min(count, 2 * most + 64))
  let kept = 0
  let worstScore = -Infinity
  let worstPlace = 0
  for (let i = 0; i < count; i++) {
    const id = ids[i] as number
    const score = sign * (scores[id] as number)
    if (score < worstScore) continue
    const place = places[id] as number
    if (score === worstScore && place > worstPlace) continue
    if (kept === keys.length) {
      keys.sort()
      kept = most
      const worst = keys[most - 1] as number
      worstPlace = placeOf(worst)
      worstScore = (worstPlace - worst) / PLACES
    }
    keys[kept++] = place - score * PLACES
  }
  const sorted = keys.subarray(0, kept).sort()
  return Array.from(sorted.subarray(start, most), placeOf)
}

function placeOf(key: number): number {
  return ((key % PLACES) + PLACES) % PLACES
}
