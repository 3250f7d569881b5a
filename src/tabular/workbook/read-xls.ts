import * as XLSX from '@e965/xlsx'
import type { DecodedFile } from '../decode/decoded-file.ts'
import { sheetOfCells } from '../decode/sheet-of-text.ts'
import type { Cell, Sheet } from '../model.ts'

/** Reads a BIFF or OpenDocument workbook. */
export function readOldWorkbook(bytes: Uint8Array, format: 'xls' | 'ods'): DecodedFile {
  const workbook = XLSX.read(bytes, { type: 'array', cellNF: true, cellDates: true, UTC: true })
  return {
    format,
    encoding: undefined,
    legacyFont: undefined,
    repairs: [],
    dialect: undefined,
    sheets: workbook.SheetNames.map((name) => toSheet(workbook.Sheets[name] ?? {}, name)),
    problems: [],
  }
}

function toSheet(raw: XLSX.WorkSheet, name: string): Sheet {
  const ref = raw['!ref']
  if (ref === undefined) return sheetOfCells([], name)
  const end = XLSX.utils.decode_range(ref).e
  const rows: Cell[][] = []
  for (let r = 0; r <= end.r; r++) {
    const row: Cell[] = []
    for (let c = 0; c <= end.c; c++) {
      const cell = raw[XLSX.utils.encode_cell({ r, c })] as XLSX.CellObject | undefined
      row.push({ text: (cell?.w ?? String(cell?.v ?? '')).normalize('NFC'), value: cell?.v })
    }
    rows.push(row)
  }
  const merges = (raw['!merges'] ?? []).map((m) => ({
    row: m.s.r,
    column: m.s.c,
    rows: m.e.r - m.s.r + 1,
    columns: m.e.c - m.s.c + 1,
  }))
  return { ...sheetOfCells(rows, name), merges }
}
