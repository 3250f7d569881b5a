import type { Problem, TidyTable } from '../../../tabular/index.ts'
import { createSketch, createSmallCellAccumulator, type TableSketch } from '../../../tabular/profile/index.ts'

/** What is noted of a table before anybody sees it. */
export interface TableGuard {
  /** Finds near copies of the table among those of the node. */
  readonly sketch: TableSketch
  readonly problems: readonly Problem[]
}

/** Fingerprints a table and warns of counts so small that persons may be recognised in them. */
export function guardTable({ columns, rows, title, sheet }: Pick<TidyTable, 'columns' | 'rows' | 'title' | 'sheet'>) {
  const sketch = createSketch(columns)
  const smallCells = createSmallCellAccumulator(columns, title)
  for (const [index, row] of rows.entries()) {
    sketch.add(row)
    smallCells.add(row, index + 1)
  }
  const titles = new Map(columns.map((column) => [column.name, column.title]))
  const problems = smallCells.result().map(
    ({ column, count, below }): Problem => ({
      code: 'small-cells',
      severity: 'warning',
      ...(sheet === undefined ? {} : { sheet }),
      params: { column: titles.get(column) ?? column, count, below },
    }),
  )
  return { sketch: sketch.result(), problems } satisfies TableGuard
}
