import { type DecodedFile, type RoleMatrix, roleAt } from '../../../tabular/index.ts'
import type { SheetPicture } from './understanding.ts'

const ROWS = 120
const COLUMNS = 40
/** Wider than this nobody looks; a sheet may have 16 384. */
const MOST_COLUMNS = 256
/** Rows kept before and after a problem further down. */
const AROUND = 2
const MOST_WINDOWS = 60
const MOST_LETTERS = 80

/** Where something is to be seen. */
interface Spot {
  readonly sheet?: string
  readonly row?: number
  readonly column?: number
}

/** The top left part of a sheet, and the rows around every spot below it. */
export function pictureOf(
  sheet: DecodedFile['sheets'][number],
  roles: RoleMatrix | undefined,
  spots: readonly Spot[],
): SheetPicture {
  const here = spots.filter((spot) => spot.sheet === sheet.name)
  const furthest = here.reduce((most, { column }) => Math.max(most, column ?? 0), COLUMNS)
  const width = Math.min(furthest, MOST_COLUMNS)
  const part = (from: number, to: number) => {
    const rows = sheet.rows.slice(from, to).map((row) => row.slice(0, width))
    return {
      rows: rows.map((row) => row.map((cell) => cell.text.slice(0, MOST_LETTERS))),
      roles: roles ? rows.map((row, r) => row.map((_, c) => roleAt(roles, from + r, c))) : [],
    }
  }
  const below = here.flatMap(({ row }) =>
    row !== undefined && row > ROWS && row <= sheet.rows.length ? [row - 1] : [],
  )
  return {
    sheet: sheet.name,
    ...part(0, ROWS),
    windows: windowsAround(below).map(([from, to]) => ({ from, ...part(from, to) })),
    totalRows: sheet.rows.length,
    totalColumns: sheet.rows[0]?.length ?? 0,
  }
}

/** The picture of a sample as one of its whole file: every window stands at its rows of the file, or is left out. */
export function pictureOfFile(
  picture: SheetPicture,
  rowOf: (row: number) => number | undefined,
  totalRows: number,
): SheetPicture {
  const windows = (picture.windows ?? []).flatMap(({ from, rows, roles }) => {
    const parts: { from: number; rows: (readonly string[])[]; roles: (readonly string[])[] }[] = []
    rows.forEach((row, i) => {
      const at = rowOf(from + i)
      if (at === undefined) return
      const last = parts.at(-1)
      // Two rows side by side in the sample may be far apart in the file.
      const part = last && at === last.from + last.rows.length ? last : { from: at, rows: [], roles: [] }
      if (part !== last) parts.push(part)
      part.rows.push(row)
      part.roles.push(roles[i] ?? [])
    })
    return parts
  })
  return { ...picture, windows, totalRows }
}

/** Stretches of rows from first to before last, apart from one another and from the top part. */
function windowsAround(rows: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const windows: [number, number][] = []
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = windows.at(-1)
    const from = Math.max(ROWS, row - AROUND)
    const to = row + AROUND + 1
    if (last && from <= last[1]) last[1] = to
    else if (windows.length < MOST_WINDOWS) windows.push([from, to])
  }
  return windows
}
