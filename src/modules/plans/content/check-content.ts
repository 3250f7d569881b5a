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

function lackingSchedule(content: PlanContent): readonly FieldProblem[] {
  const { items, period } = content
  return [...wrongPeriod(content), ...items.flatMap((item, index) => wrongSchedule(item, { index, period }))]
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

function wrongSchedule(
  item: PlanItem,
  { index, period }: { index: number; period: PlanContent['period'] },
): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  const name = `Mục ${index + 1} “${item.title}”`
  const nameEn = `Item ${index + 1} “${item.title}”`
  const field = (what: string) => `items.${item.id}.${what}`
  if (!isDay(item.due))
    found.push(problem(field('due'), `${name} chưa có ngày hạn công bố.`, `${nameEn} has no due date.`))
  else if (item.due < period.from || item.due > period.to)
    found.push(
      problem(
        field('due'),
        `${name} có hạn ${item.due} nằm ngoài thời kỳ kế hoạch.`,
        `${nameEn} is due on ${item.due}, outside the period of the plan.`,
      ),
    )
  if (item.unit === '')
    found.push(problem(field('unit'), `${name} chưa có đơn vị chịu trách nhiệm.`, `${nameEn} has no responsible unit.`))
  if (item.frequency === undefined)
    found.push(problem(field('frequency'), `${name} chưa có chu kỳ cập nhật.`, `${nameEn} has no update cycle.`))
  if (item.formats.length === 0)
    found.push(problem(field('formats'), `${name} chưa có định dạng.`, `${nameEn} has no format.`))
  return found
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
