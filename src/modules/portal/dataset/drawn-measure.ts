import type { Column } from '../../../tabular/model.ts'
import type { DatasetQuery } from './query.ts'

const YEAR = /(?:19|20)\d\d/

/** The measure a chart or map shows: the one asked for, else the newest of a row of years, else the first. */
export function drawnMeasure(columns: readonly Column[], query: Pick<DatasetQuery, 'do'>): Column | undefined {
  const measures = columns.filter((column) => column.role === 'measure' && column.type !== 'text')
  const years = measures.every((column) => YEAR.test(column.title ?? column.name))
  return measures.find((column) => column.name === query.do) ?? measures.at(years ? -1 : 0)
}
