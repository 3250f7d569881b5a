/** Classes of a choropleth at most: more shades than six are not told apart. */
const MOST_CLASSES = 6

/** Lower ends of the classes above the first, rounded for reading: each class holds about as many places. */
export function chooseBreaks(values: readonly number[]): readonly number[] {
  const sorted = values.filter(Number.isFinite).toSorted((one, other) => one - other)
  const distinct = new Set(sorted).size
  const classes = Math.min(MOST_CLASSES, distinct)
  const breaks = new Set<number>()
  for (let index = 1; index < classes; index += 1) {
    const value = sorted[Math.floor((index * sorted.length) / classes)] ?? 0
    breaks.add(roundForReading(value))
  }
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)]
  return [...breaks].filter((value) => value > least && value <= most).toSorted((one, other) => one - other)
}

/** Class of a value from 1; few classes spread over the whole ramp, so that the highest is always the darkest. */
export function classOf(value: number, breaks: readonly number[]): number {
  const index = breaks.filter((from) => value >= from).length
  return shadeOf(index, breaks.length + 1)
}

/** Shade 1–6 of the class at `index` among `classes`. */
export function shadeOf(index: number, classes: number): number {
  if (classes <= 1) return 4
  return Math.round(1 + (index * (MOST_CLASSES - 1)) / (classes - 1))
}

function roundForReading(value: number): number {
  if (value === 0) return 0
  const size = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((Math.round(value / size) * size).toPrecision(2))
}
