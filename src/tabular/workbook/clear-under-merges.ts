import type { Cell, Sheet } from '../model.ts'

const EMPTY: Cell = { text: '', value: undefined }

/**
 * Empties the cells that a merged range covers: programs that merge by script leave the text in each of them, while a
 * reader of the sheet sees only the first.
 */
export function clearUnderMerges(sheet: Sheet): Sheet {
  const covered = new Map<number, Set<number>>()
  for (const merge of sheet.merges) {
    for (let r = merge.row; r < Math.min(merge.row + merge.rows, sheet.rows.length); r++) {
      const columns = covered.get(r) ?? new Set<number>()
      const end = Math.min(merge.column + merge.columns, sheet.rows[r]?.length ?? 0)
      for (let c = merge.column; c < end; c++) if (r !== merge.row || c !== merge.column) columns.add(c)
      covered.set(r, columns)
    }
  }
  if (covered.size === 0) return sheet
  return {
    ...sheet,
    rows: sheet.rows.map((row, r) => {
      const columns = covered.get(r)
      return columns ? row.map((cell, c) => (columns.has(c) ? EMPTY : cell)) : row
    }),
  }
}
