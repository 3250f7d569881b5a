import {
  createMatcher,
  type MeasureRule,
  type Refusal,
  seeOnSuccessors,
  suggestRule,
  type TravelProblem,
} from '../../../tabular/codes/index.ts'
import type { Column, Value } from '../../../tabular/model.ts'
import type { CodeReader } from '../../codes/index.ts'

/** A table of the former 63 provinces on the 34 of today. */
export interface On34 {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  readonly refused: readonly Refusal[]
  readonly problems: readonly TravelProblem[]
}

/** The column of a table that can be seen on the 34 provinces. */
export function formerProvinces(columns: readonly Column[]): Column | undefined {
  return columns.find((column) => column.codeList === 'province-63')
}

/** Adds up what the unit says adds up; everything else is refused by name. Undefined where the lists are missing. */
export async function seeOn34(
  codes: CodeReader,
  { columns, rows }: { columns: readonly Column[]; rows: readonly (readonly Value[])[] },
): Promise<On34 | undefined> {
  const place = formerProvinces(columns)
  const [from, to, units] = await Promise.all([
    codes.list('province-63'),
    codes.list('province-34'),
    codes.list('unit'),
  ])
  if (!place || !from || !to || !units) return undefined
  const matcher = createMatcher(units)
  const measures = Object.fromEntries(
    columns.flatMap((column): [string, MeasureRule][] => {
      const rule = suggestRule(withUnit(column), matcher)
      return rule ? [[column.name, rule]] : []
    }),
  )
  return seeOnSuccessors({ columns, rows, place: place.name, from, to, measures })
}

const IN_BRACKETS = /\(([^()]+)\)\s*$/

/** Many headers carry their unit in brackets at the end. */
function withUnit(column: Column): Column {
  const unit = column.unit ?? IN_BRACKETS.exec(column.title)?.[1]
  return unit ? { ...column, unit } : column
}
