import type { Fact } from './sheet.ts'

/** One number as a reader brought it back, with every text that came with it. */
export interface Found {
  readonly value: number
  /** Period in the form of the answers; undefined where the reader has none. */
  readonly time: string | undefined
  /** Dimensions, attributes, measure, title of the table. */
  readonly texts: readonly string[]
  readonly unit: string
  readonly derived: boolean
}

export interface Score {
  readonly gold: number
  readonly found: number
  readonly right: number
  readonly unitRight: number
  /** Of precision and recall; a wrong or missing unit takes a quarter of a right fact. */
  readonly f1: number
  readonly missed: readonly Fact[]
  readonly wrong: readonly Found[]
}

const UNIT_SHARE = 0.25
/** So much of the words of column and title must stand in the record. */
const LABEL_SHARE = 0.5

/**
 * A fact is found when a record has its number and period, the name of its row and at least half of the words of its
 * column, and no other fact of the file fits the words of the record better. Letters must be right, case need not be.
 */
export function scoreFacts(gold: readonly Fact[], found: readonly Found[]): Score {
  const bound = bind(gold, found)
  const hits = gold.flatMap((fact, at) => {
    const record = bound.get(at)
    return !fact.derived && record ? [{ fact, record }] : []
  })
  // A total kept and marked as such is neither right nor wrong; one that passes for a fact is wrong.
  const right = new Set(hits.map(({ record }) => record))
  const wrong = found.filter((record) => !right.has(record) && !record.derived)
  const asked = gold.filter((fact) => !fact.derived).length
  const judged = right.size + wrong.length
  const unitRight = hits.filter(({ fact, record }) => sameUnit(fact, record)).length
  const credit = hits.length * (1 - UNIT_SHARE) + unitRight * UNIT_SHARE
  const precision = judged > 0 ? credit / judged : 0
  const recall = asked > 0 ? credit / asked : 0
  return {
    gold: asked,
    found: judged,
    right: hits.length,
    unitRight,
    f1: credit > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    missed: gold.filter((fact, at) => !fact.derived && !bound.has(at)),
    wrong,
  }
}

/** Facts of the answers → records that tell them, one to one. */
function bind(gold: readonly Fact[], found: readonly Found[]): ReadonlyMap<number, Found> {
  const wanted = gold.map(prepare)
  const items = found.map((record) => ({ record, words: wordsOf(record.texts.join(' ')) }))
  const byValue = Map.groupBy(items, ({ record }) => valueKey(record.value))
  const taken = new Set<Item>()
  const bound = new Map<number, Found>()
  for (const [index, fact] of wanted.entries()) {
    const item = candidates(fact, byValue).find(
      (one) => !taken.has(one) && fits(one, fact) && !betterElsewhere(one, { wanted, index }),
    )
    if (!item) continue
    taken.add(item)
    bound.set(index, item.record)
  }
  return bound
}

interface Prepared {
  readonly gold: Fact
  readonly names: readonly (readonly string[])[]
  readonly labels: readonly string[]
}

interface Item {
  readonly record: Found
  readonly words: ReadonlySet<string>
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}²³%]+/gu) ?? [],
  )

const prepare = (gold: Fact): Prepared => ({
  gold,
  names: gold.row.map((name) => [...wordsOf(name)]),
  labels: [...wordsOf(gold.labels)],
})

const valueKey = (value: number): string => value.toPrecision(9)

function candidates({ gold }: Prepared, byValue: ReadonlyMap<string, readonly Item[]>): readonly Item[] {
  const other = gold.unit === '%' ? gold.value / 100 : (gold.scaled ?? gold.value)
  return [...new Set([gold.value, other].map(valueKey))].flatMap((key) => byValue.get(key) ?? [])
}

function fits({ record, words }: Item, fact: Prepared): boolean {
  if (fact.gold.time !== null && record.time !== fact.gold.time) return false
  const named = fact.names.some((name) => name.every((word) => words.has(word)))
  return named && share(fact.labels, words) >= LABEL_SHARE
}

function betterElsewhere(
  { record, words }: Item,
  { wanted, index }: { wanted: readonly Prepared[]; index: number },
): boolean {
  const own = wanted[index]
  if (!own) return false
  const fit = fitness(own, words)
  return wanted.some(
    (other, at) =>
      at !== index &&
      (other.gold.time === null || other.gold.time === record.time) &&
      fitness(other, words) > fit + 1e-9,
  )
}

/** How well a fact agrees with the words of a record: the name of its row, then its column. */
function fitness({ names, labels }: Prepared, words: ReadonlySet<string>): number {
  return Math.max(...names.map((name) => share(name, words))) + share(labels, words)
}

const share = (wanted: readonly string[], words: ReadonlySet<string>): number =>
  wanted.length === 0 ? 1 : wanted.filter((word) => words.has(word)).length / wanted.length

function sameUnit(gold: Fact, record: Found): boolean {
  const plain = (unit: string): string =>
    unit
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s().]+/g, ' ')
      .trim()
  if (gold.unit === '' || plain(gold.unit) === plain(record.unit)) return true
  // 5,2 tỷ under "đồng", multiplied out: the unit is then the one without the scale word.
  const isScaled = gold.scaled !== undefined && valueKey(gold.scaled) === valueKey(record.value)
  return isScaled && plain(gold.unit).endsWith(` ${plain(record.unit)}`)
}
