import { type Dice } from './random.ts'
import { type Fact, type Leaf, newSheet, placeTable, type RowSpec, type TableSpec, type Workbook } from './sheet.ts'
import { PROVINCES, type Topic } from './words.ts'

export interface Making {
  readonly name: string
  readonly constructs: readonly string[]
  readonly format?: Workbook['format']
  readonly csv?: NonNullable<Workbook['csv']>
}

/** A workbook with one sheet of one table. */
export function single(making: Making, spec: TableSpec): Workbook {
  const sheet = newSheet('Biểu')
  const facts: Fact[] = []
  placeTable(sheet, facts, { spec })
  return { format: 'xlsx', ...making, sheets: [sheet], facts }
}

export const yearLeaves = (years: readonly number[], print?: Leaf['print']): readonly Leaf[] =>
  years.map((year) => ({ path: [String(year)], labels: '', time: String(year), ...(print ? { print } : {}) }))

export const amount = (roll: Dice, { low, high, places }: Topic): number =>
  places === 0 ? roll.int(low, high) : roll.decimal(low, high, places)

export const numbers = (roll: Dice, topic: Topic, count: number): number[] =>
  Array.from({ length: count }, () => amount(roll, topic))

/** Other names a place may go by. */
export function names(place: string): readonly string[] {
  const bare = place.replace(/^(?:TP\.?|Thành phố|Tỉnh) ?/, '')
  return [place, bare]
}

export const placeRows = (
  roll: Dice,
  topic: Topic,
  [width, count = 10]: readonly [width: number, count?: number],
): readonly RowSpec[] =>
  roll
    .some(PROVINCES, count)
    .map((place) => ({ stub: [place], names: names(place), values: numbers(roll, topic, width) }))

export const sum = (lists: readonly (readonly number[])[], places: number): number[] =>
  (lists[0] ?? []).map((_, at) => Number(lists.reduce((all, list) => all + (list[at] ?? 0), 0).toFixed(places)))

export const years = (roll: Dice, count: number): readonly number[] => {
  const first = roll.int(2012, 2020)
  return Array.from({ length: count }, (_, at) => first + at)
}

export const titled = ({ title, unit }: Topic): Pick<TableSpec, 'measure' | 'unit' | 'above'> => ({
  measure: title,
  unit,
  above: [`${title} phân theo địa phương`, `Đơn vị tính: ${unit}`],
})
