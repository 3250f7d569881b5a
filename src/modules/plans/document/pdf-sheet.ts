import type PDFDocument from 'pdfkit'
import type { Line, Setter, Style } from './pdf-text.ts'

export type Pdf = InstanceType<typeof PDFDocument>

export const MM = 72 / 25.4
/** The decree on layout: 20 mm above and below, 30 left, 15 right; the binding edge is above on a wide page. */
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
const WIDE_MARGIN = { top: 25 * MM, bottom: 15 * MM, left: 20 * MM, right: 20 * MM }
/** Line height in sizes: Vietnamese marks need air. */
export const LEADING = 1.45

/** The page that is being filled, from above; points everywhere. */
export interface Sheet {
  readonly pdf: Pdf
  readonly setter: Setter
  wide: boolean
  y: number
}

export interface Paragraph extends Style {
  readonly align?: 'left' | 'center' | 'both'
  readonly indent?: number
  readonly after?: number
  /** Bold beginning: "Điều 1." */
  readonly lead?: string
}

export interface Box {
  readonly x: number
  readonly width: number
}

function marginOf({ wide }: Sheet): typeof MARGIN {
  return wide ? WIDE_MARGIN : MARGIN
}

/** The whole line between the margins. */
export function fullLine(sheet: Sheet): Box {
  const { left, right } = marginOf(sheet)
  return { x: left, width: sheet.pdf.page.width - left - right }
}

/** Room left on the page below the place that is next. */
export function roomLeft(sheet: Sheet): number {
  return sheet.pdf.page.height - marginOf(sheet).bottom - sheet.y
}

/** Room of an empty page. */
export function roomOfPage(sheet: Sheet): number {
  const { top, bottom } = marginOf(sheet)
  return sheet.pdf.page.height - top - bottom
}

export function addPage(sheet: Sheet): void {
  sheet.pdf.addPage({ size: 'A4', layout: sheet.wide ? 'landscape' : 'portrait', margin: 0 })
  sheet.y = marginOf(sheet).top
}

/** Draws one line of words in a box at a height; a line of a justified paragraph is stretched unless it is the last. */
export function drawLine(
  { pdf, setter }: Sheet,
  line: Line,
  { look, at }: { readonly look: Paragraph; readonly at: Box & { readonly y: number } },
): void {
  const { face, size, align = 'left' } = look
  const space = setter.space({ face, size })
  const stretch = align === 'both' && !line.last && line.words.length > 1
  const gap = stretch ? space + (at.width - line.width) / (line.words.length - 1) : space
  let x = align === 'center' ? at.x + (at.width - line.width) / 2 : at.x
  for (const word of line.words) {
    for (const run of word.runs) {
      pdf.font(run.font).fontSize(size).text(run.text, x, at.y, { lineBreak: false })
      x += run.width
    }
    x += gap
  }
}

/** Sets a paragraph and moves on below it. */
export function drawParagraph(
  sheet: Sheet,
  text: string,
  { look, box = fullLine(sheet) }: { readonly look: Paragraph; readonly box?: Box | undefined },
): void {
  const { size, indent = 0, after = 6, lead = '' } = look
  const lines = sheet.setter.lines(text, look, { width: box.width, indent, lead })
  for (const [index, line] of lines.entries()) {
    if (roomLeft(sheet) < size * LEADING) addPage(sheet)
    const shift = index === 0 ? indent : 0
    const at = { x: box.x + shift, width: box.width - shift, y: sheet.y }
    drawLine(sheet, { ...line, width: line.width - shift }, { look, at })
    sheet.y += size * LEADING
  }
  sheet.y += after
}

/** Columns side by side, each drawn from the same height; the next thing stands below the longest. */
export function drawColumns(sheet: Sheet, shares: readonly number[], draw: readonly ((box: Box) => void)[]): void {
  const { x, width } = fullLine(sheet)
  const start = sheet.y
  let lowest = start
  let left = x
  for (const [index, share] of shares.entries()) {
    sheet.y = start
    draw[index]?.({ x: left, width: width * share })
    lowest = Math.max(lowest, sheet.y)
    left += width * share
  }
  sheet.y = lowest
}

/** A short line in the middle of a box, as below titles. */
export function drawRule(sheet: Sheet, length: number, box: Box = fullLine(sheet)): void {
  const x = box.x + (box.width - length) / 2
  sheet.pdf
    .moveTo(x, sheet.y + 2)
    .lineTo(x + length, sheet.y + 2)
    .lineWidth(0.7)
    .stroke()
  sheet.y += 9
}
