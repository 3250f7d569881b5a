import type { Column, Value } from '../model.ts'

/** Counts of persons so small that neighbours may recognise them. */
export interface SmallCellWarning {
  readonly column: string
  /** Cells with a count of 1 to `below` − 1. */
  readonly count: number
  readonly share: number
  readonly below: number
  /** 1-based records, at most 5. */
  readonly rows: readonly number[]
}

export interface SmallCellAccumulator {
  add(row: readonly Value[], number: number): void
  result(): readonly SmallCellWarning[]
}

/** Usual threshold of statistical offices. */
export const SMALL_CELL_BELOW = 5

const PERSONS =
  /\b(?:nguoi|nhan khau|dan so|benh nhan|ca mac|ca benh|ca nhiem|tu vong|so ca|hoc sinh|sinh vien|tre em|ho|ho ngheo|lao dong|nan nhan|bi thuong|chet|nam|nu|persons?|people|patients?|deaths?|cases?|pupils?|households?)\b/

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')

/** Watches the measures that count persons in a table of groups (it must have a dimension). */
export function createSmallCellAccumulator(columns: readonly Column[], title = ''): SmallCellAccumulator {
  const persons = personCounts(columns, title)
  const watched = columns.flatMap((column, at) =>
    persons.includes(column) ? [{ column, at, filled: 0, small: 0, rows: [] as number[] }] : [],
  )
  return {
    add(row, number) {
      for (const watch of watched) {
        const value = row[watch.at]
        if (typeof value !== 'number') continue
        watch.filled += 1
        if (value < 1 || value >= SMALL_CELL_BELOW || !Number.isInteger(value)) continue
        watch.small += 1
        if (watch.rows.length < 5) watch.rows.push(number)
      }
    },
    result: () =>
      watched
        .filter((watch) => watch.small > 0)
        .map(({ column, filled, small, rows }) => ({
          column: column.name,
          count: small,
          share: small / filled,
          below: SMALL_CELL_BELOW,
          rows,
        })),
  }
}

/** The columns of a table of groups that count single persons. */
export const personCounts = (columns: readonly Column[], title = ''): readonly Column[] =>
  columns.some((column) => column.role === 'dimension') ? columns.filter((column) => countsPersons(column, title)) : []

/** "Nghìn người" is rounded and harmless: only whole persons count. */
function countsPersons(column: Column, title: string): boolean {
  if (column.role !== 'measure' || column.type !== 'integer') return false
  const unit = fold(column.unit ?? '').trim()
  if (unit !== '') return PERSONS.test(unit) && !/\b(?:nghin|ngan|trieu|thous|mill|1000)\b/.test(unit)
  return PERSONS.test(fold(`${column.title} ${title}`))
}
