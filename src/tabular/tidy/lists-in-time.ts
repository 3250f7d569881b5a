import type { TableLayout } from '../layout/layout.ts'
import type { CodeBinder } from './model.ts'

/** The last year a table's title and column labels name. */
function lastYear(table: TableLayout): number | undefined {
  const words = [table.title ?? '', ...table.paths.flatMap((path) => path.parts)].join(' ')
  const years = [...words.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map((found) => Number(found[0]))
  return years.length === 0 ? undefined : Math.max(...years)
}

const yearOf = (list: CodeBinder): number => Number(list.validFrom?.slice(0, 4) ?? 0)

/**
 * Province codes were re-used on 01/07/2025: figures of later years are on the new list, earlier ones on the old.
 * For the year of the change and where no year is told the order given stays.
 */
export function listsInTime(lists: readonly CodeBinder[], table: TableLayout): readonly CodeBinder[] {
  const year = lastYear(table)
  if (year === undefined) return lists
  const begun = lists.filter((list) => yearOf(list) <= year)
  const isNew = (list: CodeBinder): boolean =>
    lists.some((other) => other.level === list.level && yearOf(other) < yearOf(list)) && yearOf(list) < year
  return [...begun.filter(isNew), ...begun.filter((list) => !isNew(list))]
}
