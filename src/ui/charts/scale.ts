/** Round steps for an axis that covers `low` to `high`, about `count` of them. */
export function ticksFor(low: number, high: number, count: number): readonly number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((times) => times * power >= rough) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** Moves labels apart so that no two are nearer than `room`, keeping their order. */
export function spread(wanted: readonly number[], room: number): readonly number[] {
  const order = wanted.map((at, index) => ({ at, index })).toSorted((one, other) => one.at - other.at)
  const placed = [...wanted]
  let last = Number.NEGATIVE_INFINITY
  for (const { at, index } of order) {
    last = Math.max(at, last + room)
    placed[index] = last
  }
  return placed
}
