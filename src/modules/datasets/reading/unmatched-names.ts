import {
  type Candidate,
  type CodeBinder,
  type Column,
  type DecodedFile,
  isTotalLabel,
  type TidyTable,
} from '../../../tabular/index.ts'
import type { UnmatchedName } from './understanding.ts'

/** A code list that also tells which items a name may mean that it is not sure of. */
export interface NameList extends CodeBinder {
  candidates(name: string): readonly Candidate[]
}

const MOST_OF_A_TABLE = 40
/** Known names that make the others look like misspelt ones. */
const ENOUGH = 2

type Table = Pick<TidyTable, 'name' | 'sheet' | 'columns' | 'rows' | 'source'>

/** Names in columns of places that no list knows for sure, each with its first cell and what it may mean. */
export function unmatchedNames(
  table: Table,
  sheets: DecodedFile['sheets'],
  lists: readonly NameList[],
): readonly UnmatchedName[] {
  const found: UnmatchedName[] = []
  for (const [position, column] of table.columns.entries()) {
    if (column.type !== 'text') continue
    const names = firstRecords(table, position)
    const list = listOf(column, names.keys(), lists)
    if (!list) continue
    for (const [name, record] of names) {
      if (found.length >= MOST_OF_A_TABLE) return found
      if (isTotalLabel(name) || lists.some((other) => other.match(name) !== undefined)) continue
      const cell = placeOf(table, sheets, { record, name })
      const { sheet } = table
      const at = { table: table.name, column: cell?.column, row: cell?.row }
      found.push({
        ...withoutGaps(at),
        ...(sheet === undefined ? {} : { sheet }),
        name,
        of: column.name,
        title: column.title,
        list: list.list,
        candidates: list.candidates(name),
      })
    }
  }
  return found
}

const withoutGaps = ({
  table,
  row,
  column,
}: {
  table: string
  row?: number | undefined
  column?: number | undefined
}) => ({
  table,
  ...(row === undefined ? {} : { row }),
  ...(column === undefined ? {} : { column }),
})

/** The list of the column; misspelt names may have kept a column of places from being bound to the one it names most. */
function listOf(column: Column, names: Iterable<string>, lists: readonly NameList[]): NameList | undefined {
  if (column.codeList !== undefined) return lists.find(({ list }) => list === column.codeList)
  if (column.kind !== 'place') return undefined
  const known = [...names]
  const counted = lists.map((list) => ({ list, hits: known.filter((name) => list.match(name)).length }))
  const [best] = counted.toSorted((a, b) => b.hits - a.hits)
  return best && best.hits >= ENOUGH ? best.list : undefined
}

/** Every name with the first record that has it. */
function firstRecords({ rows, columns }: Table, position: number): ReadonlyMap<string, number> {
  const total = columns.findIndex(({ name }) => name === 'la_dong_tong')
  const first = new Map<string, number>()
  for (const [record, row] of rows.entries()) {
    const value = row[position]
    if (typeof value === 'string' && row[total] !== true && !first.has(value)) first.set(value, record)
  }
  return first
}

function placeOf(
  { sheet, source }: Table,
  sheets: DecodedFile['sheets'],
  { record, name }: { record: number; name: string },
): { readonly row: number; readonly column: number } | undefined {
  const row = source.recordRows[record]
  const cells = row === undefined ? undefined : sheets.find((item) => item.name === sheet)?.rows[row]
  if (row === undefined || !cells) return undefined
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  const column = cells.findIndex(({ text }, at) => at >= source.firstColumn && plain(text) === name)
  return { row: row + 1, column: Math.max(column, source.firstColumn) + 1 }
}
