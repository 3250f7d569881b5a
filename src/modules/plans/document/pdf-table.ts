import { setImmediate } from 'node:timers/promises'
import type { DocTable } from './decision.ts'
import { addPage, drawLine, fullLine, LEADING, type Paragraph, roomLeft, roomOfPage, type Sheet } from './pdf-sheet.ts'
import type { Line } from './pdf-text.ts'

const PAD = 3
const ROWS_AT_ONCE = 20

type Cells = readonly (readonly Line[])[]

/** A table with its header on every page. Long ones let others work in between. */
export async function drawTable(sheet: Sheet, table: DocTable, size: number): Promise<void> {
  const look: Paragraph = { face: 'regular', size }
  const headLook: Paragraph = { face: 'bold', size, align: 'center' }
  const head = setCells(sheet, table.heads, { widths: table.widths, look: headLook })
  const drawHead = () => drawRow(sheet, head, { widths: table.widths, look: headLook })
  if (roomLeft(sheet) < heightOf(head, size) * 2) addPage(sheet)
  drawHead()
  for (const [index, row] of table.rows.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
    const cells = setCells(sheet, row, { widths: table.widths, look })
    if (roomLeft(sheet) < heightOf(cells, size)) {
      addPage(sheet)
      drawHead()
    }
    drawRow(sheet, cells, { widths: table.widths, look })
  }
}

interface RowLook {
  readonly widths: readonly number[]
  readonly look: Paragraph
}

// What would not fit on a page of its own is cut: a cell is no place for an essay.
function setCells(sheet: Sheet, texts: readonly string[], { widths, look }: RowLook): Cells {
  const { width } = fullLine(sheet)
  const most = Math.floor(roomOfPage(sheet) / (look.size * LEADING)) - 4
  return texts.map((text, index) =>
    sheet.setter.lines(text, look, { width: (widths[index] ?? 0) * width - PAD * 2 }).slice(0, most),
  )
}

function heightOf(cells: Cells, size: number): number {
  return Math.max(...cells.map((lines) => lines.length), 1) * size * LEADING + PAD * 2
}

function drawRow(sheet: Sheet, cells: Cells, { widths, look }: RowLook): void {
  const height = heightOf(cells, look.size)
  const line = fullLine(sheet)
  let { x } = line
  for (const [index, lines] of cells.entries()) {
    const width = (widths[index] ?? 0) * line.width
    sheet.pdf.rect(x, sheet.y, width, height).lineWidth(0.5).stroke()
    for (const [row, one] of lines.entries()) {
      const at = { x: x + PAD, width: width - PAD * 2, y: sheet.y + PAD + row * look.size * LEADING }
      drawLine(sheet, one, { look, at })
    }
    x += width
  }
  sheet.y += height
}
