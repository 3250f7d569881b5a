import { writeFile } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import * as xlsx from '@e965/xlsx'
import { duckRead } from '../duckdb-read.ts'
import type { Found } from './facts.ts'

type Cell = string | number | Date | null

interface Flat {
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

// Text is taken for Western unless it comes as a string.
function open(bytes: Uint8Array): xlsx.WorkBook {
  const isWorkbook = bytes[0] === 0x50 || bytes[0] === 0xd0
  return isWorkbook
    ? xlsx.read(bytes, { cellDates: true })
    : xlsx.read(new TextDecoder().decode(bytes), { type: 'string', cellDates: true })
}

/** An ordinary reader of workbooks: every sheet with its first row as header. */
export function readWithXlsx(bytes: Uint8Array): readonly Found[] {
  const book = open(bytes)
  return book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name]
    if (!sheet) return []
    const objects = xlsx.utils.sheet_to_json<Record<string, Cell>>(sheet, { defval: null })
    const header = Object.keys(objects[0] ?? {})
    return longOf({ header, rows: objects.map((object) => header.map((key) => object[key] ?? null)) })
  })
}

/** DuckDB by its own sniffer; a workbook reaches it as the CSV that the ordinary reader makes of its first sheet. */
export async function readWithDuckdb(
  duck: DuckDBConnection,
  { path, bytes, text }: { path: string; bytes: Uint8Array; text: boolean },
): Promise<readonly Found[]> {
  let file = path
  if (!text) {
    const book = open(bytes)
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    file = `${path}.duckdb.csv`
    await writeFile(file, sheet ? xlsx.utils.sheet_to_csv(sheet) : '')
  }
  const loaded = await duckRead(duck, file)
  if (!loaded) return []
  const width = loaded.rows[0]?.length ?? 0
  const header = loaded.header ?? Array.from({ length: width }, (_, at) => `column${at}`)
  return longOf({ header, rows: loaded.rows })
}

const YEAR = /^(?:19|20)\d\d$/

const numberOf = (cell: Cell): number | undefined =>
  typeof cell === 'number'
    ? cell
    : typeof cell === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell.trim())
      ? Number(cell)
      : undefined

/** The obvious long form: columns of numbers melted under their header, all others kept as text; a year is a period. */
function longOf({ header, rows }: Flat): readonly Found[] {
  const isNumeric = header.map((_, at) => {
    const filled = rows.map((row) => row[at] ?? null).filter((cell) => cell !== null && cell !== '')
    return filled.length > 0 && filled.filter((cell) => numberOf(cell) !== undefined).length >= filled.length / 2
  })
  return rows.flatMap((row) => {
    const texts = row.filter((cell, at) => !isNumeric[at] && cell !== null).map((cell) => textOf(cell ?? ''))
    const time = texts.map((text) => periodOf(text)).find((period) => period !== undefined)
    return header.flatMap((name, at): readonly Found[] => {
      const value = isNumeric[at] ? numberOf(row[at] ?? null) : undefined
      if (value === undefined) return []
      const own = YEAR.test(name) ? name : time
      return [{ value, time: own, texts: [...texts, name], unit: '', derived: false }]
    })
  })
}

const textOf = (cell: string | number | Date): string =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)

function periodOf(text: string): string | undefined {
  const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text)
  if (day) return `${day[3]}-${day[2]}-${day[1]}`
  return YEAR.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined
}
