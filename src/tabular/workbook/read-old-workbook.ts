import * as XLSX from '@e965/xlsx'
import type { DecodedFile, FileFormat } from '../decode/decoded-file.ts'
import { sheetOfCells, textCell } from '../decode/sheet-of-text.ts'
import type { Cell, Problem, Sheet } from '../model.ts'
import { type BiffStyle, type BiffStyles, readBiffStyles } from './biff-styles.ts'
import { clearUnderMerges } from './clear-under-merges.ts'
import { plainNumber } from './plain-number.ts'
import { repairSheets } from './repair-cells.ts'

type DenseSheet = XLSX.WorkSheet & {
  readonly '!data'?: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[]
}

interface CompoundFile {
  readonly FullPaths: readonly string[]
  readonly FileIndex: readonly { readonly content?: Uint8Array | readonly number[] }[]
}

// The library declares its container reader as `any`.
const compoundReader = XLSX.CFB as {
  readonly read: (bytes: Uint8Array, options: { readonly type: 'buffer' }) => CompoundFile
}

/** Reads a BIFF, XLSB or SpreadsheetML 2003 workbook: values by the library, fonts of BIFF cells by our own pass. */
export function readOldWorkbook(bytes: Uint8Array, format: FileFormat): DecodedFile {
  const workbook = XLSX.read(bytes, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellDates: true,
    cellStyles: true,
    UTC: true,
    bookVBA: true,
  })
  const streams = format === 'xls' ? openCompound(bytes) : undefined
  const styles = streams?.workbook ? readBiffStyles(streams.workbook) : undefined
  const tabs = workbook.Workbook?.Sheets ?? []
  const sheets = workbook.SheetNames.map((name, i) => {
    const sheet = toSheet(workbook.Sheets[name] ?? {}, { name, tab: i, styles })
    return tabs[i]?.Hidden ? { ...sheet, hidden: true } : sheet
  })
  const repaired = repairSheets(sheets)
  const problems: Problem[] = [...repaired.problems]
  if (workbook.vbaraw !== undefined || streams?.macros) problems.push({ code: 'macros-ignored', severity: 'info' })
  return {
    format,
    encoding: undefined,
    legacyFont: repaired.legacyFont,
    repairs: repaired.repairs,
    dialect: undefined,
    sheets: repaired.sheets,
    problems,
  }
}

const MAX_CELLS = 12_000_000

function openCompound(bytes: Uint8Array): { workbook: Uint8Array | undefined; macros: boolean } | undefined {
  try {
    const file = compoundReader.read(bytes, { type: 'buffer' })
    const at = file.FullPaths.findIndex((path) => /\/(?:Workbook|Book)$/i.test(path))
    const content = file.FileIndex[at]?.content
    return {
      workbook: content ? Uint8Array.from(content) : undefined,
      macros: file.FullPaths.some((path) => /_VBA_PROJECT/i.test(path)),
    }
  } catch {
    // A BIFF stream without its container has no styles we could find.
    return undefined
  }
}

interface Tab {
  readonly name: string
  readonly tab: number
  readonly styles: BiffStyles | undefined
}

function toSheet(raw: DenseSheet, { name, tab, styles }: Tab): Sheet {
  const data = raw['!data'] ?? []
  const width = data.reduce((widest, row) => Math.max(widest, row?.length ?? 0), 0)
  // Two cells in opposite corners of a sheet make a rectangle that no memory holds.
  if (data.length * width > MAX_CELLS) throw new RangeError('too large: the used range of a sheet')
  const rows = Array.from({ length: lastUsed(data) + 1 }, (_, r): Cell[] => {
    const cells = data[r] ?? []
    const last = cells.findLastIndex((cell) => cell?.v !== undefined)
    return Array.from({ length: last + 1 }, (_, c) => toCell(cells[c], styles?.styleAt(tab, r, c)))
  })
  const hidden = (defs: readonly ({ hidden?: boolean } | undefined)[] | undefined): readonly number[] =>
    [...(defs ?? [])].flatMap((def, i) => (def?.hidden ? [i] : []))
  return clearUnderMerges({
    ...sheetOfCells(rows, name),
    merges: (raw['!merges'] ?? []).map(({ s, e }) => ({
      row: s.r,
      column: s.c,
      rows: e.r - s.r + 1,
      columns: e.c - s.c + 1,
    })),
    hiddenRows: hidden(raw['!rows']),
    hiddenColumns: hidden(raw['!cols']),
  })
}

function lastUsed(data: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[]): number {
  return data.findLastIndex((row) => row?.some((cell) => cell?.v !== undefined && cell.v !== ''))
}

function toCell(cell: XLSX.CellObject | undefined, style: BiffStyle | undefined): Cell {
  if (cell?.v === undefined) return textCell('')
  const format = typeof cell.z === 'string' && cell.z !== 'General' ? cell.z : undefined
  return {
    text: textOf(cell, format),
    value: cell.t === 'e' ? undefined : cell.v,
    ...(format === undefined ? {} : { format }),
    ...(style ? drawnAs(style) : {}),
  }
}

function drawnAs(style: BiffStyle): Pick<Cell, 'font' | 'bold' | 'indent'> {
  return {
    ...(style.font === undefined ? {} : { font: style.font }),
    ...(style.bold ? { bold: true } : {}),
    ...(style.indent > 0 ? { indent: style.indent } : {}),
  }
}

// The General format cuts digits to the width of a column; a reader of data wants all of them.
function textOf(cell: XLSX.CellObject, format: string | undefined): string {
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE'
  if (cell.t === 'n' && format === undefined && typeof cell.v === 'number') return plainNumber(cell.v)
  return cell.w ?? (cell.v instanceof Date ? cell.v.toISOString() : String(cell.v))
}
