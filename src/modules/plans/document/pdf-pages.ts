import { setImmediate } from 'node:timers/promises'
import type PDFDocument from 'pdfkit'
import { createSetter, type Line, readFonts, type Style } from './pdf-text.ts'

type Pdf = InstanceType<typeof PDFDocument>

const MM = 72 / 25.4
/** The decree on layout: 20 mm above and below, 30 left, 15 right; the binding edge is above on a wide page. */
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
const WIDE_MARGIN = { top: 25 * MM, bottom: 15 * MM, left: 20 * MM, right: 20 * MM }
const LEADING = 1.45
const PAD = 3
const ROWS_AT_ONCE = 20

export interface Paragraph extends Style {
  readonly align?: 'left' | 'center' | 'both'
  readonly indent?: number
  readonly after?: number
  /** Bold beginning: "Điều 1." */
  readonly lead?: string
}

interface Box {
  readonly x: number
  readonly width: number
}

/** Pages that are filled from above; what does not fit goes to the next one. Points everywhere. */
export async function openPages(about: { readonly title: string; readonly author: string }) {
  const [{ default: Kit }, fonts] = await Promise.all([import('pdfkit'), readFonts()])
  const pdf: Pdf = new Kit({
    autoFirstPage: false,
    bufferPages: true,
    lang: 'vi-VN',
    info: { Title: about.title, Author: about.author, Creator: 'Nguồn' },
  })
  const pieces: Buffer[] = []
  pdf.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  for (const { name, bytes } of fonts) pdf.registerFont(name, bytes)
  const setter = createSetter({ widthOf: (font, size, text) => pdf.font(font).fontSize(size).widthOfString(text) })
  let wide = false
  let y = 0
  const sections: number[] = []

  const margin = () => (wide ? WIDE_MARGIN : MARGIN)
  const full = (): Box => ({ x: margin().left, width: pdf.page.width - margin().left - margin().right })
  const bottom = () => pdf.page.height - margin().bottom

  function addPage(): void {
    pdf.addPage({ size: 'A4', layout: wide ? 'landscape' : 'portrait', margin: 0 })
    y = margin().top
  }

  /** A new part of the document: its first page bears no number. */
  function section(layout: 'upright' | 'wide'): void {
    wide = layout === 'wide'
    addPage()
    sections.push(pdf.bufferedPageRange().count - 1)
  }

  function drawLine(line: Line, at: Box & { y: number }, { face, size, align = 'left' }: Paragraph): void {
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

  function paragraph(text: string, look: Paragraph, box: Box = full()): void {
    const { size, indent = 0, after = 6, lead = '' } = look
    const lines = setter.lines(text, look, { width: box.width, indent, lead })
    for (const [index, line] of lines.entries()) {
      if (y + size * LEADING > bottom()) addPage()
      const shift = index === 0 ? indent : 0
      drawLine(
        index === 0 ? { ...line, width: line.width - indent } : line,
        { x: box.x + shift, width: box.width - shift, y },
        look,
      )
      y += size * LEADING
    }
    y += after
  }

  /** Columns side by side, each drawn from the same height. */
  function columns(boxes: readonly number[], draw: readonly ((box: Box) => void)[]): void {
    const { x, width } = full()
    const start = y
    let lowest = y
    let left = x
    for (const [index, share] of boxes.entries()) {
      y = start
      draw[index]?.({ x: left, width: width * share })
      lowest = Math.max(lowest, y)
      left += width * share
    }
    y = lowest
  }

  /** A short line in the middle of a box, as below titles. */
  function rule(length: number, box: Box = full()): void {
    const x = box.x + (box.width - length) / 2
    pdf
      .moveTo(x, y + 2)
      .lineTo(x + length, y + 2)
      .lineWidth(0.7)
      .stroke()
    y += 9
  }

  function tableRow(cells: readonly (readonly Line[])[], widths: readonly number[], look: Paragraph): void {
    const height = Math.max(...cells.map((lines) => lines.length), 1) * look.size * LEADING + PAD * 2
    let { x } = full()
    const { width: all } = full()
    for (const [index, lines] of cells.entries()) {
      const width = (widths[index] ?? 0) * all
      pdf.rect(x, y, width, height).lineWidth(0.5).stroke()
      lines.forEach((line, at) =>
        drawLine(line, { x: x + PAD, width: width - PAD * 2, y: y + PAD + at * look.size * LEADING }, look),
      )
      x += width
    }
    y += height
  }

  return {
    section,
    paragraph,
    columns,
    rule,
    gap: (points: number) => {
      y += points
    },
    /** Keeps the next points together. */
    need: (points: number) => {
      if (y + points > bottom()) addPage()
    },
    /** A table with its header on every page. Long ones let others work in between. */
    table: async (
      {
        heads,
        widths,
        rows,
      }: { heads: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] },
      size: number,
    ) => {
      const { width } = full()
      const most = Math.floor((bottom() - margin().top) / (size * LEADING)) - 4
      const set = (cells: readonly string[], look: Paragraph) =>
        cells.map((text, index) =>
          setter.lines(text, look, { width: (widths[index] ?? 0) * width - PAD * 2 }).slice(0, most),
        )
      const headLook: Paragraph = { face: 'bold', size, align: 'center' }
      const look: Paragraph = { face: 'regular', size }
      const headLines = set(heads, headLook)
      const heightOf = (cells: readonly (readonly Line[])[]) =>
        Math.max(...cells.map((lines) => lines.length), 1) * size * LEADING + PAD * 2
      if (y + heightOf(headLines) * 2 > bottom()) addPage()
      tableRow(headLines, widths, headLook)
      for (const [index, row] of rows.entries()) {
        if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
        const cells = set(row, look)
        if (y + heightOf(cells) > bottom()) {
          addPage()
          tableRow(headLines, widths, headLook)
        }
        tableRow(cells, widths, look)
      }
    },
    /** Page numbers above, then the bytes. */
    end: async (): Promise<Uint8Array> => {
      const { count } = pdf.bufferedPageRange()
      const starts = new Set(sections)
      for (let page = 0, number = 1; page < count; page++, number++) {
        if (starts.has(page)) {
          number = 1
          continue
        }
        pdf.switchToPage(page)
        const text = String(number)
        pdf.font('regular-latin').fontSize(13)
        pdf.text(text, (pdf.page.width - pdf.widthOfString(text)) / 2, 10 * MM, { lineBreak: false })
      }
      pdf.end()
      await ended
      return new Uint8Array(Buffer.concat(pieces))
    },
  }
}

export type Pages = Awaited<ReturnType<typeof openPages>>
