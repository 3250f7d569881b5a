import type { Column } from '../../../tabular/model.ts'
import type { DatasetQuery } from './query.ts'

/** The measure a chart or map shows: the one asked for, or the last, which in a row of years is the newest. */
export function drawnMeasure(columns: readonly Column[], query: Pick<DatasetQuery, 'do'>): Column | undefined {
  const measures = columns.filter((column) => column.role === 'measure' && column.type !== 'text')
  return measures.find((column) => column.name === query.do) ?? measures.at(-1)
}
