import type { ColumnSample, Evidence, ValueKind } from './evidence.ts'
import { gatherEvidence } from './evidence.ts'
import { maskValue } from './mask.ts'
import type { LabelKind } from './names.ts'
import { labelSays, labelSaysPlace } from './names.ts'
import { isOfficeMailbox } from './numbers.ts'

export type PersonalKind =
  | 'citizen-id'
  | 'identity-card'
  | 'passport'
  | 'phone'
  | 'email'
  | 'tax-code'
  | 'bank-account'
  | 'health-card'
  | 'plate'
  | 'person-name'
  | 'birth-date'
  | 'home-address'
  | 'sensitive-trait'

/**
 * `sensitive` and `basic` as in Decree 356/2025; `organisation-contact` is data of an institution, such as the telephone
 * of a school: shown to the officer, but no ground to stop a publication.
 */
export type PersonalSeverity = 'basic' | 'sensitive' | 'organisation-contact'

/** What a hit rests on. */
export type PersonalGround = 'structure' | 'label' | 'in-text' | 'with-persons'

export interface PersonalHit {
  readonly column: string
  readonly kind: PersonalKind
  /** Cells that look so. */
  readonly count: number
  /** Part of the filled cells, 0 to 1. */
  readonly share: number
  /** Masked. */
  readonly examples: readonly string[]
  readonly confidence: number
  readonly severity: PersonalSeverity
  readonly grounds: readonly PersonalGround[]
}

export interface DetectOptions {
  /** Present year: citizen ids of people not yet born are none. Without it births until 2049 are believed. */
  readonly year?: number
}

/** How a kind is told from the values of a column and its label. */
interface Rule {
  readonly kind: PersonalKind
  readonly values: readonly ValueKind[]
  readonly label: LabelKind
  /** Least share where the label agrees. */
  readonly labelled: number
  /** Least share where only the structure speaks; absent: the label must agree. */
  readonly bare?: number
  /** Fewest cells where only the structure speaks. */
  readonly fewest?: number
  /** Confidence with the label and without. */
  readonly confidence: readonly [labelled: number, bare: number]
  readonly severity?: PersonalSeverity
}

const RULES: readonly Rule[] = [
  {
    kind: 'citizen-id',
    values: ['citizen-id'],
    label: 'citizen-id',
    labelled: 0.1,
    bare: 0.5,
    confidence: [0.99, 0.9],
  },
  {
    kind: 'citizen-id',
    values: ['citizen-id-without-zeros'],
    label: 'citizen-id',
    labelled: 0.3,
    bare: 0.95,
    fewest: 20,
    confidence: [0.9, 0.6],
  },
  { kind: 'identity-card', values: ['nine-digits'], label: 'citizen-id', labelled: 0.2, confidence: [0.9, 0] },
  { kind: 'passport', values: ['passport'], label: 'passport', labelled: 0.3, confidence: [0.9, 0] },
  { kind: 'phone', values: ['mobile', 'landline'], label: 'phone', labelled: 0.2, bare: 0.6, confidence: [0.95, 0.75] },
  { kind: 'phone', values: ['mobile-without-zero'], label: 'phone', labelled: 0.5, confidence: [0.85, 0] },
  { kind: 'email', values: ['email'], label: 'email', labelled: 0.01, bare: 0.01, confidence: [0.98, 0.95] },
  { kind: 'tax-code', values: ['tax-code'], label: 'tax-code', labelled: 0.3, bare: 0.8, confidence: [0.95, 0.7] },
  {
    kind: 'bank-account',
    values: ['account'],
    label: 'bank-account',
    labelled: 0.5,
    confidence: [0.9, 0],
    severity: 'sensitive',
  },
  {
    kind: 'health-card',
    values: ['health-card'],
    label: 'health-card',
    labelled: 0.2,
    bare: 0.5,
    confidence: [0.97, 0.9],
  },
  { kind: 'plate', values: ['plate'], label: 'plate', labelled: 0.3, bare: 0.8, confidence: [0.9, 0.7] },
]

const LAST_BELIEVED_YEAR = 2049

/** A structure seen in one or two cells is chance. */
const FEWEST_BARE = 3

/** Finds columns that tell who a person is, from distinct values (or a sample of them) and labels. */
export function detectPersonal(samples: readonly ColumnSample[], options: DetectOptions = {}): PersonalHit[] {
  const evidence = samples
    .map((sample) => gatherEvidence(sample, options.year ?? LAST_BELIEVED_YEAR))
    .filter(({ filled }) => filled > 0)
  const direct = evidence.flatMap((column) => [...ruleHits(column), ...nameHits(column), ...textHits(column)])
  const institutions = evidence.some((column) => share(column, ['organisation']) >= 0.5)
  const persons = direct.some((hit) => IDENTIFYING.has(hit.kind))
  const inContext = persons ? evidence.flatMap((column) => contextHits(column, { institutions })) : []
  return strongest([...direct, ...inContext]).map((hit) =>
    withSeverity(hit, { evidence, institutions, persons: direct }),
  )
}

const IDENTIFYING: ReadonlySet<PersonalKind> = new Set([
  'citizen-id',
  'identity-card',
  'passport',
  'health-card',
  'person-name',
])

function countOf(column: Evidence, kinds: readonly ValueKind[]): number {
  return kinds.reduce((sum, kind) => sum + (column.whole.get(kind)?.count ?? 0), 0)
}

function share(column: Evidence, kinds: readonly ValueKind[]): number {
  return countOf(column, kinds) / column.filled
}

function labelled(column: Evidence, kind: LabelKind): boolean {
  return labelSays(column.sample.column.title, kind) || labelSays(column.sample.column.name, kind)
}

function makeHit(
  column: Evidence,
  kinds: readonly ValueKind[],
  rest: Pick<PersonalHit, 'kind' | 'confidence' | 'grounds'>,
): PersonalHit {
  return {
    column: column.sample.column.name,
    count: countOf(column, kinds),
    share: share(column, kinds),
    examples: kinds
      .flatMap((kind) => column.whole.get(kind)?.examples ?? [])
      .slice(0, 3)
      .map(maskValue),
    severity: 'basic',
    ...rest,
  }
}

function ruleHits(column: Evidence): PersonalHit[] {
  return RULES.flatMap((rule) => {
    const part = share(column, rule.values)
    const named = labelled(column, rule.label)
    const enough = countOf(column, rule.values) >= (rule.fewest ?? Math.min(FEWEST_BARE, column.filled))
    const bare = rule.bare !== undefined && part >= rule.bare && enough && column.sample.column.type !== 'decimal'
    if (!(named && part >= rule.labelled) && !bare) return []
    const [sure, guess] = rule.confidence
    const hit = makeHit(column, rule.values, {
      kind: rule.kind,
      confidence: named ? sure : guess * (part >= 0.9 ? 1 : 0.9),
      grounds: named ? ['structure', 'label'] : ['structure'],
    })
    return [{ ...hit, severity: rule.severity ?? hit.severity }]
  })
}

/**
 * Streets, schools and communes bear names of persons: without a label that says so, a column of names wants family names
 * in front, middle names, many distinct values, and no label of a place.
 */
function nameHits(column: Evidence): PersonalHit[] {
  const part = share(column, ['person-name'])
  const label = column.sample.column.title
  const grounds = { kind: 'person-name' } as const
  if (labelled(column, 'person-name') && part >= 0.3) {
    return [makeHit(column, ['person-name'], { ...grounds, confidence: 0.9, grounds: ['structure', 'label'] })]
  }
  const many = column.distinct >= 3 && column.distinct / column.filled >= 0.5
  if (labelSaysPlace(label) || part < 0.8 || share(column, ['long-person-name']) < 0.5 || !many) return []
  return [makeHit(column, ['person-name'], { ...grounds, confidence: 0.6, grounds: ['structure'] })]
}

function textHits(column: Evidence): PersonalHit[] {
  return [...column.inText].map(([kind, tally]) => ({
    column: column.sample.column.name,
    kind,
    count: tally.count,
    share: tally.count / column.filled,
    examples: tally.examples.map(maskValue),
    confidence: kind === 'phone' ? 0.5 : 0.6,
    severity: 'basic' as const,
    grounds: ['in-text'] as const,
  }))
}

/** Things that say something of a person only where the table tells persons apart. */
function contextHits(column: Evidence, { institutions }: { institutions: boolean }): PersonalHit[] {
  const hit = (kind: PersonalKind, severity: PersonalSeverity = 'basic'): PersonalHit => ({
    ...makeHit(column, [], { kind, confidence: 0.8, grounds: ['label', 'with-persons'] }),
    count: column.filled,
    share: 1,
    severity,
  })
  if (labelled(column, 'birth-date') && share(column, ['date']) >= 0.5)
    return [{ ...hit('birth-date'), confidence: 0.9 }]
  if (labelled(column, 'sensitive')) return [hit('sensitive-trait', 'sensitive')]
  if (labelled(column, 'home-address') && !institutions) return [hit('home-address')]
  return []
}

/** One hit a column and kind. A tax code is a telephone number by chance in one of eleven cases: the surer kind stays. */
function strongest(hits: readonly PersonalHit[]): PersonalHit[] {
  const best = new Map<string, PersonalHit>()
  for (const hit of hits) {
    const group = hit.grounds.includes('in-text') ? `${hit.column}\u0000${hit.kind}` : hit.column
    const other = best.get(group)
    if (!other || hit.confidence > other.confidence || (hit.confidence === other.confidence && hit.count > other.count))
      best.set(group, hit)
  }
  return [...best.values()]
}

interface Context {
  readonly evidence: readonly Evidence[]
  readonly institutions: boolean
  readonly persons: readonly PersonalHit[]
}

const CONTACT: ReadonlySet<PersonalKind> = new Set(['phone', 'email', 'tax-code', 'bank-account'])

/** The contact of an institution is public by nature, unless the table also names persons and the contact may be theirs. */
function withSeverity(hit: PersonalHit, context: Context): PersonalHit {
  const column = context.evidence.find(({ sample }) => sample.column.name === hit.column)
  if (!column || !CONTACT.has(hit.kind)) return hit
  if (context.persons.some(({ kind }) => kind === 'citizen-id' || kind === 'identity-card')) return hit
  const named = context.persons.some(({ kind }) => kind === 'person-name')
  const office = belongsToOffice(column)
  const ofInstitution = named ? context.institutions && office : context.institutions || office
  return ofInstitution || (hit.kind === 'tax-code' && !named) ? { ...hit, severity: 'organisation-contact' } : hit
}

/** Landlines and mailboxes of offices. */
function belongsToOffice(column: Evidence): boolean {
  const phones = countOf(column, ['mobile', 'landline'])
  if (phones > 0) return countOf(column, ['landline']) / phones > 0.5
  const texts = column.inText.get('email')?.examples ?? []
  if (texts.length > 0) return texts.every(isOfficeMailbox)
  const mail = countOf(column, ['email'])
  return mail > 0 ? countOf(column, ['office-mailbox']) / mail > 0.5 : countOf(column, ['tax-code']) > 0
}
