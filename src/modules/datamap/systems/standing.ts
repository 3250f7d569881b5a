import { dueDay } from '../checks/date-checks.ts'
import { holdsOn, type LevelRules, type Part, type ReviewDay } from './level-rules.ts'
import { type Checklist, type DossierState, LAYERS, type Layer, type LayerName, type SystemRecord } from './record.ts'

/** What is counted of a system; the same facts stand as columns beside its record. */
export interface Standing {
  readonly level: number | undefined
  readonly dossier: DossierState
  readonly approvedOn: string | undefined
  readonly layers: number
  /** First day (ISO 8601) on which one of the layers is no longer covered. */
  readonly layersUntil: string | undefined
  readonly dossierComplete: boolean
  readonly label: Checklist['label']['state']
  readonly labelUntil: string | undefined
  readonly reviewedOn: string | undefined
}

/** Whether a layer counts: somebody answers for it and there is evidence with its day. */
function hasLayer(layer: Layer | undefined): boolean {
  return layer?.unit !== undefined && layer.evidence !== undefined && layer.since !== undefined
}

/** Who monitors may not be the one who assesses. */
export function sameAssessor({ layers }: Checklist): boolean {
  const fold = (unit: string | undefined) => unit?.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  const [monitor, assessor] = [fold(layers.monitoring?.unit), fold(layers.assessment?.unit)]
  return monitor !== undefined && monitor === assessor
}

/** Layers that stand, in their order. An assessor who also monitors makes no third layer. */
export function standingLayers(checklist: Checklist): readonly LayerName[] {
  return LAYERS.filter(
    (name) => hasLayer(checklist.layers[name]) && !(name === 'assessment' && sameAssessor(checklist)),
  )
}

/** Parts the dossier of a record needs on a day: by its level, and by the decree its level was settled under. */
export function partsFor({ choice }: SystemRecord, rules: LevelRules, day: string): readonly Part[] {
  return rules.dossier.parts.filter(
    (part) =>
      holdsOn(part, day) &&
      (part.levels === undefined || (choice !== undefined && part.levels.includes(choice.level))) &&
      (part.regimes === undefined || choice === undefined || part.regimes.includes(choice.regime)),
  )
}

/** Parts that still lack their evidence. */
export function missingParts(record: SystemRecord, rules: LevelRules, day: string): readonly Part[] {
  return partsFor(record, rules, day).filter(({ id }) => record.checklist.parts[id]?.evidence === undefined)
}

/** Counts a record. A dossier approved once is complete for good: parts asked for later belong to the next. */
export function standingOf(
  record: SystemRecord,
  { dossier, rules, day }: { dossier: DossierState; rules: LevelRules; day: string },
): Standing {
  const { checklist, approval, choice } = record
  const layers = standingLayers(checklist)
  const ends = layers.flatMap((name) => checklist.layers[name]?.until ?? []).sort()
  return {
    level: choice?.level,
    dossier,
    approvedOn: approval?.on,
    layers: layers.length,
    layersUntil: ends[0],
    dossierComplete: dossier === 'approved' || missingParts(record, rules, day).length === 0,
    label: checklist.label.state,
    labelUntil: checklist.label.until,
    reviewedOn: checklist.reviewedOn,
  }
}

/** Level decided on by whoever may: the system counts as classified. */
function isClassified({ approvedOn }: Pick<Standing, 'approvedOn'>): boolean {
  return approvedOn !== undefined
}

/** Approved, and all four layers covered on this day. */
export function isCompliant(standing: Pick<Standing, 'approvedOn' | 'layers' | 'layersUntil'>, day: string): boolean {
  const { layers, layersUntil } = standing
  return isClassified(standing) && layers === LAYERS.length && (layersUntil === undefined || day <= layersUntil)
}

/** The label is there and has not run out. */
export function isLabelled({ label, labelUntil }: Pick<Standing, 'label' | 'labelUntil'>, day: string): boolean {
  return label === 'granted' && (labelUntil === undefined || day <= labelUntil)
}

export interface ReviewDuty {
  readonly rule: ReviewDay
  /** ISO 8601. */
  readonly due: string
  readonly done: boolean
  readonly late: boolean
}

/** The day until which this year's review is due, and whether it is late; undefined where no rule holds. */
export function reviewOf(
  { reviewedOn }: Pick<Standing, 'reviewedOn'>,
  { rules, day }: { rules: LevelRules; day: string },
): ReviewDuty | undefined {
  // A duty whose document nobody has checked binds nobody.
  const rule = rules.dossier.review.find((one) => holdsOn(one, day) && one.evidence !== 'unverified')
  if (!rule) return undefined
  const year = day.slice(0, 4)
  const due = dueDay(rule, Number(year))
  const done = reviewedOn !== undefined && reviewedOn.slice(0, 4) === year
  return { rule, due, done, late: !done && day > due }
}
