import { wordKey } from '../../../formats/text.ts'
import type { PlanItem, Reason } from '../content/model.ts'

/** A database of the data map, as far as plans need to know it. */
export interface MappedDatabase {
  readonly id: string
  readonly title: string
  readonly agencyId: string
  readonly tables: readonly {
    readonly name: string
    readonly title: string
    readonly columns: readonly { readonly title: string; readonly share: 'open' | 'shared' | 'private' }[]
  }[]
  /** Titles of public datasets made from it. */
  readonly publishedAs: readonly string[]
  readonly frequency: string | undefined
}

/** What the public asked for: a request with its votes, or words searched in vain. */
export interface Demand {
  readonly kind: 'request' | 'search'
  readonly title: string
  /** Votes, or how often it was searched. */
  readonly weight: number
  /** Number of the request, or the words. */
  readonly ref: string
}

export interface Proposal {
  /** Names the proposal between the page and the form. */
  readonly key: string
  readonly title: string
  readonly reason: Reason
  readonly source: PlanItem['source']
  readonly frequency: string | undefined
  /** Larger first. */
  readonly weight: number
}

/** How many searches a request and a vote weigh as much as. */
export interface Weights {
  readonly request: number
  readonly vote: number
}

export interface Known {
  readonly items: readonly PlanItem[]
  /** Titles of datasets of the agency that are public. */
  readonly published: readonly string[]
}

/**
 * Proposes datasets to open: open items of the data map that no dataset publishes yet, and what the public asks for.
 * What the public wants stands first (NĐ 47/2020, Điều 17 and 19: demand decides priority).
 */
export function propose(
  { databases, demands }: { databases: readonly MappedDatabase[]; demands: readonly Demand[] },
  known: Known,
  weights: Weights,
): readonly Proposal[] {
  const taken = new Set(known.items.flatMap(keysOf))
  const titles = new Set([...known.items.map(({ title }) => title), ...known.published].map(wordKey))
  const fromMap = databases.flatMap((database) => fromDatabase(database, titles))
  const fromPublic = demands.map((demand) => fromDemand(demand, weights))
  return [...fromPublic, ...fromMap]
    .filter((proposal) => !taken.has(proposal.key) && !titles.has(wordKey(proposal.title)))
    .sort((a, b) => b.weight - a.weight || a.title.localeCompare(b.title, 'vi'))
}

function keysOf(item: PlanItem): readonly string[] {
  const { reason, source } = item
  if (reason.ref === undefined) return []
  return reason.kind === 'data-map' ? [`bang:${reason.ref}:${source?.table ?? ''}`] : [`${reason.kind}:${reason.ref}`]
}

function fromDatabase(database: MappedDatabase, titles: ReadonlySet<string>): readonly Proposal[] {
  const published = new Set(database.publishedAs.map(wordKey))
  return database.tables.flatMap((table) => {
    const open = table.columns.filter(({ share }) => share === 'open')
    const name = table.title || table.name
    const title = wordKey(name).split(' ').length >= 3 ? name : `${name} (${database.title})`
    if (open.length === 0 || published.has(wordKey(name)) || titles.has(wordKey(name))) return []
    return [
      {
        key: `bang:${database.id}:${table.name}`,
        title,
        reason: {
          kind: 'data-map' as const,
          text: `${open.length} trường mở trong “${database.title}” chưa công bố thành bộ dữ liệu`,
          ref: database.id,
        },
        source: {
          databaseId: database.id,
          database: database.title,
          table: table.name,
          columns: open.map((column) => column.title).slice(0, 200),
        },
        frequency: database.frequency,
        weight: 0,
      },
    ]
  })
}

function fromDemand(demand: Demand, weights: Weights): Proposal {
  const text =
    demand.kind === 'request'
      ? `Đề nghị số ${demand.ref} của người dân, ${demand.weight} lượt ủng hộ`
      : `${demand.weight} lượt tìm không thấy`
  return {
    key: `${demand.kind}:${demand.ref}`,
    title: demand.title,
    reason: { kind: demand.kind, text, ref: demand.ref },
    source: undefined,
    frequency: undefined,
    weight: demand.kind === 'request' ? weights.request + demand.weight * weights.vote : demand.weight,
  }
}

/** Spreads due days of new items evenly over what is left of the period, the most wanted first. */
export function dueDays(
  count: number,
  period: { readonly from: string; readonly to: string },
  today: string,
): string[] {
  const start = Math.max(Date.parse(`${period.from}T00:00:00Z`), Date.parse(`${today}T00:00:00Z`))
  const end = Date.parse(`${period.to}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => {
    const at = start >= end ? end : start + ((end - start) * (index + 1)) / count
    return new Date(at).toISOString().slice(0, 10)
  })
}

/** How much of what is being typed a title holds, 0 to 1; the last word may be half of one. A single word says too little. */
export function beginsLike(title: string, typed: string): number {
  const words = wordKey(title).split(' ')
  const wanted = wordKey(typed).split(' ').filter(Boolean)
  const last = wanted.at(-1)
  if (wanted.length < 2 || last === undefined) return 0
  const whole = wanted.slice(0, -1).filter((word) => words.includes(word)).length
  const part = words.some((word) => word.startsWith(last)) ? 1 : 0
  return (whole + part) / wanted.length
}

/** How alike two titles are: shared words over all words, 0 to 1. */
export function likeness(a: string, b: string): number {
  const one = new Set(wordKey(a).split(' ').filter(Boolean))
  const other = new Set(wordKey(b).split(' ').filter(Boolean))
  const shared = [...one].filter((word) => other.has(word)).length
  const all = new Set([...one, ...other]).size
  return all === 0 ? 0 : shared / all
}
