import { isDay } from '../../../platform/days.ts'
import type { FieldProblem, Said } from '../../../platform/errors.ts'
import type { PlanKind, RequiredPart } from '../rules/model.ts'
import { type MinimumLevel, type Phase, type PlanContent, type PlanItem, phaseOf } from './model.ts'

/** Whether a required part is there, and what it lacks. */
export interface PartState {
  readonly part: RequiredPart
  readonly there: boolean
  readonly lacks: readonly FieldProblem[]
}

const problem = (field: string, vi: string, en: string): FieldProblem => ({ field, message: { vi, en } })

/** Holds a plan against what its kind requires; every lack names the place and what to do. */
export function checkParts(kind: PlanKind, content: PlanContent): readonly PartState[] {
  return kind.parts.map((part) => {
    const lacks = CHECKS[part.check](content, part)
    return { part, there: lacks.length === 0, lacks }
  })
}

const CHECKS: Readonly<
  Record<RequiredPart['check'], (content: PlanContent, part: RequiredPart) => readonly FieldProblem[]>
> = {
  items: lackingItems,
  schedule: lackingSchedule,
  minimum: lackingMinimum,
  stated: (content, part) =>
    content.parts[part.id]
      ? []
      : [
          problem(
            `parts.${part.id}`,
            `Chưa ghi “${part.name.vi}” nằm ở đâu trong văn bản (điều, phụ lục).`,
            `Say where in the document “${part.name.en}” stands (article, annex).`,
          ),
        ],
}

function lackingItems({ items }: PlanContent): readonly FieldProblem[] {
  if (items.length === 0)
    return [
      problem(
        'items',
        'Danh mục chưa có bộ dữ liệu nào. Thêm từ đề xuất, từ tệp XLSX, hoặc từng mục.',
        'The list has no dataset. Add from proposals, a workbook, or one by one.',
      ),
    ]
  const titles = new Map<string, number>()
  return items.flatMap((item, index) => {
    const found: FieldProblem[] = []
    if (item.title === '')
      found.push(problem(`items.${item.id}.title`, `Mục ${index + 1} chưa có tên.`, `Item ${index + 1} has no title.`))
    const first = titles.get(item.title.toLowerCase())
    if (item.title !== '' && first !== undefined)
      found.push(
        problem(
          `items.${item.id}.title`,
          `Mục ${index + 1} trùng tên với mục ${first + 1}: “${item.title}”. Bỏ một mục hoặc đặt tên rõ hơn.`,
          `Item ${index + 1} bears the title of item ${first + 1}: “${item.title}”. Drop one or name it better.`,
        ),
      )
    else titles.set(item.title.toLowerCase(), index)
    return found
  })
}

function lackingSchedule(content: PlanContent, { fields = [] }: RequiredPart): readonly FieldProblem[] {
  const { items, period } = content
  const wanted = new Set<string>(fields)
  return [...wrongPeriod(content), ...items.flatMap((item, index) => wrongSchedule(item, { index, period, wanted }))]
}

function wrongPeriod({ period }: PlanContent): readonly FieldProblem[] {
  if (isDay(period.from) && isDay(period.to) && period.from <= period.to) return []
  return [
    problem(
      'period',
      'Thời kỳ chưa đúng: ngày đầu và ngày cuối phải là ngày có thật, ngày đầu trước ngày cuối.',
      'The period is wrong: both must be days of the calendar, the first before the last.',
    ),
  ]
}

interface Place {
  readonly index: number
  readonly period: PlanContent['period']
  /** Fields that every item must say, by the rule of the kind. */
  readonly wanted: ReadonlySet<string>
}

function wrongSchedule(item: PlanItem, place: Place): readonly FieldProblem[] {
  const name = `Mục ${place.index + 1} “${item.title}”`
  const nameEn = `Item ${place.index + 1} “${item.title}”`
  const lacks: readonly (readonly [field: string, lacking: boolean, vi: string, en: string])[] = [
    ['unit', item.unit === '', 'chưa có đơn vị chịu trách nhiệm', 'has no responsible unit'],
    ['frequency', item.frequency === undefined, 'chưa có chu kỳ cập nhật', 'has no update cycle'],
    ['formats', item.formats.length === 0, 'chưa có định dạng', 'has no format'],
  ]
  return [
    ...wrongDue(item, { ...place, name, nameEn }),
    ...lacks
      .filter(([field, lacking]) => lacking && place.wanted.has(field))
      .map(([field, , vi, en]) => problem(`items.${item.id}.${field}`, `${name} ${vi}.`, `${nameEn} ${en}.`)),
  ]
}

function wrongDue(
  { id, due }: PlanItem,
  { period, wanted, name, nameEn }: Place & { name: string; nameEn: string },
): readonly FieldProblem[] {
  const field = `items.${id}.due`
  if (!isDay(due)) {
    if (due === '' && !wanted.has('due')) return []
    return [problem(field, `${name} chưa có ngày hạn công bố.`, `${nameEn} has no due date.`)]
  }
  if (due >= period.from && due <= period.to) return []
  return [
    problem(
      field,
      `${name} có hạn ${due} nằm ngoài thời kỳ kế hoạch.`,
      `${nameEn} is due on ${due}, outside the period of the plan.`,
    ),
  ]
}

function lackingMinimum(content: PlanContent): readonly FieldProblem[] {
  const { phases, items } = content
  if (phases.length === 0) return [problem('phases', 'Chưa chia giai đoạn.', 'The plan has no phases.')]
  const loose = items.filter((item) => isDay(item.due) && !phaseOf(content, item.due))
  return [
    ...phases.flatMap((phase, index) => wrongPhase(phase, phases[index - 1])),
    ...(loose.length > 0
      ? [
          problem(
            'phases',
            `${loose.length} mục có hạn không thuộc giai đoạn nào, bắt đầu từ “${loose[0]?.title ?? ''}”.`,
            `${loose.length} items are due in no phase, beginning with “${loose[0]?.title ?? ''}”.`,
          ),
        ]
      : []),
  ]
}

function wrongPhase(phase: Phase, before: Phase | undefined): readonly FieldProblem[] {
  const at = `phases.${phase.id}`
  const said = (text: Said) => [{ field: at, message: text }]
  if (!isDay(phase.from) || !isDay(phase.to) || phase.from > phase.to)
    return said({
      vi: `Giai đoạn “${phase.name}” có ngày đầu hoặc ngày cuối chưa đúng.`,
      en: `Phase “${phase.name}” has a wrong first or last day.`,
    })
  if (before && phase.from <= before.to)
    return said({
      vi: `Giai đoạn “${phase.name}” bắt đầu trước khi giai đoạn “${before.name}” kết thúc.`,
      en: `Phase “${phase.name}” begins before phase “${before.name}” ends.`,
    })
  if (!asksForSomething(phase.minimum))
    return said({
      vi: `Giai đoạn “${phase.name}” chưa có mức tối thiểu nào.`,
      en: `Phase “${phase.name}” asks for no minimum level.`,
    })
  return []
}

function asksForSomething(minimum: MinimumLevel): boolean {
  return Object.values(minimum).some((value) => value !== undefined && value > 0)
}
