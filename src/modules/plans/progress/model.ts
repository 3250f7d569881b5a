import { daysBetween } from '../../../platform/days.ts'
import { type MinimumLevel, type Phase, type PlanContent, type PlanItem, phaseOf } from '../content/model.ts'

/** What the catalogue says of the dataset linked to an item. */
export interface DatasetFacts {
  readonly id: string
  readonly slug: string
  readonly title: string
  /** Open and public now. */
  readonly isPublic: boolean
  /** Day of the first publication, ISO 8601. */
  readonly firstPublishedOn: string | undefined
  readonly quality: number | undefined
  /** Day the promised update cycle ends. */
  readonly freshUntil: string | undefined
  readonly formats: readonly string[]
}

export type ItemStage = 'published' | 'late' | 'due-soon' | 'planned' | 'withdrawn'

/** One item held against the catalogue. */
export interface ItemProgress {
  readonly item: PlanItem
  readonly phase: Phase | undefined
  readonly dataset: DatasetFacts | undefined
  readonly stage: ItemStage
  /** Published, and not after its due day. */
  readonly onTime: boolean
  readonly fresh: boolean
  /** Score reaches the level of its phase; true where the phase asks for none. */
  readonly goodEnough: boolean
  readonly openFormat: boolean
}

/** Figures that add up: over phases, over plans, over the tree of agencies. */
export interface Counts {
  readonly items: number
  /** Due today or before. */
  readonly due: number
  readonly published: number
  readonly onTime: number
  readonly late: number
  readonly dueSoon: number
  readonly fresh: number
  readonly goodEnough: number
  readonly openFormat: number
}

export interface PhaseProgress {
  readonly phase: Phase
  readonly counts: Counts
  /** Measures of the minimum level with what is reached; percent, or a number of datasets. */
  readonly measures: readonly Measure[]
  /** The phase has ended. */
  readonly over: boolean
}

export interface Measure {
  readonly name: keyof MinimumLevel
  readonly wanted: number
  readonly reached: number
  readonly met: boolean
}

export interface PlanProgress {
  readonly counts: Counts
  readonly items: readonly ItemProgress[]
  readonly phases: readonly PhaseProgress[]
}

export const NO_COUNTS: Counts = {
  items: 0,
  due: 0,
  published: 0,
  onTime: 0,
  late: 0,
  dueSoon: 0,
  fresh: 0,
  goodEnough: 0,
  openFormat: 0,
}

/** What progress is held against. */
export interface Yardstick {
  /** ISO 8601. */
  readonly today: string
  /** An item is due soon within so many days. */
  readonly soonDays: number
  /** Codes of formats that count as open. */
  readonly openFormats: ReadonlySet<string>
}

/** Computes the progress of a plan from what the catalogue holds; nothing in it is typed by anybody. */
export function progressOf(
  content: Pick<PlanContent, 'items' | 'phases'>,
  datasets: ReadonlyMap<string, DatasetFacts>,
  by: Yardstick,
): PlanProgress {
  const { today } = by
  const items = content.items.map((item) => itemProgress(content, { item, dataset: datasets.get(item.id), by }))
  return {
    counts: countsOf(items, today),
    items,
    phases: content.phases.map((phase) => phaseProgress(phase, items, today)),
  }
}

interface Held {
  readonly item: PlanItem
  readonly dataset: DatasetFacts | undefined
  readonly by: Yardstick
}

function itemProgress(content: Pick<PlanContent, 'phases'>, { item, dataset, by }: Held): ItemProgress {
  const { today, openFormats } = by
  const phase = phaseOf(content, item.due)
  const out = dataset?.isPublic === true
  const wanted = phase?.minimum.quality ?? 0
  return {
    item,
    phase,
    dataset,
    stage: stageOf({ item, dataset, by }),
    onTime: out && (dataset.firstPublishedOn ?? today) <= item.due,
    fresh: out && (dataset.freshUntil === undefined || dataset.freshUntil >= today),
    goodEnough: out && (dataset.quality ?? 0) >= wanted,
    openFormat: out && dataset.formats.some((format) => openFormats.has(format)),
  }
}

function stageOf({ item, dataset, by: { today, soonDays } }: Held): ItemStage {
  if (dataset?.isPublic) return 'published'
  if (dataset?.firstPublishedOn !== undefined) return 'withdrawn'
  if (item.due < today) return 'late'
  return daysBetween(today, item.due) <= soonDays ? 'due-soon' : 'planned'
}

/** Counts items; an item stands in every figure it fits. */
function countsOf(items: readonly ItemProgress[], today: string): Counts {
  const count = (fits: (item: ItemProgress) => boolean) => items.filter(fits).length
  return {
    items: items.length,
    due: count(({ item }) => item.due <= today),
    published: count(({ stage }) => stage === 'published'),
    onTime: count(({ onTime }) => onTime),
    late: count(({ stage, item }) => stage === 'late' || (stage === 'withdrawn' && item.due < today)),
    dueSoon: count(({ stage }) => stage === 'due-soon'),
    fresh: count(({ fresh }) => fresh),
    goodEnough: count(({ goodEnough }) => goodEnough),
    openFormat: count(({ openFormat }) => openFormat),
  }
}

/** Sum of two counts: a ministry is the sum of its units. */
export function addCounts(a: Counts, b: Counts): Counts {
  const names = Object.keys(NO_COUNTS) as (keyof Counts)[]
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Counts
}

/** Percent of a part, rounded down so that 100 means all; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100)
}

function phaseProgress(phase: Phase, all: readonly ItemProgress[], today: string): PhaseProgress {
  const own = all.filter((item) => item.phase?.id === phase.id)
  // The level is counted from the beginning of the plan to the end of the phase.
  const upTo = all.filter(({ item }) => item.due <= phase.to)
  const out = upTo.filter(({ stage }) => stage === 'published')
  const share = (fits: (item: ItemProgress) => boolean) => percent(out.filter(fits).length, out.length)
  const reached: Readonly<Record<keyof MinimumLevel, number>> = {
    datasets: out.length,
    share: percent(all.filter(({ stage }) => stage === 'published').length, all.length),
    fresh: share(({ fresh }) => fresh),
    quality: out.length === 0 ? 0 : Math.min(...out.map(({ dataset }) => dataset?.quality ?? 0)),
    openFormat: share(({ openFormat }) => openFormat),
  }
  const names = (Object.keys(reached) as (keyof MinimumLevel)[]).filter((name) => (phase.minimum[name] ?? 0) > 0)
  return {
    phase,
    counts: countsOf(own, today),
    measures: names.map((name) => {
      const wanted = phase.minimum[name] ?? 0
      return { name, wanted, reached: reached[name], met: reached[name] >= wanted }
    }),
    over: phase.to < today,
  }
}
