/** An item of a published database, as it is compared. */
export interface ComparedItem {
  readonly databaseId: string
  readonly title: string
  /** Its name folded and without filler. */
  readonly folded: string
  readonly codeList: string | undefined
  readonly personal: boolean
}

/** Something several databases collect, with how each of them calls it. */
export interface SharedItem {
  readonly key: string
  /** The most usual name. */
  readonly title: string
  readonly personal: boolean
  /** They use the same code list, under other names. */
  readonly byCodeList: boolean
  readonly titles: ReadonlyMap<string, string>
}

/** Databases that collect the same things. */
export interface DoubleGroup {
  readonly databaseIds: readonly string[]
  readonly shared: readonly SharedItem[]
}

export interface DoubleOptions {
  /** How many things databases must share. */
  readonly least: number
  readonly most: number
}

// A name hundreds of databases have (họ tên, ghi chú) tells apart too little to begin a group from.
const COMMONEST = 300

interface Holding {
  readonly item: ComparedItem
  readonly byCodeList: boolean
}

type Holdings = ReadonlyMap<string, ReadonlyMap<string, Holding>>

/** Groups of databases that collect the same things, the largest overlap first. Pure. */
export function findDoubles(items: readonly ComparedItem[], { least, most }: DoubleOptions): readonly DoubleGroup[] {
  const holders = holdersOf(items)
  const keysOf = new Map<string, string[]>()
  for (const [key, byDatabase] of holders)
    for (const id of byDatabase.keys()) keysOf.set(id, [...(keysOf.get(id) ?? []), key])
  const groups: DoubleGroup[] = []
  const covered = new Set<string>()
  for (const pair of pairsOf(holders, keysOf, least)) {
    if (groups.length === most) break
    if (covered.has(pairKey(pair.ids))) continue
    const group = widen(pair, { holders, keysOf, least })
    for (const one of group.databaseIds) for (const other of group.databaseIds) covered.add(pairKey([one, other]))
    groups.push(group)
  }
  return groups
}

function holdersOf(items: readonly ComparedItem[]): Holdings {
  const holders = new Map<string, Map<string, Holding>>()
  const add = (key: string, holding: Holding) => {
    const byDatabase = holders.get(key) ?? new Map<string, Holding>()
    if (!byDatabase.has(holding.item.databaseId)) byDatabase.set(holding.item.databaseId, holding)
    holders.set(key, byDatabase)
  }
  for (const item of items) add(item.folded, { item, byCodeList: false })
  for (const item of items) if (item.codeList) add(`#${item.codeList.toLowerCase()}`, { item, byCodeList: true })
  // A code list counts only where the names alone would not have told.
  for (const [key, byDatabase] of holders) {
    const names = new Set([...byDatabase.values()].map(({ item }) => item.folded))
    if (byDatabase.size < 2 || (key.startsWith('#') && names.size < 2)) holders.delete(key)
  }
  return holders
}

interface Pair {
  readonly ids: readonly [string, string]
  readonly keys: readonly string[]
}

function pairsOf(holders: Holdings, keysOf: ReadonlyMap<string, readonly string[]>, least: number): readonly Pair[] {
  const pairs: Pair[] = []
  for (const [id, keys] of keysOf) {
    if (keys.length < least) continue
    const shared = new Map<string, string[]>()
    for (const key of keys) {
      const others = holders.get(key)
      if (!others || others.size > COMMONEST) continue
      for (const other of others.keys()) if (other > id) shared.set(other, [...(shared.get(other) ?? []), key])
    }
    for (const [other, common] of shared) if (common.length >= least) pairs.push({ ids: [id, other], keys: common })
  }
  return pairs.sort(
    (one, other) => other.keys.length - one.keys.length || pairKey(one.ids).localeCompare(pairKey(other.ids)),
  )
}

function pairKey(ids: readonly [string, string]): string {
  return [...ids].sort().join(' ')
}

interface Widening {
  readonly holders: Holdings
  readonly keysOf: ReadonlyMap<string, readonly string[]>
  readonly least: number
}

// Others join a pair while all of them still share enough.
function widen(pair: Pair, { holders, keysOf, least }: Widening): DoubleGroup {
  let keys = new Set(pair.keys)
  const ids = new Set<string>(pair.ids)
  const overlap = new Map<string, number>()
  for (const key of keys) for (const id of holders.get(key)?.keys() ?? []) overlap.set(id, (overlap.get(id) ?? 0) + 1)
  const others = [...overlap].filter(([id, count]) => !ids.has(id) && count >= least)
  for (const [id] of others.sort(([, one], [, other]) => other - one)) {
    const own = new Set(keysOf.get(id))
    const common = new Set([...keys].filter((key) => own.has(key)))
    if (common.size < least || common.size < keys.size * 0.6) continue
    keys = common
    ids.add(id)
  }
  return { databaseIds: [...ids], shared: [...keys].map((key) => sharedOf(key, ids, holders)).sort(byWeight) }
}

function sharedOf(key: string, ids: ReadonlySet<string>, holders: Holdings): SharedItem {
  const held = [...(holders.get(key) ?? [])].filter(([id]) => ids.has(id))
  const counts = new Map<string, number>()
  for (const [, { item }] of held) counts.set(item.title, (counts.get(item.title) ?? 0) + 1)
  const title = [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? key
  return {
    key,
    title,
    personal: held.some(([, { item }]) => item.personal),
    byCodeList: key.startsWith('#'),
    titles: new Map(held.map(([id, { item }]) => [id, item.title])),
  }
}

function byWeight(one: SharedItem, other: SharedItem): number {
  return Number(other.personal) - Number(one.personal) || one.title.localeCompare(other.title, 'vi')
}
